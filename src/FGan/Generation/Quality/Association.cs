using FGan.Data;

namespace FGan;

/// <summary>How strongly two columns hang together, over the rows where both have a value.</summary>
internal static class Association
{
    /// <summary>The association of every pair of columns in both tables; pairs where it is not defined are left out.</summary>
    public static IEnumerable<PairQuality> OfPairs(Table real, Table synthetic)
    {
        string[] names = [.. real.Names];
        for (int i = 0; i < names.Length; i++)
        {
            for (int j = i + 1; j < names.Length; j++)
            {
                (string measure, double inReal) = Of(real[names[i]], real[names[j]]);
                (_, double inSynthetic) = Of(synthetic[names[i]], synthetic[names[j]]);
                if (double.IsFinite(inReal) && double.IsFinite(inSynthetic)) yield return new PairQuality(names[i], names[j], measure, inReal, inSynthetic);
            }
        }
    }

    /// <summary>The measure that suits the kinds, and its value; NaN where a column does not vary.</summary>
    public static (string Measure, double Value) Of(Column first, Column second) => (first, second) switch
    {
        (NumericColumn x, NumericColumn y) => ("correlation", Correlation(x, y)),
        (NumericColumn x, CategoricalColumn c) => ("correlation ratio", CorrelationRatio(x, c)),
        (CategoricalColumn c, NumericColumn x) => ("correlation ratio", CorrelationRatio(x, c)),
        (CategoricalColumn a, CategoricalColumn b) => ("Cramér's V", CramersV(a, b)),
        _ => ("none", double.NaN),
    };

    /// <summary>Pearson's r.</summary>
    private static double Correlation(NumericColumn x, NumericColumn y)
    {
        int[] rows = RowsWithBoth(x, y);
        double meanX = rows.Average(row => x[row], 0), meanY = rows.Average(row => y[row], 0);
        double xx = 0, yy = 0, xy = 0;
        foreach (int row in rows)
        {
            double dx = x[row] - meanX, dy = y[row] - meanY;
            (xx, yy, xy) = (xx + dx * dx, yy + dy * dy, xy + dx * dy);
        }

        return xy / Math.Sqrt(xx * yy);
    }

    /// <summary>η, the root of the share of the number's variance that the category explains.</summary>
    private static double CorrelationRatio(NumericColumn x, CategoricalColumn category)
    {
        int[] rows = RowsWithBoth(x, category);
        double mean = rows.Average(row => x[row], 0), total = rows.Sum(row => (x[row] - mean) * (x[row] - mean));
        double between = rows.GroupBy(row => category.Codes[row])
            .Sum(group => group.Count() * Math.Pow(group.Average(row => x[row]) - mean, 2));
        return Math.Sqrt(between / total);
    }

    /// <summary>V = √(χ²/(n·(min(levels) − 1))).</summary>
    private static double CramersV(CategoricalColumn first, CategoricalColumn second)
    {
        int[] rows = RowsWithBoth(first, second);
        var cells = rows.CountBy(row => (first.Codes[row], second.Codes[row])).ToDictionary();
        var firsts = rows.CountBy(row => first.Codes[row]).ToDictionary();
        var seconds = rows.CountBy(row => second.Codes[row]).ToDictionary();

        // χ²/n = Σ n_ij²/(n_i·n_j) − 1, in which empty cells need not be visited.
        double meanSquare = cells.Sum(cell => (double)cell.Value * cell.Value / ((double)firsts[cell.Key.Item1] * seconds[cell.Key.Item2])) - 1;
        return Math.Sqrt(Math.Max(meanSquare, 0) / (Math.Min(firsts.Count, seconds.Count) - 1));
    }

    private static int[] RowsWithBoth(Column first, Column second) =>
        [.. Enumerable.Range(0, first.Count).Where(row => !first.IsMissing(row) && !second.IsMissing(row))];

    private static double Average(this int[] rows, Func<int, double> value, double ifEmpty) => rows.Length == 0 ? ifEmpty : Enumerable.Average(rows, value);
}
