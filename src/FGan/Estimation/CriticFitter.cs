using FGan.Data;

namespace FGan;

/// <summary>Fits the critic of one fold: the simplest quadratic that the selection part cannot improve on, then a network if it helps.</summary>
internal static class CriticFitter
{
    // Products beyond this many features cost more in variance than they find; a network takes over.
    private const int MostFeatures = 700;
    private const int MostRowsForQuadratic = 100_000;
    private static readonly double[] Ridges = [1, 30, 1000];

    public static FittedCritic Fit(
        FitAndSelect learning, EstimatorOptions options, int fold, IProgress<EstimationProgress>? progress, CancellationToken cancellation)
    {
        var quadratic = BestQuadratic(learning, cancellation);
        progress?.Report(new EstimationProgress(fold + 1, options.Folds, quadratic.Loss));
        if (options.HiddenWidths.Count == 0) return new FittedCritic(quadratic.Critic, HasNetwork: false);

        var network = ResidualCritic.Fit(quadratic.Critic, learning, options, fold, cancellation);
        var gain = SelectionGain.Of(quadratic.Critic, network, learning);
        progress?.Report(new EstimationProgress(fold + 1, options.Folds, quadratic.Loss - Math.Max(0, gain.Mean)));
        return gain.IsClear ? new FittedCritic(network, HasNetwork: true) : new FittedCritic(quadratic.Critic, HasNetwork: false);
    }

    private static (ILogRatioCritic Critic, double Loss) BestQuadratic(FitAndSelect learning, CancellationToken cancellation)
    {
        var p = FirstRows(learning.FitP);
        var q = FirstRows(learning.FitQ);
        (ILogRatioCritic Critic, double Loss) best = (new NoCritic(), Math.Log(2));
        foreach (var features in Families(p, q))
        {
            var candidate = Ridges
                .Select(ridge => QuadraticCritic.Fit(features, p, q, ridge, cancellation))
                .Select(critic => (Critic: critic, Loss: critic.Scores(learning.SelectP, learning.SelectQ).LogLoss()))
                .MinBy(fitted => fitted.Loss);
            // A richer family must clearly pay: on Gaussians one standard deviation apart a spare square costs a third of the precision.
            if (SelectionGain.Of(best.Critic, candidate.Critic, learning).IsClear) best = candidate;
        }
        return best;
    }

    private static IEnumerable<QuadraticFeatures> Families(FloatMatrix p, FloatMatrix q)
    {
        var rich = QuadraticFeatures.RichColumns(p).Union(QuadraticFeatures.RichColumns(q)).Order().ToList();
        QuadraticFeatures[] families =
            [QuadraticFeatures.Linear(p.Columns), QuadraticFeatures.Squares(p.Columns, rich), QuadraticFeatures.Full(p.Columns, rich)];
        return families.Where(f => f.Count <= MostFeatures).DistinctBy(f => f.Count);
    }

    // The rows were dealt at random, so the first are as good as any.
    private static FloatMatrix FirstRows(FloatMatrix sample) =>
        sample.Rows <= MostRowsForQuadratic
            ? sample
            : FloatRows.Of(sample.Values[..(MostRowsForQuadratic * sample.Columns)].ToArray(), sample.Columns);

    /// <summary>V = 0: nothing tells the samples apart.</summary>
    private sealed class NoCritic : ILogRatioCritic
    {
        public void Score(FloatMatrix sample, Span<double> scores) => scores.Clear();
    }
}
