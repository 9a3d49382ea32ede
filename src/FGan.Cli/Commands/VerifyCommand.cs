using System.CommandLine;
using FGan.Divergences;
using Spectre.Console;

namespace FGan.Cli.Commands;

/// <summary><c>fgan verify</c>: the laws of every divergence, checked on this machine.</summary>
internal sealed class VerifyCommand : Command
{
    public VerifyCommand(Terminal terminal)
        : base("verify", "Check the laws of the catalogue, or of one f, on this machine")
    {
        var text = new Argument<string?>("f") { Description = "A name or a formula; the whole catalogue when left out", Arity = ArgumentArity.ZeroOrOne };
        var json = SharedOptions.Json();
        Arguments.Add(text);
        Options.Add(json);
        SetAction(parsed =>
        {
            var chosen = parsed.GetValue(text) is string f ? [Catalogue.Find(f)] : Catalogue.All;
            var rows = chosen.SelectMany(Verification.Of).ToList();
            var broken = rows.Count(r => !r.Holds);
            if (parsed.GetValue(json)) terminal.PrintJson(new { laws = rows, checkedLaws = rows.Count, broken });
            else Print(terminal, rows, broken);
            return (int)(broken == 0 ? ExitCode.Ok : ExitCode.GateFailed);
        });
    }

    private static void Print(Terminal terminal, List<LawResult> rows, int broken)
    {
        var table = new Table().AddColumns("divergence", "law", "worst error", "allowed", "where", "holds");
        foreach (var row in rows)
        {
            table.AddRow(new[]
            {
                row.Divergence, row.Law, Number.Short(row.WorstError), Number.Short(row.Tolerance), row.Where, row.Holds ? "yes" : "NO",
            }.Select(Markup.Escape).ToArray());
        }
        terminal.Draw(table);
        terminal.Print(broken == 0 ? $"All {rows.Count} laws hold." : $"{broken} of {rows.Count} laws do not hold.");
    }
}
