using System.CommandLine;
using FGan.Data;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary><c>fgan runs</c>: what training runs left.</summary>
internal sealed class RunsCommand : Command
{
    public RunsCommand(Terminal terminal)
        : base("runs", "Look at what training runs left")
    {
        var runs = new Argument<string[]>("runs") { Description = "Folders of runs, their history files, or model files", Arity = ArgumentArity.OneOrMore };
        var output = SharedOptions.Output("The page to write, such as runs.html");
        var compare = new Command("compare", "Show the curves of runs side by side on one page") { runs, output };
        compare.SetAction(parsed =>
        {
            var records = Array.ConvertAll(parsed.GetValue(runs)!, RunRecord.Read);
            var page = parsed.GetValue(output)!;
            AtomicFile.WriteAllText(page, RunComparisonPage.Write(records));
            foreach (var record in records) terminal.Print($"{record.Name}: {record.History[^1]}");
            terminal.Say($"Wrote {page}.");
            return (int)ExitCode.Ok;
        });
        Subcommands.Add(compare);
    }
}
