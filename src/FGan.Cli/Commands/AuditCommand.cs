using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary><c>fgan audit</c>: everything a model file holds about the data.</summary>
internal sealed class AuditCommand : Command
{
    private const int MostShown = 400;

    private readonly Terminal _terminal;

    public AuditCommand(Terminal terminal)
        : base("audit", "List everything that a model file holds about the data it was trained on, and what it does not hold")
    {
        _terminal = terminal;
        var path = new Argument<string>("model") { Description = "A model, a checkpoint or a reference that fgan wrote" };
        var json = SharedOptions.Json();
        Arguments.Add(path);
        Options.Add(json);
        SetAction(parsed =>
        {
            var audit = ModelAudit.Of(parsed.GetValue(path)!);
            if (parsed.GetValue(json)) terminal.PrintJson(audit);
            else Print(audit);
            return (int)ExitCode.Ok;
        });
    }

    private void Print(ModelAudit audit)
    {
        _terminal.Print($"# What {audit.File} holds");
        _terminal.Print();
        _terminal.Print($"It is a {audit.Role} of {audit.Bytes:#,0} bytes. Of the data it holds {Count(audit.CategoryCount, "category", "categories")} by name and "
            + $"{Count(audit.ValueCount, "value", "values")} that can have stood in single rows, listed below; everything else is computed over many rows.");
        if (audit.Columns.Count > 0) Section("Held about the columns");
        foreach (var column in audit.Columns)
        {
            _terminal.Print($"- {(column.Column.Length > 0 ? column.Column : "In all")}: {column.Treatment}");
            foreach (var fact in column.Facts) _terminal.Print($"  - {fact.What}: {Shorten(fact)}");
        }

        Section("Entries of the file, all of them");
        foreach (var entry in audit.Entries) _terminal.Print($"- {entry.Key}: {entry.Meaning}: {Shorten(entry.Text)}");
        Section("Weights");
        foreach (var weights in audit.Weights)
        {
            _terminal.Print($"- {weights.What}: {Count(weights.Numbers, "number", "numbers")} in {Count(weights.Tensors.Count, "tensor", "tensors")}");
            _terminal.Print($"  {string.Join("; ", weights.Tensors)}");
        }

        Section("Not held");
        foreach (var line in audit.NotHeld) _terminal.Print($"- {line}");
        if (audit.Caveats.Count > 0) Section("What this list cannot show");
        foreach (var line in audit.Caveats) _terminal.Print($"- {line}");
    }

    private void Section(string heading)
    {
        _terminal.Print();
        _terminal.Print($"## {heading}");
    }

    private static string Count(long count, string one, string many) =>
        count == 1 ? $"1 {one}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:#,0} {many}");

    // Values and names are shown to the last one, however many; only what is computed may be long and cut.
    private static string Shorten(HeldFact fact) => fact.Origin == HeldOrigin.Summary ? Shorten(fact.Text) : fact.Text;

    private static string Shorten(string text) => text.Length <= MostShown ? text : text[..MostShown] + "… (all of it with --json)";
}
