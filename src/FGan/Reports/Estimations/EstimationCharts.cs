namespace FGan.Reports;

/// <summary>The pictures of an estimation as a whole: the scores, the bounded divergences, the columns.</summary>
internal static class EstimationCharts
{
    private const int MostColumns = 15;

    /// <summary>How the held-out rows of both sides score, in nats of log p/q; null when there are no scores.</summary>
    public static Chart? Scores(HeldOutRatios ratios, string nameP, string nameQ)
    {
        var pooled = ratios.P.Concat(ratios.Q).Where(double.IsFinite).Order().ToList();
        if (pooled.Count == 0) return null;
        var (low, high) = (pooled[pooled.Count / 200], pooled[pooled.Count - 1 - pooled.Count / 200]);
        if (!(high > low)) (low, high) = (low - 0.5, high + 0.5);
        var bins = ColumnPicture.Bins(Math.Min(ratios.P.Count, ratios.Q.Count));
        var step = (high - low) / bins;
        List<double> edges = [.. Enumerable.Range(0, bins + 1).Select(i => low + i * step)];
        var (p, q) = (ColumnPicture.Shares([.. ratios.P], edges), ColumnPicture.Shares([.. ratios.Q], edges));
        var top = 106 * p.Concat(q).Max();
        Mark[] marks = [new Histogram(nameP, 0, edges, [.. p.Select(share => 100 * share)]), new Histogram(nameQ, 1, edges, [.. q.Select(share => 100 * share)], Stroke.Dashed)];
        return new Chart("How held-out rows score",
            $"Two histograms of the estimated log density ratio. Its median is {Figures.Short(Median(ratios.P))} for rows of {nameP} and {Figures.Short(Median(ratios.Q))} for rows of {nameQ}; were the samples alike, both would coincide.",
            new Axis("log *p*/*q* of a row, in nats; to the right: typical of " + nameP, low, high), new Axis("% of rows", 0, top), marks);
    }

    /// <summary>The divergences that have a largest value, as shares of it; null when there are none.</summary>
    public static BarChart? Shares(IReadOnlyList<DivergenceEstimate> divergences)
    {
        var bounded = divergences.Where(d => double.IsFinite(d.Ceiling)).ToList();
        if (bounded.Count == 0) return null;
        const double wide = 1.645;
        var rows = bounded.Select(d => new BarRow(d.Id, d.Estimate / d.Ceiling)
        {
            Interval = (d.LowerLimit / d.Ceiling, Math.Max(d.LowerLimit, Math.Min(d.Ceiling, d.Estimate + wide * d.StandardError)) / d.Ceiling),
        }).ToList();
        var words = string.Join("; ", bounded.Select(d => $"{d.Id} {Figures.Percent(d.Estimate / d.Ceiling)}, at least {Figures.Percent(d.LowerLimit / d.Ceiling)}"));
        return new BarChart("How far apart, from alike (0) to fully separate (1)", words + ".", "share of the largest possible value; whiskers: lower limit, and estimate + 1.645 standard errors", [""], rows);
    }

    /// <summary>What each column contributes; null where rows have one column.</summary>
    public static BarChart? Columns(EstimationResult result)
    {
        if (result.Columns.Count == 0) return null;
        var shown = result.Columns.Take(MostColumns).ToList();
        var rows = shown.Select(c => new BarRow(c.Column, c.Loss) { Interval = (c.Loss - 2 * c.StandardError, c.Loss + 2 * c.StandardError) }).ToList();
        var words = string.Join("; ", shown.Take(5).Select(c => $"{c.Column} {Figures.Short(c.Loss)} ± {Figures.Short(c.StandardError)}"));
        return new BarChart("What is lost without a column", words + ".", $"part of the lower bound of {result.Main.Id} that goes when the column is dealt anew; whiskers: 2 standard errors", [""], rows);
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }
}
