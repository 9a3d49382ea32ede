using FGan.Data;

namespace FGan;

/// <summary>The distance of two columns' distributions.</summary>
internal static class ColumnDistance
{
    public static ColumnQuality Between(Column real, Column synthetic)
    {
        double distance = (real, synthetic) switch
        {
            (NumericColumn r, NumericColumn s) => KolmogorovSmirnov(Present(r), Present(s)),
            (CategoricalColumn r, CategoricalColumn s) => TotalVariation(Shares(r), Shares(s)),
            _ => throw new DataException("is numeric in one table and categorical in the other; declare its kind when reading", column: real.Name),
        };
        return new ColumnQuality(real.Name, real.Kind, distance, real.MissingCount / (double)real.Count, synthetic.MissingCount / (double)synthetic.Count);
    }

    /// <summary>sup|F − G| of two sorted samples; 1 when just one of them is empty.</summary>
    private static double KolmogorovSmirnov(double[] first, double[] second)
    {
        if (first.Length == 0 || second.Length == 0) return first.Length == second.Length ? 0 : 1;
        int i = 0, j = 0;
        double largest = 0;
        while (i < first.Length && j < second.Length)
        {
            double at = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] == at) i++;
            while (j < second.Length && second[j] == at) j++;
            largest = Math.Max(largest, Math.Abs(i / (double)first.Length - j / (double)second.Length));
        }

        return largest;
    }

    private static double TotalVariation(IReadOnlyDictionary<string, double> first, IReadOnlyDictionary<string, double> second) =>
        first.Keys.Union(second.Keys).Sum(word => Math.Abs(first.GetValueOrDefault(word) - second.GetValueOrDefault(word))) / 2;

    private static double[] Present(NumericColumn column)
    {
        double[] values = [.. column.Values.ToArray().Where(value => !double.IsNaN(value))];
        Array.Sort(values);
        return values;
    }

    /// <summary>The share of each word; missing values stand under the empty word, which no level is.</summary>
    private static Dictionary<string, double> Shares(CategoricalColumn column)
    {
        var shares = new Dictionary<string, double> { [""] = column.MissingCount / (double)column.Count };
        int[] counts = column.CountLevels();
        for (int level = 0; level < counts.Length; level++) shares[column.Levels[level]] = counts[level] / (double)column.Count;
        return shares;
    }
}
