using System.CommandLine;
using FGan.Data;
using Spectre.Console;
using Table = FGan.Data.Table;

namespace FGan.Cli.Commands;

/// <summary><c>fgan mi</c>: what some columns of a table know about others.</summary>
internal sealed class MiCommand : Command
{
    private readonly Terminal _terminal;

    public MiCommand(Terminal terminal)
        : base("mi", "Estimate the mutual information of columns X and columns Y of one table, in nats, with a lower limit that holds")
    {
        _terminal = terminal;
        var file = new Argument<string>("FILE") { Description = $"A table, whose rows hold an x and the y observed with it: {DataInput.Kinds}" };
        var x = Columns("--x", "X");
        var y = Columns("--y", "Y");
        var confidence = new Option<double>("--confidence") { Description = "Confidence of the lower limits", DefaultValueFactory = _ => 0.95, HelpName = "number" };
        var folds = new Option<int>("--folds") { Description = "Cross-fitting folds", DefaultValueFactory = _ => 5, HelpName = "number" };
        var seed = SharedOptions.Seed();
        var json = SharedOptions.Json();
        var reading = new TableReading();
        Arguments.Add(file);
        foreach (Option option in new Option[] { x, y, confidence, folds, seed, json }.Concat(reading.Options)) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var options = new InformationOptions
            {
                Confidence = parsed.GetValue(confidence),
                Folds = parsed.GetValue(folds),
                Seed = parsed.GetValue(seed),
            };
            var estimator = new MutualInformationEstimator(options);
            var table = DataInput.OpenTable(parsed.GetValue(file)!, reading.Read(parsed), cancellation);
            var (namesX, namesY) = ColumnChoice.Sides(table, parsed.GetValue(x), parsed.GetValue(y));
            var result = Estimate(estimator, table, namesX, namesY, cancellation);
            if (parsed.GetValue(json)) terminal.PrintJson(Json(result, namesX, namesY));
            else Print(result, namesX, namesY);
            return ExitCode.Ok;
        });
    }

    private static Option<string[]> Columns(string name, string side) => new(name)
    {
        Description = $"Columns of {side}: names, ranges (a..f) or beginnings (a*), separated by commas; all others when left out",
        HelpName = "columns",
    };

    private MutualInformationResult Estimate(
        MutualInformationEstimator estimator, Table table, IReadOnlyList<string> x, IReadOnlyList<string> y, CancellationToken cancellation)
    {
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<InformationProgress>(step =>
            line.Show($"fold {step.Fold} of {step.Folds}: at least about {Number.Short(step.LowerBound)} nats so far"));
        return estimator.Estimate(table, x, y, progress, cancellation);
    }

    private void Print(MutualInformationResult result, IReadOnlyList<string> x, IReadOnlyList<string> y)
    {
        var table = new Spectre.Console.Table().AddColumns("between X and Y", "estimate", "± standard error", "lower limit", "at most");
        table.AddRow("mutual information", Number.Short(result.Estimate), Number.Short(result.StandardError), Number.Short(result.LowerLimit), "∞");
        table.AddRow(
            "Jensen-Shannon information", Number.Short(result.JensenShannon), Number.Short(result.JensenShannonStandardError), Number.Short(result.JensenShannonLowerLimit), Number.Short(Math.Log(2)));
        _terminal.Print($"X = {string.Join(", ", x)}");
        _terminal.Print($"Y = {string.Join(", ", y)}");
        _terminal.Draw(table);
        _terminal.Print(result.Words());
    }

    private static object Json(MutualInformationResult result, IReadOnlyList<string> x, IReadOnlyList<string> y) => new
    {
        x,
        y,
        unit = "nats",
        result.Estimate,
        result.StandardError,
        result.LowerBound,
        result.LowerLimit,
        result.Confidence,
        bits = result.Estimate / Math.Log(2),
        jensenShannon = new
        {
            estimate = result.JensenShannon,
            standardError = result.JensenShannonStandardError,
            lowerLimit = result.JensenShannonLowerLimit,
        },
        result.Rows,
        result.Pairs,
        result.Seed,
        result.Folds,
        result.CopulaFolds,
        result.NetworkFolds,
        words = result.Words(),
    };
}
