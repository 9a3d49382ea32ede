using System.CommandLine;
using FGan.Divergences;
using Spectre.Console;

namespace FGan.Cli.Commands;

/// <summary><c>fgan list</c>: the catalogue.</summary>
internal sealed class ListCommand : Command
{
    private readonly Terminal _terminal;

    public ListCommand(Terminal terminal)
        : base("list", "List the catalogue of f-divergences, each with its f")
    {
        _terminal = terminal;
        var json = SharedOptions.Json();
        Options.Add(json);
        SetAction(parsed => List(parsed.GetValue(json)));
    }

    private int List(bool json)
    {
        if (json) _terminal.PrintJson(new { divergences = Catalogue.All.Select(Row) });
        else _terminal.Draw(Drawn());
        return (int)ExitCode.Ok;
    }

    private static object Row(FDivergence d) => new
    {
        id = d.Id,
        name = d.Name,
        aliases = d.Aliases,
        f = d.Formula,
        conjugate = d.Conjugate.Text,
        domain = DomainJson.Of(d.Domain),
        activation = d.TableActivation.Text,
        symmetric = d.IsSymmetric,
        bound = d.Bound,
    };

    private static Table Drawn()
    {
        var table = new Table().AddColumns("id", "f(u), u = p/q", "conjugate g(t)", "domain of t", "activation a(v)", "symmetric", "bound", "also");
        foreach (var d in Catalogue.All)
        {
            table.AddRow(new[]
            {
                d.Id, d.Formula, d.Conjugate.Text, d.Domain.ToString(), d.TableActivation.Text,
                d.IsSymmetric ? "yes" : "no", Number.Short(d.Bound), string.Join(", ", d.Aliases),
            }.Select(Markup.Escape).ToArray());
        }
        return table;
    }
}
