using FGan.Data;

namespace FGan;

/// <summary>Rows to learn a prediction from, or to test it on.</summary>
/// <param name="Rows">The other columns, encoded.</param>
/// <param name="Values">The target: a number, or the number of a class.</param>
internal sealed record Examples(FloatMatrix Rows, double[] Values)
{
    public int Count => Values.Length;

    /// <summary>The examples of some rows.</summary>
    public Examples Take(int[] rows) => new(Rows.Gather(rows), Array.ConvertAll(rows, row => Values[row]));

    /// <summary>Deals the rows out at random: one part to fit on, a fifth to choose on.</summary>
    public (Examples Fit, Examples Choose) Split(ulong seed)
    {
        const int Part = 5;
        var order = new int[Count];
        new Numerics.Philox(seed, RandomStreams.HeldOutRows).Permutation(order);
        return (Take(order[(Count / Part)..]), Take(order[..(Count / Part)]));
    }
}

/// <summary>The same prediction to be learned from real and from synthetic rows.</summary>
/// <param name="Target">The column.</param>
/// <param name="Classes">The classes by their number; empty for a number.</param>
/// <param name="Real">Real rows to learn from.</param>
/// <param name="Synthetic">Synthetic rows to learn from.</param>
/// <param name="Test">Real rows to test on.</param>
internal sealed record PredictionTask(string Target, IReadOnlyList<string> Classes, Examples Real, Examples Synthetic, Examples Test)
{
    private const int MostClasses = 20;
    private const string OtherClass = "any other";

    // As in the estimation room: enough places for the categories that count, and none too many for the curvature.
    private static readonly TableEncoderOptions Encoding = TableEncoderOptions.ForEstimation with { MaxLevels = 64 };

    public bool IsClassification => Classes.Count > 0;

    public static PredictionTask Of(Table real, Table synthetic, Table test, string target)
    {
        (real, synthetic, test) = Alike(real, synthetic, test);
        TableEncoder encoder = TableEncoder.Fit(
            Table.Concat(Table.Concat(EncodingRows.Of(real), EncodingRows.Of(synthetic)), EncodingRows.Of(test)).Drop(target), Encoding);
        IReadOnlyList<string> classes = real[target] is CategoricalColumn words ? FrequentLevels(words) : [];
        Examples Read(Table table)
        {
            double[] values = Values(table[target], classes);
            int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]))];
            return new Examples(encoder.Encode(table.Take(rows)), Array.ConvertAll(rows, row => values[row]));
        }

        return new PredictionTask(target, classes, Read(real), Read(synthetic), Read(test));
    }

    /// <summary>Three tables with the same columns, kinds and levels.</summary>
    private static (Table Real, Table Synthetic, Table Test) Alike(Table real, Table synthetic, Table test)
    {
        (real, synthetic) = Table.Reconcile(real, synthetic, "the real table", "the synthetic table");
        (real, test) = Table.Reconcile(real, test, "the real table", "the test table");
        (synthetic, test) = Table.Reconcile(synthetic, test);
        (real, synthetic) = Table.Reconcile(real, synthetic);
        return (real, synthetic, test);
    }

    private static List<string> FrequentLevels(CategoricalColumn column)
    {
        int[] counts = column.CountLevels();
        int[] present = [.. Enumerable.Range(0, counts.Length).Where(level => counts[level] > 0).OrderByDescending(level => counts[level])];
        List<string> named = [.. present.Take(present.Length <= MostClasses ? MostClasses : MostClasses - 1).Select(level => column.Levels[level])];
        if (present.Length > MostClasses) named.Add(OtherClass);
        return named;
    }

    private static double[] Values(Column column, IReadOnlyList<string> classes)
    {
        if (column is NumericColumn numbers) return numbers.Values.ToArray();
        var words = (CategoricalColumn)column;
        double other = classes[^1] == OtherClass ? classes.Count - 1 : double.NaN;
        double[] ofLevel = [.. words.Levels.Select(level => Number(classes, level) is >= 0 and var number ? number : other)];
        return Array.ConvertAll(words.Codes.ToArray(), code => code == CategoricalColumn.Missing ? double.NaN : ofLevel[code]);
    }

    private static int Number(IReadOnlyList<string> classes, string level)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == level) return i;
        }

        return -1;
    }
}
