using static System.Globalization.CultureInfo;

namespace FGan.Reports;

/// <summary>Shows what several training runs measured, side by side.</summary>
public static class RunComparisonPage
{
    private const double LeastSpread = 0.2, MostSpread = 5;

    private static readonly Measure[] Measures =
    [
        new("Held-out bound", "bound, in the units of f", "The lower bound on the divergence that is left, on rows never trained on. Falling is good; a bound of a critic that is still learning may rise at first.", e => e.Bound),
        new("Data taken for data", "share of held-out rows", "A half or a little above it is balance; nearly all, with few samples taken for data, means that the critic has won.", e => e.DataAccepted),
        new("Samples taken for data", "share of samples", "Near the share of data that is taken for data, the critic cannot tell them apart.", e => e.SamplesAccepted),
        new("Spread of the samples", "times the data's", "1 is right; near 0 the generator has collapsed.", e => e.Spread),
        new("Gradient of the critic", "norm before clipping", "", e => e.CriticGradientNorm),
        new("Gradient of the generator", "norm before clipping", "", e => e.GeneratorGradientNorm),
        new("Saturation", "share of samples", "Samples from which the generator learns next to nothing; near 1 it is deaf.", e => e.Saturation),
        new("Coverage", "share of held-out rows", "Held-out rows with a sample among their five nearest; low, a part of the data is not made.", e => e.Neighbours?.Coverage ?? double.NaN),
        new("The referee's bound", "Jensen–Shannon, nats", "What a critic trained anew at every evaluation finds: comparable between runs of one architecture.", e => e.Referee?.Bound ?? double.NaN),
    ];

    /// <summary>Writes one page that needs nothing but itself.</summary>
    /// <param name="runs">At least one run.</param>
    /// <returns>HTML.</returns>
    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        var page = new HtmlPage(string.Join(" and ", runs.Select(run => run.Name)));
        page.Add($"<h1>{HtmlPage.Encode(string.Join(", ", runs.Select(run => run.Name)))}</h1>");
        page.Paragraph(HtmlPage.Encode(Words(runs)));
        page.Table(
            "The last evaluation of each run",
            ["run", "step", "minutes", "bound", "standard error", "data taken for data", "samples taken for data", "spread"],
            runs.Select(run => Row(run.Name, run.History[^1])));
        foreach (Measure measure in Measures.Where(measure => runs.Any(run => run.History.Any(e => double.IsFinite(measure.Of(e)))))) page.Figure(measure.Draw(runs), measure.Words);
        return page.Finish($"FGan {HtmlPage.Version}, from the histories of {runs.Count} runs.");
    }

    private static string Words(IReadOnlyList<RunRecord> runs)
    {
        RunRecord[] alive = [.. runs.Where(run => run.History[^1].Spread is >= LeastSpread and <= MostSpread)];
        string dead = string.Concat(runs.Except(alive).Select(run => string.Create(
            InvariantCulture, $" {run.Name} makes samples that vary {run.History[^1].Spread:0.##} times as much as the data: its bound means nothing.")));
        if (alive.Length == 0) return dead.TrimStart();
        RunRecord best = alive.MinBy(run => run.History[^1].Bound)!;
        return string.Create(InvariantCulture, $"At its last evaluation {best.Name} has the least bound left, {best.History[^1].Bound:0.0000} ± {best.History[^1].StandardError:0.0000}. ")
            + "Bounds of runs are comparable where divergence and held-out rows are the same and both critics had time to learn." + dead;
    }

    private static IReadOnlyList<string> Row(string name, GanEvaluation last) =>
    [
        HtmlPage.Encode(name), last.Step.ToString(InvariantCulture), (last.Seconds / 60).ToString("0.0", InvariantCulture),
        last.Bound.ToString("0.0000", InvariantCulture), last.StandardError.ToString("0.0000", InvariantCulture),
        last.DataAccepted.ToString("P1", InvariantCulture), last.SamplesAccepted.ToString("P1", InvariantCulture), last.Spread.ToString("0.00", InvariantCulture),
    ];

    /// <summary>Something measured at every evaluation.</summary>
    private sealed record Measure(string Title, string Unit, string Words, Func<GanEvaluation, double> Of)
    {
        private static readonly Stroke[] Strokes = [Stroke.Solid, Stroke.Dashed, Stroke.Dotted];

        public Chart Draw(IReadOnlyList<RunRecord> runs)
        {
            Curve[] curves = [.. runs.Select((run, i) => new Curve(run.Name, i, [.. run.History.Select(e => new ChartPoint(e.Step, Of(e)))], Strokes[i % Strokes.Length]))];
            double[] values = [.. curves.SelectMany(curve => curve.Points).Where(point => point.IsFinite).Select(point => point.Y)];
            (double low, double high) = values.Length == 0 ? (0, 1) : (Math.Min(values.Min(), 0), values.Max());
            double last = runs.Max(run => run.History[^1].Step);
            string ends = string.Join("; ", runs.Select(run => string.Create(InvariantCulture, $"{run.Name} ends at {Of(run.History[^1]):0.####}")));
            return new Chart(Title, $"{Title} over the steps of {runs.Count} runs: {ends}.", new Axis("step", 0, last), new Axis(Unit, low, high > low ? high : low + 1), curves);
        }
    }
}
