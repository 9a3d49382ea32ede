using FGan.Divergences;

namespace FGan;

/// <summary>Chooses how far V may swing in an estimate: the least swing that no wider one contradicts.</summary>
/// <remarks>
/// A narrow swing leaves out what rows of extreme ratio contribute; a wide one lets a few such rows rule. A wider swing is taken only where
/// what it adds is more than its chance (Lepski 1991), so for heavy-tailed divergences a single row cannot carry the estimate.
/// </remarks>
internal static class SwingChoice
{
    private static readonly double[] Shares = [0.25, 0.3, 0.36, 0.42, 0.5, 0.6, 0.72, 0.85, 1];

    public static PooledEstimate Best(FDivergence divergence, IReadOnlyList<HeldOutPart> folds)
    {
        var reached = folds.Max(f => Reach(f.Calibrated) / f.Likely.Limit);
        // A share that no row reaches is like any wider one.
        var shares = Shares.TakeWhile((_, i) => i == 0 || Shares[i - 1] < reached).ToList();
        var far = new FarRows([.. Far(f => f.Calibrated.P)], [.. Far(f => f.Calibrated.Q)]);
        var estimates = shares.ConvertAll(share => new PooledEstimate(divergence, folds, share, far));
        for (var i = 0; i < estimates.Count - 1; i++)
            if (!estimates.Skip(i + 1).Any(estimates[i].DiffersFrom)) return estimates[i];
        return estimates[^1];

        IEnumerable<int> Far(Func<HeldOutPart, double[]> side)
        {
            var row = 0;
            foreach (var fold in folds)
            {
                foreach (var v in side(fold))
                {
                    if (Math.Abs(v) > Shares[0] * fold.Likely.Limit) yield return row;
                    row++;
                }
            }
        }
    }

    private static double Reach(HeldOutScores scores) => Math.Max(scores.P.Max(Math.Abs), scores.Q.Max(Math.Abs));
}
