using System.CommandLine;
using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary><c>fgan derive</c>: everything about one f.</summary>
internal sealed class DeriveCommand : Command
{
    private readonly Terminal _terminal;

    public DeriveCommand(Terminal terminal)
        : base("derive", "Derive everything about one f-divergence: conjugate, domain, activation, objectives")
    {
        _terminal = terminal;
        var name = new Argument<string>("divergence") { Description = "A name from fgan list" };
        var atU = new Option<string>("--at-u") { Description = "Print f, f', f'' at these u", HelpName = "numbers", DefaultValueFactory = _ => "" };
        var atV = new Option<string>("--at-v") { Description = "Print a, g∘a and their slopes at these v", HelpName = "numbers", DefaultValueFactory = _ => "" };
        var activation = new Option<string>("--activation") { Description = "Which output activation", DefaultValueFactory = _ => "table" };
        activation.AcceptOnlyFromAmong("table", "log-ratio");
        var json = SharedOptions.Json();
        Arguments.Add(name);
        foreach (Option option in new Option[] { atU, atV, activation, json }) Options.Add(option);
        SetAction(parsed =>
        {
            var derivation = Derivation.Of(
                Catalogue.Find(parsed.GetValue(name)!),
                parsed.GetValue(activation) == "table" ? ActivationKind.Table : ActivationKind.LogRatio,
                Number.List(parsed.GetValue(atU)!, "--at-u"),
                Number.List(parsed.GetValue(atV)!, "--at-v"));
            if (parsed.GetValue(json)) _terminal.PrintJson(derivation);
            else Print(derivation);
            return (int)ExitCode.Ok;
        });
    }

    private void Print(Derivation d)
    {
        _terminal.Print($"{d.Id}  ({d.Name})");
        foreach (var (label, text) in Lines(d)) _terminal.Print($"  {label,-22}{text}");
        foreach (var row in d.AtU)
            _terminal.Print($"  u = {Number.Exact(row.U)}: f = {Number.Exact(row.F)}, f' = {Number.Exact(row.FPrime)}, f'' = {Number.Exact(row.FSecond)}");
        foreach (var row in d.AtV)
            _terminal.Print($"  v = {Number.Exact(row.V)}: a = {Number.Exact(row.T)}, g(a) = {Number.Exact(row.G)}, a' = {Number.Exact(row.TSlope)}, (g∘a)' = {Number.Exact(row.GSlope)}");
    }

    private static IEnumerable<(string Label, string Text)> Lines(Derivation d) =>
    [
        ("f(u), u = p/q", d.F),
        ("f'(u)", d.FPrime),
        ("f''(u)", d.FSecond),
        ("conjugate g(t)", d.Conjugate),
        ("for t in", d.DomainText),
        ("activation a(v)", d.Activation),
        ("g(a(v))", d.Composition),
        ("threshold v₁", $"{Number.Exact(d.Threshold)}   (V > v₁ takes a point for data)"),
        ("symmetric", d.Symmetric ? "yes" : "no"),
        ("bound", Number.Exact(d.Bound)),
        ("critic (A)", d.Objectives.Critic),
        ("generator (A)", d.Objectives.Generator),
        ("alternative (A)", d.Objectives.Alternative),
        ("critic (B)", d.Objectives.Reverse),
    ];
}
