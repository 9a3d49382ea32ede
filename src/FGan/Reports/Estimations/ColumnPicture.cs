using System.Globalization;
using FGan.Data;

namespace FGan.Reports;

/// <summary>Draws one column of two tables side by side, in numbers of rows and never row by row.</summary>
/// <remarks>
/// A histogram ends at the hundredth parts of the pooled values, what is beyond is counted in its outer bins, and a category that occurs less than
/// <see cref="FewestRows"/> times in both tables together is not named: a report may be shown to people who may not see a row.
/// </remarks>
internal static class ColumnPicture
{
    /// <summary>Categories that occur less often are counted together.</summary>
    public const int FewestRows = 10;

    private const int MostLevels = 10;
    private const int SampleForQuantiles = 20_000;

    /// <summary>Draws the column.</summary>
    public static Picture Of(Column p, Column q, string nameP, string nameQ) => (p, q) switch
    {
        (NumericColumn a, NumericColumn b) when a.Kind == ColumnKind.Numeric && Few(a, b) is { } values => Values(a, b, values, nameP, nameQ),
        (NumericColumn a, NumericColumn b) => Numbers(a, b, nameP, nameQ),
        (CategoricalColumn a, CategoricalColumn b) => Levels(a, b, nameP, nameQ),
        _ => throw new ArgumentException($"Column {p.Name} has two kinds, {p.Kind} and {q.Kind}; reconcile the tables first.", nameof(q)),
    };

    private static Picture Numbers(NumericColumn p, NumericColumn q, string nameP, string nameQ)
    {
        var edges = Edges(p, q);
        var (a, b) = (Shares(p.Values, edges), Shares(q.Values, edges));
        var high = Math.Max(1e-9, a.Concat(b).Max());
        Mark[] marks =
        [
            new Histogram($"{nameP}{Missing(p)}", 0, edges, InPercent(a)),
            new Histogram($"{nameQ}{Missing(q)}", 1, edges, InPercent(b), Stroke.Dashed),
        ];
        string Text(double value) => p.DatePattern is { } pattern && double.IsFinite(value) ? Moment(value, pattern) : Figures.Short(value);
        var words = $"Share of rows in each of {a.Count} bins of {p.Name}; median {Text(Median(p))} in {nameP}, {Text(Median(q))} in {nameQ}. Values beyond are counted in the outer bins.";
        return new Chart(p.Name, words, AxisOf(p, edges), new Axis("% of rows", 0, 106 * high), marks);
    }

    private static double[] InPercent(IReadOnlyList<double> shares) => [.. shares.Select(share => Math.Round(100 * share, share < 0.001 ? 3 : 1))];

    private static Axis AxisOf(NumericColumn column, List<double> edges) =>
        new(column.Name, edges[0], edges[^1]) { Text = column.DatePattern is { } pattern ? value => Moment(value, pattern) : null };

