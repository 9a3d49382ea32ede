namespace FGan;

/// <summary>Finds the elliptical copula that the selection part likes best; independence when none is clearly better.</summary>
internal static class EllipticalFitter
{
    // Degrees of freedom: the copula changes with 1/ν, and beyond 30 hardly at all.
    private static readonly double[] Freedoms = [double.PositiveInfinity, 30, 12, 6, 4, 3, 2, 1.4, 1];
    private const int MostRows = 50_000;
    private const int Widest = 400;
    private const int WidestStudent = 200;

    /// <summary>The best copula, or null for independence.</summary>
    /// <param name="fit">Rows to fit to.</param>
    /// <param name="select">Rows to choose by.</param>
    /// <param name="margins">The margins to try.</param>
    /// <param name="cancellation">Stops the work between two fits.</param>
    public static EllipticalCritic? Fit(PairedRows fit, PairedRows select, IReadOnlyList<StudentScores> margins, CancellationToken cancellation)
    {
        var rows = fit.First(MostRows);
        (EllipticalCritic Critic, InfluencedMean Bound)? best = null;
        foreach (var scores in margins)
        {
            cancellation.ThrowIfCancellationRequested();
            var all = EllipticalCritic.Fit(rows, scores);
            foreach (var rank in Ranks(all.Rank).Where(rank => rank > 0 || double.IsFinite(scores.Freedom)))
            {
                var critic = all.Truncated(rank);
                var bound = PairScores.Of(critic, select).Contrast();
                if (best is null || bound.Value > best.Value.Bound.Value) best = (critic, bound);
            }
        }
        return best is { Bound.IsClear: true } ? best.Value.Critic : null;
    }

    /// <summary>The margins to try: none where the columns are too many for a matrix of their correlations.</summary>
    public static IReadOnlyList<StudentScores> Margins(PairedRows rows)
    {
        var columns = rows.X.Scores.Columns + rows.Y.Scores.Columns;
        return [.. Freedoms.Where(nu => columns <= (double.IsPositiveInfinity(nu) ? Widest : WidestStudent)).Select(nu => new StudentScores(nu))];
    }

    private static IEnumerable<int> Ranks(int most)
    {
        for (var rank = 0; rank < most; rank = rank < 4 ? rank + 1 : rank * 5 / 4 + 1) yield return rank;
        yield return most;
    }
}
