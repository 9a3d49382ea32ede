using System.CommandLine;
using FGan.Data;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan estimate</c> leaves beside what it prints: gates, a page, a JUnit report.</summary>
internal sealed class EstimationOutputs
{
    private readonly Option<string[]> _failIf = new("--fail-if")
    {
        Description = "End with exit code 1 if the lower limit is above a threshold, as in --fail-if \"js>0.05\"; repeatable",
        HelpName = "gate",
    };

    private readonly Option<string> _html = new("--html") { Description = "Write a page for people: words first, then limits, columns, pictures; no rows", HelpName = "file" };
    private readonly Option<string> _junit = new("--junit") { Description = "Write the gates as JUnit XML, for build servers", HelpName = "file" };

    public IEnumerable<Option> Options => [_failIf, _html, _junit];

    /// <summary>Reads the gates; a fault in one is a fault of the command line.</summary>
    public IReadOnlyList<Gate> Gates(ParseResult parsed)
    {
        try
        {
            return [.. (parsed.GetValue(_failIf) ?? []).Select(Gate.Parse)];
        }
        catch (FormatException fault)
        {
            throw new UsageException($"--fail-if is {fault.Message}");
        }
    }

    /// <summary>The divergences to estimate: those asked for, and those that gates need.</summary>
    public static IReadOnlyList<FDivergence> With(IReadOnlyList<FDivergence> asked, IReadOnlyList<Gate> gates) =>
        [.. asked.Concat(gates.Select(gate => gate.Divergence)).DistinctBy(d => d.Id)];

    /// <summary>What a report is about: two files by their names, never by their folders.</summary>
    public static EstimationSubject Subject(string pathP, string pathQ, IDataset? p, IDataset q)
    {
        var (nameP, nameQ) = Names(pathP, pathQ);
        return new EstimationSubject(nameP, nameQ) { P = p, Q = q };
    }

    /// <summary>Writes the files, says how the gates came out, and gives the exit code.</summary>
    public ExitCode Finish(ParseResult parsed, Terminal terminal, EstimationResult result, EstimationSubject subject)
    {
        if (parsed.GetValue(_html) is { } page)
        {
            AtomicFile.WriteAllText(page, EstimationPage.Write(result, subject));
            terminal.Say($"Page: {page}");
        }

        if (parsed.GetValue(_junit) is { } junit) AtomicFile.WriteAllText(junit, JUnitReport.Write($"{subject.NameP} against {subject.NameQ}", result, subject.Gates));
        foreach (var gate in subject.Gates) terminal.Say($"Gate {(gate.Failed ? "failed" : "passed")}: {gate.Gate.Text}: {gate.Words()}.");
        return subject.Gates.Any(gate => gate.Failed) ? ExitCode.GateFailed : ExitCode.Ok;
    }

    private static (string P, string Q) Names(string pathP, string pathQ)
    {
        var (p, q) = (DataInput.ShortName(pathP), DataInput.ShortName(pathQ));
        return p == q ? ($"{p} (P)", $"{q} (Q)") : (p, q);
    }
}
