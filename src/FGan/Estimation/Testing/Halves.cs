using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Compares P with itself: what the estimator says when there is nothing to find.</summary>
internal static class Halves
{
    private const double Level = 0.05;

    public static SelfComparison Compare(FloatMatrix p, EstimationSettings settings, CancellationToken cancellation)
    {
        if (p.Rows < 2 * DivergenceEstimator.FewestRows)
            throw new DataException($"P has {p.Rows} rows; comparing its halves needs at least {2 * DivergenceEstimator.FewestRows}.");
        var main = settings.Divergences[settings.Main];
        var runs = Enumerable.Range(0, settings.Options.SelfComparisons).Select(run =>
        {
            var order = new int[p.Rows];
            new Philox(settings.Options.Seed + (ulong)run, Streams.SelfHalves).Permutation(order);
            var options = settings.Options with { Divergences = [main], Columns = false, SelfComparisons = 0, Seed = settings.Options.Seed + (ulong)run };
            var pair = new SamplePair(p.Gather(order.AsSpan(0, p.Rows / 2)), p.Gather(order.AsSpan(p.Rows / 2)), [], []);
            return new DivergenceEstimator(options).Estimate(pair, null, cancellation);
        }).ToList();
        return new SelfComparison(
            runs.Count,
            runs.Average(r => r.Main.Estimate),
            runs.Max(r => r.Main.Estimate),
            runs.Max(r => r.Main.LowerLimit),
            runs.Count(r => r.Test!.PValue < Level));
    }
}
