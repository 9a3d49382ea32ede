using System.CommandLine;
using FGan.Data;
using Spectre.Console;

namespace FGan.Cli.Commands;

/// <summary><c>fgan estimate</c>: how far apart two data sets are.</summary>
internal sealed class EstimateCommand : Command
{
    private readonly Terminal _terminal;

    public EstimateCommand(Terminal terminal)
        : base("estimate", "Estimate how far apart the distributions of two data sets are, with lower limits that hold")
    {
        _terminal = terminal;
        var p = new Argument<string>("P") { Description = "The data: a CSV, .npy or IDX file" };
        var q = new Argument<string>("Q") { Description = "The model's samples, or a second data set" };
        var divergences = DivergenceOption.Several();
        var confidence = new Option<double>("--confidence") { Description = "Confidence of the lower limits", DefaultValueFactory = _ => 0.95, HelpName = "number" };
        var folds = new Option<int>("--folds") { Description = "Cross-fitting folds", DefaultValueFactory = _ => 5, HelpName = "number" };
        var seed = SharedOptions.Seed();
        var json = SharedOptions.Json();
        Arguments.Add(p);
        Arguments.Add(q);
        foreach (Option option in new Option[] { divergences, confidence, folds, seed, json }) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var options = new EstimatorOptions
            {
                Divergences = DivergenceOption.ParseSeveral(parsed.GetValue(divergences)!),
                Confidence = parsed.GetValue(confidence),
                Folds = parsed.GetValue(folds),
                Seed = parsed.GetValue(seed),
            };
            var result = Estimate(options, parsed.GetValue(p)!, parsed.GetValue(q)!, cancellation);
            if (parsed.GetValue(json)) terminal.PrintJson(EstimationJson.Of(result));
            else Print(result);
            return ExitCode.Ok;
        });
    }

    private EstimationResult Estimate(EstimatorOptions options, string pathP, string pathQ, CancellationToken cancellation)
    {
        var estimator = new DivergenceEstimator(options);
        var p = DataSource.Open(pathP);
        var q = DataSource.Open(pathQ);
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<EstimationProgress>(step =>
            line.Show($"fold {step.Fold} of {step.Folds}: held-out loss {Number.Short(step.LogLoss)} (0.6931 tells nothing apart)"));
        return estimator.Estimate(p, q, progress, cancellation);
    }

    private void Print(EstimationResult result)
    {
        var table = new Spectre.Console.Table().AddColumns("divergence", "f(u)", "estimate", "± standard error", "lower limit", "at most");
        foreach (var d in result.Divergences)
        {
            table.AddRow(new[]
            {
                d.Id, d.Formula, Number.Short(d.Estimate), Number.Short(d.StandardError), Number.Short(d.LowerLimit), Number.Short(d.Ceiling),
            }.Select(Markup.Escape).ToArray());
        }
        _terminal.Draw(table);
        _terminal.Print(result.Words());
    }
}
