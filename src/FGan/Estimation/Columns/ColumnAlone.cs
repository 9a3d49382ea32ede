using FGan.Data;
using FGan.Divergences;

namespace FGan;

/// <summary>The lower bound that one column reaches alone: its values in bins, their log-ratio counted on the other folds.</summary>
internal static class ColumnAlone
{
    private const int Bins = 20;

    public static double Bound(SamplePair pair, int[] columns, IReadOnlyList<HeldOutPart> folds, OutputActivation activation)
    {
        var (p, q, bins) = Binned(pair, columns);
        if (bins < 2) return 0;
        var (allP, allQ) = (Counts(p, Enumerable.Range(0, p.Length), bins), Counts(q, Enumerable.Range(0, q.Length), bins));
        var scores = HeldOutScores.Join(folds.Select(f =>
        {
            var ratios = LogRatios(allP, Counts(p, f.RowsP, bins), allQ, Counts(q, f.RowsQ, bins));
            return new HeldOutScores(Array.ConvertAll(f.RowsP, row => ratios[p[row]]), Array.ConvertAll(f.RowsQ, row => ratios[q[row]]));
        }));
        return Math.Max(0, BoundTerms.Of(scores, activation, new Calibration(1, 0, scores.Ceiling)).Bound().Mean);
    }

    /// <summary>The log-ratio of each bin on the rows outside the fold, half a row added to every count.</summary>
    private static double[] LogRatios(double[] allP, double[] heldP, double[] allQ, double[] heldQ)
    {
        var bins = allP.Length;
        var (p, q) = (new double[bins], new double[bins]);
        for (var b = 0; b < bins; b++) (p[b], q[b]) = (allP[b] - heldP[b] + 0.5, allQ[b] - heldQ[b] + 0.5);
        var offset = Math.Log(p.Sum() / q.Sum());
        return [.. p.Zip(q, (x, y) => Math.Log(x / y) - offset)];
    }

    private static double[] Counts(int[] bins, IEnumerable<int> rows, int count)
    {
        var counts = new double[count];
        foreach (var row in rows) counts[bins[row]]++;
        return counts;
    }

    /// <summary>The bin of every row: a category where one of several places is set, together with quantiles of a number.</summary>
    private static (int[] P, int[] Q, int Count) Binned(SamplePair pair, int[] columns)
    {
        var edges = Edges(pair, columns[0]);
        var numbers = new Dictionary<(int, int), int>();
        return (Bin(pair.P), Bin(pair.Q), numbers.Count);

        int[] Bin(FloatMatrix sample)
        {
            var bins = new int[sample.Rows];
            for (var row = 0; row < bins.Length; row++)
            {
                var values = sample.Row(row);
                var key = (LowerBound(edges, values[columns[0]]), Highest(values, columns));
                if (!numbers.TryGetValue(key, out bins[row])) numbers[key] = bins[row] = numbers.Count;
            }
            return bins;
        }
    }

    private static int Highest(ReadOnlySpan<float> values, int[] columns)
    {
        var highest = 1;
        for (var k = 2; k < columns.Length; k++)
            if (values[columns[k]] > values[columns[highest]]) highest = k;
        return highest;
    }

    private static float[] Edges(SamplePair pair, int column)
    {
        const int MostRows = 20_000;
        var values = new List<float>();
        foreach (var sample in new[] { pair.P, pair.Q })
            for (var row = 0; row < Math.Min(sample.Rows, MostRows); row++) values.Add(sample.Row(row)[column]);
        values.Sort();
        return [.. Enumerable.Range(1, Bins - 1).Select(i => values[(int)((long)i * values.Count / Bins)]).Distinct()];
    }

    // The first edge that is not below the value.
    private static int LowerBound(float[] edges, float value)
    {
        var at = Array.BinarySearch(edges, value);
        return at >= 0 ? at : ~at;
    }
}