    // Dates are days since 1970-01-01, moments seconds since then, times of day seconds since midnight.
    private static string Moment(double value, string pattern)
    {
        var (hasDay, hasTime) = (pattern.Contains('y'), pattern.Contains('H') || pattern.Contains('h'));
        var seconds = hasTime ? value : value * TimeSpan.SecondsPerDay;
        if (Math.Abs(seconds) > (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds / 4) return Figures.Short(value);
        return DateTime.UnixEpoch.AddSeconds(seconds).ToString(!hasDay ? "HH:mm" : hasTime ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // A column of a few whole numbers is read better as bars.
    private static List<double>? Few(NumericColumn p, NumericColumn q)
    {
        if (!p.IsInteger || !q.IsInteger) return null;
        var found = new SortedSet<double>();
        foreach (var column in (NumericColumn[])[p, q])
        {
            foreach (var value in column.Values)
            {
                if (!double.IsNaN(value)) found.Add(value);
                if (found.Count > MostLevels) return null;
            }
        }

        return [.. found];
    }

    private static BarChart Values(NumericColumn p, NumericColumn q, List<double> values, string nameP, string nameQ)
    {
        double Share(NumericColumn column, double value) => (double)Count(column.Values, value) / Math.Max(1, column.Count - column.MissingCount);
        var shown = values.Where(value => Count(p.Values, value) + Count(q.Values, value) >= FewestRows);
        var rows = shown.Select(value => new BarRow(Figures.Short(value), Share(p, value), Share(q, value))).ToList();
        return Bars(p, q, rows, nameP, nameQ);
    }

    private static int Count(ReadOnlySpan<double> values, double value)
    {
        var count = 0;
        foreach (var other in values) count += other == value ? 1 : 0;
        return count;
    }

    private static BarChart Levels(CategoricalColumn p, CategoricalColumn q, string nameP, string nameQ)
    {
        var (a, b) = (Counts(p), Counts(q));
        double Share(Dictionary<string, int> counts, Column column, string level) =>
            (double)counts.GetValueOrDefault(level) / Math.Max(1, column.Count - column.MissingCount);
        var levels = a.Keys.Union(b.Keys).Select(level => (Level: level, P: Share(a, p, level), Q: Share(b, q, level), Rows: a.GetValueOrDefault(level) + b.GetValueOrDefault(level))).ToList();
        var shown = levels.Where(level => level.Rows >= FewestRows).OrderByDescending(level => level.P + level.Q).ThenBy(level => level.Level, StringComparer.Ordinal).Take(MostLevels).ToList();
        var rows = shown.Select(level => new BarRow(level.Level, level.P, level.Q)).ToList();
        var others = levels.Except(shown).ToList();
        if (others.Count > 0) rows.Add(new BarRow($"{Figures.Count(others.Count)} others", others.Sum(level => level.P), others.Sum(level => level.Q)));
        return Bars(p, q, rows, nameP, nameQ);
    }

    private static BarChart Bars(Column p, Column q, List<BarRow> rows, string nameP, string nameQ)
    {
        var widest = rows.OrderByDescending(row => Math.Abs(row.Values[0] - row.Values[1])).FirstOrDefault();
        var words = widest is null ? $"No value of {p.Name} is frequent enough to be shown."
            : $"Share of rows by {p.Name}; the widest gap is at {widest.Label}: {Figures.Percent(widest.Values[0])} in {nameP}, {Figures.Percent(widest.Values[1])} in {nameQ}.";
        return new BarChart(p.Name, words, "% of rows", [nameP + Missing(p), nameQ + Missing(q)], [.. rows.Select(row => row with { Values = InPercent(row.Values) })]);
    }

    private static string Missing(Column column) => column.MissingCount == 0 ? "" : $" ({Figures.Percent((double)column.MissingCount / column.Count)} missing)";

    private static Dictionary<string, int> Counts(CategoricalColumn column)
    {
        var counts = new int[column.Levels.Length];
        foreach (var code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }

        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var level = 0; level < counts.Length; level++)
        {
            if (counts[level] > 0) named[column.Levels[level]] = counts[level];
        }

        return named;
    }

    private static List<double> Edges(NumericColumn p, NumericColumn q)
    {
        var pooled = Thinned(p).Concat(Thinned(q)).Order().ToList();
        if (pooled.Count == 0) return [0, 1];
        var (low, high) = (pooled[pooled.Count / 100], pooled[pooled.Count - 1 - pooled.Count / 100]);
        if (!(high > low)) return [low - 0.5, low + 0.5];
        var ticks = Ticks.Between(low, high, Bins(Math.Min(p.Count, q.Count)));
        var isWhole = p.IsInteger && q.IsInteger;
        var step = isWhole ? Math.Max(1, ticks.Step) : ticks.Step;
        var start = Math.Floor(low / step) * step - (isWhole ? 0.5 : 0);
        var bins = Math.Max(1, (int)Math.Ceiling((high - start) / step - 1e-9));
        return [.. Enumerable.Range(0, bins + 1).Select(i => start + i * step)];
    }

    /// <summary>How many bins so many rows fill without showing their noise: two and a half times the cube root, 8 to 30.</summary>
    public static int Bins(int rows) => Math.Clamp((int)(2.5 * Math.Cbrt(rows)), 8, 30);

    private static IEnumerable<double> Thinned(NumericColumn column)
    {
        var stride = Math.Max(1, column.Count / SampleForQuantiles);
        for (var row = 0; row < column.Count; row += stride)
        {
            if (!double.IsNaN(column[row])) yield return column[row];
        }
    }

    private static double Median(NumericColumn column)
    {
        var values = Thinned(column).Order().ToList();
        return values.Count == 0 ? double.NaN : values[values.Count / 2];
    }

    /// <summary>The share of the values in each bin, outer bins open.</summary>
    public static List<double> Shares(ReadOnlySpan<double> values, IReadOnlyList<double> edges)
    {
        var counts = new long[edges.Count - 1];
        var (total, width) = (0L, edges[1] - edges[0]);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            counts[(int)Math.Clamp(Math.Floor((value - edges[0]) / width), 0, counts.Length - 1)]++;
            total++;
        }

        return [.. counts.Select(count => (double)count / Math.Max(1, total))];
    }
}
