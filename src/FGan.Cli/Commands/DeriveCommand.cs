using System.CommandLine;
using System.Globalization;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary><c>fgan derive</c>: everything about one f.</summary>
internal sealed class DeriveCommand : Command
{
    private readonly Terminal _terminal;

    public DeriveCommand(Terminal terminal)
        : base("derive", "Derive everything about one f: convexity, domain, conjugate, activation, objectives")
    {
        _terminal = terminal;
        var text = new Argument<string>("f") { Description = "A name from fgan list, or a formula in u = p/q such as \"u*log(u)\"" };
        var with = new Option<string[]>("--with") { Description = "The value of a named parameter, such as --with a=0.5", HelpName = "name=value" };
        var atU = new Option<string>("--at-u") { Description = "Print f, f', f'' at these u", HelpName = "numbers", DefaultValueFactory = _ => "" };
        var atV = new Option<string>("--at-v") { Description = "Print a, g∘a and their slopes at these v", HelpName = "numbers", DefaultValueFactory = _ => "" };
        var activation = new Option<string>("--activation") { Description = "Which output activation", DefaultValueFactory = _ => "table" };
        activation.AcceptOnlyFromAmong("table", "log-ratio");
        var json = SharedOptions.Json();
        var latex = new Option<bool>("--latex") { Description = "Print the formulas as one LaTeX display; with --json, add them to the object" };
        var html = new Option<string?>("--html")
        {
            Description = "Write a page with formulas and pictures to a file; without one, print the page instead of the text",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "file",
        };
        var pictures = new Option<string?>("--pictures") { Description = "Write the page's pictures as SVG files into a folder", HelpName = "folder" };
        Arguments.Add(text);
        foreach (Option option in new Option[] { with, atU, atV, activation, json, latex, html, pictures }) Options.Add(option);
        SetAction(parsed =>
        {
            var divergence = Catalogue.Find(parsed.GetValue(text)!, Parameters(parsed.GetValue(with) ?? []));
            var kind = parsed.GetValue(activation) == "table" ? OutputActivationKind.Table : OutputActivationKind.LogRatio;
            var files = new DerivationFiles(terminal, divergence, kind);
            if (parsed.GetValue(pictures) is { } folder) files.WritePictures(folder);
            var isPage = parsed.GetResult(html) is not null;
            if (isPage && parsed.GetValue(html) is { } page) files.WritePage(page);
            else if (isPage) return files.PrintPage(parsed.GetValue(json) || parsed.GetValue(latex));
            var formulas = parsed.GetValue(latex) ? DerivationFormula.All(divergence, kind) : null;
            if (formulas is not null && !parsed.GetValue(json))
            {
                _terminal.Print(DerivationFormula.ToLatex(formulas));
                return (int)ExitCode.Ok;
            }

            var derivation = Derivation.Of(divergence, kind, Number.List(parsed.GetValue(atU)!, "--at-u"), Number.List(parsed.GetValue(atV)!, "--at-v"), formulas);
            if (parsed.GetValue(json)) _terminal.PrintJson(derivation);
            else Print(derivation);
            return (int)ExitCode.Ok;
        });
    }

    private static Dictionary<string, double> Parameters(string[] settings)
    {
        var parameters = new Dictionary<string, double>();
        foreach (var setting in settings)
        {
            var parts = setting.Split('=', 2);
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new UsageException($"--with is '{setting}'; give a name and its value, such as --with a=0.5.");
            parameters[parts[0].Trim()] = value;
        }
        return parameters;
    }

    private void Print(Derivation d)
    {
        _terminal.Print(d.Id == d.F || d.Id == d.Name ? d.Id : $"{d.Id}  ({d.Name})");
        foreach (var (label, text) in Lines(d)) _terminal.Print($"  {label,-20}{text}");
        foreach (var row in d.AtU)
            _terminal.Print($"  u = {Number.Exact(row.U)}: f = {Number.Exact(row.F)}, f' = {Number.Exact(row.FPrime)}, f'' = {Number.Exact(row.FSecond)}");
        foreach (var row in d.AtV)
            _terminal.Print($"  v = {Number.Exact(row.V)}: a = {Number.Exact(row.T)}, g(a) = {Number.Exact(row.G)}, a' = {Number.Exact(row.TSlope)}, (g∘a)' = {Number.Exact(row.GSlope)}");
    }

    private static IEnumerable<(string Label, string Text)> Lines(Derivation d)
    {
        yield return ("f(u), u = p/q", d.Offset == "0" ? d.F : $"{d.F}   (f(1) was {d.Offset}, which is taken off)");
        yield return ("f'(u)", d.FPrime);
        yield return ("f''(u)", d.FSecond);
        yield return ("convex", $"{Words(d.Convexity)}{(d.StrictlyConvexAtOne ? "; strictly at 1" : "; not strictly at 1")}");
        if (d.Kinks.Count > 0) yield return ("kinks at u", string.Join(", ", d.Kinks.Select(Number.Exact)));
        yield return ("conjugate g(t)", d.ConjugateIsClosedForm ? d.Conjugate : $"{d.Conjugate}   (by a numerical supremum)");
        yield return ("for t in", d.DomainText);
        yield return ("activation a(v)", d.Activation);
        yield return ("g(a(v))", d.Composition);
        yield return ("threshold v₁", $"{Number.Exact(d.Threshold)}   (V > v₁ takes a point for data)");
        yield return ("symmetric", d.Symmetric ? "yes" : $"no; with P and Q exchanged f is {d.Adjoint}");
        yield return ("bound", Number.Exact(d.Bound));
        if (d.MetricPower is double power) yield return ("metric", power == 1 ? "yes" : "its square root is");
        foreach (var relation in d.RelatedTo) yield return ("this is", relation);
        yield return ("critic (A)", d.Objectives.Critic);
        yield return ("generator (A)", d.Objectives.Generator);
        yield return ("alternative (A)", d.Objectives.Alternative);
        yield return ("critic (B)", d.Objectives.Reverse);
    }

    private static string Words(ConvexityJson convexity) => convexity.Verdict switch
    {
        ConvexityVerdict.Proved => $"proved: {convexity.Reason}",
        ConvexityVerdict.NotSettled => $"not settled: {convexity.Reason}",
        _ => $"refuted: {convexity.Reason}",
    };
}
