using System.CommandLine;
using FGan.Divergences.Exact;

namespace FGan.Cli.Commands;

/// <summary><c>fgan exact</c>: divergences between known distributions.</summary>
internal sealed class ExactCommand : Command
{
    public ExactCommand(Terminal terminal)
        : base("exact", "Compute divergences between two densities or two probability vectors")
    {
        var names = new Argument<string>("divergences") { Description = "Names separated by commas, or all" };
        var p = new Argument<string>("P") { Description = "The data, such as \"normal(0,1)\" (mean, standard deviation) or \"0.1,0.2,0.7\"" };
        var q = new Argument<string>("Q") { Description = "The model, of the same kind" };
        var json = SharedOptions.Json();
        foreach (var argument in new[] { names, p, q }) Arguments.Add(argument);
        Options.Add(json);
        SetAction(parsed =>
        {
            var (textP, textQ) = (parsed.GetValue(p)!, parsed.GetValue(q)!);
            var values = DivergenceOption.ParseSeveral(parsed.GetValue(names)!)
                .Select(d => new { d.Id, f = d.Formula, value = ExactDivergence.Between(d, textP, textQ) })
                .ToList();
            if (parsed.GetValue(json)) terminal.PrintJson(new { divergences = values, p = textP, q = textQ });
            else if (values.Count == 1) terminal.Print(Number.Exact(values[0].value));
            else foreach (var row in values) terminal.Print($"{row.Id,-20}{Number.Exact(row.value),-24}{row.f}");
            return (int)ExitCode.Ok;
        });
    }
}
