using Spectre.Console;
using static System.FormattableString;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan estimate</c> prints for people.</summary>
internal static class EstimationText
{
    private const int MostColumns = 10;

    public static void Print(Terminal terminal, EstimationResult result)
    {
        Draw(terminal, ["divergence", "f(u)", "estimate", "± standard error", "lower limit", "certified", "at most"], result.Divergences.Select(d => new[]
        {
            d.Id,
            d.Formula,
            Number.Short(d.Estimate) + (d.IsSaturated ? " or more" : ""),
            Number.Short(d.StandardError),
            Number.Short(d.LowerLimit),
            d.Certified is null ? "" : Number.Short(Math.Max(d.Certified.Hoeffding, d.Certified.EmpiricalBernstein)),
            Number.Short(d.Ceiling),
        }));
        if (result.Columns.Any(c => c.IsClear)) PrintColumns(terminal, result);
        terminal.Print(result.Words());
        foreach (var remark in result.Remarks) terminal.Print(remark);
    }

    private static void PrintColumns(Terminal terminal, EstimationResult result)
    {
        Draw(terminal, ["column", $"part of {result.Main.Id} lost without it", "± standard error", "share", "alone"], result.Columns.Where(c => c.IsClear).Take(MostColumns).Select(c => new[]
        {
            c.Column, Number.Short(c.Loss), Number.Short(c.StandardError), Invariant($"{c.Share:P0}"), Number.Short(c.Alone),
        }));
        var more = result.Columns.Count - Math.Min(MostColumns, result.Columns.Count(c => c.IsClear));
        if (more > 0) terminal.Print(more == 1 ? "  and one more column that says less, or nothing." : $"  and {more} more columns that say less, or nothing.");
    }

    private static void Draw(Terminal terminal, string[] heads, IEnumerable<string[]> rows)
    {
        var table = new Spectre.Console.Table().AddColumns(heads);
        foreach (var row in rows) table.AddRow(Array.ConvertAll(row, Markup.Escape));
        terminal.Draw(table);
    }
}
