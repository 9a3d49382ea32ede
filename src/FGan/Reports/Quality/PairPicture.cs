using FGan.Data;

namespace FGan.Reports;

/// <summary>Draws how two columns go together in two tables, in shares of many rows and never row by row.</summary>
internal static class PairPicture
{
    private const int Bins = 10, MostRows = 10;

    /// <summary>Draws a pair; null where too few rows have both.</summary>
    public static Picture? Of(Table real, Table synthetic, PairQuality pair, string nameReal, string nameSynthetic)
    {
        var (first, second) = (pair.First, pair.Second);
        var title = $"{first} and {second}";
        var words = $"The {pair.Measure} is {Figures.Format(pair.Real, "0.00")} in {nameReal} and {Figures.Format(pair.Synthetic, "0.00")} in {nameSynthetic}.";
        return (real[first], real[second]) switch
        {
            (NumericColumn, NumericColumn) => Numbers(real, synthetic, first, second, title, words, nameReal, nameSynthetic),
            (CategoricalColumn, CategoricalColumn) => Cells(real, synthetic, first, second, title, words, nameReal, nameSynthetic),
            (CategoricalColumn, _) => ByCategory(real, synthetic, first, second, title, words, nameReal, nameSynthetic),
            _ => ByCategory(real, synthetic, second, first, title, words, nameReal, nameSynthetic),
        };
    }

    // Along x in tenths of the pooled rows: how often y is above its pooled median.
    private static Chart? Numbers(Table real, Table synthetic, string x, string y, string title, string words, string nameReal, string nameSynthetic)
    {
        var pooled = Present(real.Numeric(x)).Concat(Present(synthetic.Numeric(x))).Order().ToArray();
        if (pooled.Length < Bins * ColumnPicture.FewestRows) return null;
        double[] edges = [.. Enumerable.Range(1, Bins - 1).Select(i => pooled[i * pooled.Length / Bins]).Distinct()];
        var median = Median(real.Numeric(y), synthetic.Numeric(y));
        List<ChartPoint> Points(Table table)
        {
            var counts = new (int Above, int All)[edges.Length + 1];
            var (xs, ys) = (table.Numeric(x), table.Numeric(y));
            for (var row = 0; row < table.RowCount; row++)
            {
                if (xs.IsMissing(row) || ys.IsMissing(row)) continue;
                var bin = edges.Count(edge => xs[row] >= edge);
                counts[bin] = (counts[bin].Above + (ys[row] > median ? 1 : 0), counts[bin].All + 1);
            }

            return [.. counts.Select((count, bin) => new ChartPoint(bin + 1, count.All < ColumnPicture.FewestRows ? double.NaN : 100.0 * count.Above / count.All))];
        }

        Mark[] marks = [new Curve(nameReal, 0, Points(real)), new Curve(nameSynthetic, 1, Points(synthetic), Stroke.Dashed)];
        return new Chart(title, words + $" Drawn is the share of rows whose {y} is above the pooled median, along {x} in {edges.Length + 1} parts of the pooled rows, from low to high.",
            new Axis($"{x}, in parts of the rows from low to high", 1, edges.Length + 1), new Axis($"% of rows with {y} above the median", 0, 105), marks);
    }

    private static BarChart? ByCategory(Table real, Table synthetic, string category, string number, string title, string words, string nameReal, string nameSynthetic)
    {
        var median = Median(real.Numeric(number), synthetic.Numeric(number));
        Dictionary<string, (int Above, int All)> Count(Table table)
        {
            var counts = new Dictionary<string, (int Above, int All)>(StringComparer.Ordinal);
            var (levels, values) = (table.Categorical(category), table.Numeric(number));
            for (var row = 0; row < table.RowCount; row++)
            {
                if (levels[row] is not { } level || values.IsMissing(row)) continue;
                var (above, all) = counts.GetValueOrDefault(level);
                counts[level] = (above + (values[row] > median ? 1 : 0), all + 1);
            }

            return counts;
        }

        var (a, b) = (Count(real), Count(synthetic));
        var rows = a.Where(entry => entry.Value.All >= ColumnPicture.FewestRows && b.GetValueOrDefault(entry.Key).All >= ColumnPicture.FewestRows)
            .OrderByDescending(entry => entry.Value.All).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(MostRows)
            .Select(entry => new BarRow(entry.Key, Percent(entry.Value), Percent(b[entry.Key]))).ToList();
        return rows.Count == 0 ? null : new BarChart(title, words + $" Drawn is the share of rows whose {number} is above the pooled median, for each {category}.",
            $"% of rows with {number} above the median", [nameReal, nameSynthetic], rows);
    }

    private static BarChart? Cells(Table real, Table synthetic, string first, string second, string title, string words, string nameReal, string nameSynthetic)
    {
        Dictionary<(string, string), int> Count(Table table)
        {
            var (a, b) = (table.Categorical(first), table.Categorical(second));
            return Enumerable.Range(0, table.RowCount).Where(row => !a.IsMissing(row) && !b.IsMissing(row)).CountBy(row => (a[row]!, b[row]!)).ToDictionary();
        }

        var (inReal, inSynthetic) = (Count(real), Count(synthetic));
        double Share(Dictionary<(string, string), int> counts, Table table, (string, string) cell) => 100.0 * counts.GetValueOrDefault(cell) / table.RowCount;
        var rows = inReal.Keys.Union(inSynthetic.Keys).Where(cell => inReal.GetValueOrDefault(cell) + inSynthetic.GetValueOrDefault(cell) >= ColumnPicture.FewestRows)
            .Select(cell => new BarRow($"{cell.Item1}, {cell.Item2}", Share(inReal, real, cell), Share(inSynthetic, synthetic, cell)))
            .OrderByDescending(row => Math.Abs(row.Values[0] - row.Values[1])).ThenBy(row => row.Label, StringComparer.Ordinal).Take(MostRows).ToList();
        return rows.Count == 0 ? null : new BarChart(title, words + " Drawn are the combinations whose shares differ most.", "% of rows", [nameReal, nameSynthetic], rows);
    }

    private static double Percent((int Above, int All) count) => Math.Round(100.0 * count.Above / count.All, 1);

    private static double Median(NumericColumn first, NumericColumn second)
    {
        var pooled = Present(first).Concat(Present(second)).Order().ToArray();
        return pooled.Length == 0 ? double.NaN : pooled[pooled.Length / 2];
    }

    private static IEnumerable<double> Present(NumericColumn column) => column.Values.ToArray().Where(value => !double.IsNaN(value));
}
