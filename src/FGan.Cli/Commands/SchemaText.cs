using FGan.Data;
using Spectre.Console;
using static System.FormattableString;
using Table = FGan.Data.Table;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan schema</c> prints for people.</summary>
internal static class SchemaText
{
    private const int MostValues = 4;
    private const int LongestValue = 24;

    public static void Print(Terminal terminal, Table table, TableSchema schema)
    {
        terminal.Print(table.Describe());
        var drawn = new Spectre.Console.Table().AddColumns("column", "kind", "values", "different", "missing");
        foreach (var column in schema.Columns)
        {
            string[] cells = [column.Name, Kind(column.Kind), Values(column), Invariant($"{column.Seen!.Distinct}"), Missing(column.Seen.MissingShare)];
            drawn.AddRow(Array.ConvertAll(cells, Markup.Escape));
        }

        terminal.Draw(drawn);
        string[] notes = [.. schema.Columns.SelectMany(column => column.Seen!.Notes.Select(note => $"  {column.Name} {note}"))];
        if (notes.Length > 0) terminal.Print("What will be done, and what to look at:");
        foreach (var note in notes) terminal.Print(note);
        if (schema.Suggested.IsEmpty) return;
        terminal.Print("In every row, although chance would break it; to make it hold in new rows, train with");
        foreach (var constraint in schema.Suggested) terminal.Print($"  --constraint \"{constraint}\"");
    }

    private static string Kind(SchemaKind kind) => kind == SchemaKind.LeaveOut ? "leave-out" : kind.ToString().ToLowerInvariant();

    private static string Values(SchemaColumn column) => column.Kind switch
    {
        SchemaKind.Number or SchemaKind.Date when column.Minimum is null => "none",
        SchemaKind.Number or SchemaKind.Date => $"{column.Minimum} to {column.Maximum}{Grain(column)}{Spikes(column.Seen!)}",
        SchemaKind.Identifier => "names or keys; new ones of the same form are made",
        _ => string.Join(", ", column.Seen!.Frequent.Take(MostValues).Select(level => Invariant($"{Short(level.Name)} {(level.Share < 0.01 ? "<1 %" : level.Share.ToString("P0", System.Globalization.CultureInfo.InvariantCulture))}")))
            + (column.Seen.Distinct > MostValues ? ", …" : ""),
    };

    private static string Grain(SchemaColumn column) => (column.Seen!.Step, column.Decimals, column.Kind) switch
    {
        ({ } step, _, _) => Invariant($", in steps of {Number.Short(step)}"),
        (_, _, SchemaKind.Date) => "",
        (_, 0, _) => ", whole",
        (_, 1, _) => ", 1 decimal",
        (_, { } decimals, _) => Invariant($", {decimals} decimals"),
        _ => "",
    };

    private static string Spikes(SeenColumn seen) => seen.Spikes.Length switch
    {
        0 => "",
        var n when n == seen.Distinct => ", each kept as it is",
        _ => $"; often exactly {string.Join(", ", seen.Spikes.Take(MostValues))}{(seen.Spikes.Length > MostValues ? ", …" : "")}",
    };

    private static string Missing(double share) => share == 0 ? "" : Invariant($"{share:P1}");

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";
}
