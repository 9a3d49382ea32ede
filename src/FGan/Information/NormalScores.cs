using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Replaces the numbers of a column by normal scores, z = Φ⁻¹((rank − ½)/n), equal numbers by equal scores.</summary>
/// <remarks>
/// Mutual information does not change under increasing maps of single columns. After this step nothing else does either: units,
/// logarithms and heavy tails of a column are gone before any critic sees it.
/// </remarks>
internal static class NormalScores
{
    /// <summary>The matrix with every column that has more than two values scored, and the others centred and scaled.</summary>
    public static FloatMatrix Of(FloatMatrix matrix)
    {
        var scored = FloatRows.Of(new float[matrix.Values.Length], matrix.Columns);
        ThreadTeam.Shared.Run(new ColumnWork(matrix, scored, Quantiles(2 * matrix.Rows)), matrix.Columns);
        return scored;
    }

    /// <summary>Φ⁻¹(k/count) for k = 1 … count − 1.</summary>
    private static double[] Quantiles(int count)
    {
        var quantiles = new double[count];
        for (var k = 1; k <= count / 2; k++)
        {
            quantiles[k] = StandardNormal.Quantile((double)k / count);
            quantiles[count - k] = -quantiles[k];
        }
        return quantiles;
    }

    private readonly struct ColumnWork(FloatMatrix matrix, FloatMatrix scored, double[] quantiles) : IParallelWork
    {
        public void Run(int part)
        {
            var rows = matrix.Rows;
            var values = new float[rows];
            var order = new int[rows];
            for (var i = 0; i < rows; i++) (values[i], order[i]) = (matrix.Row(i)[part], i);
            Array.Sort(values, order);
            var scores = Scores(values);
            var (_, mean, _) = Moments.Of(scores);
            var deviation = Math.Sqrt(scores.Average(z => (z - mean) * (z - mean)));
            for (var i = 0; i < rows; i++) scored.Row(order[i])[part] = deviation > 0 ? (float)((scores[i] - mean) / deviation) : 0;
        }

        private double[] Scores(float[] sorted)
        {
            if (sorted.Distinct().Take(3).Count() < 3) return Array.ConvertAll(sorted, v => (double)v);
            var scores = new double[sorted.Length];
            for (int start = 0, end = 0; start < sorted.Length; start = end)
            {
                while (end < sorted.Length && sorted[end] == sorted[start]) end++;
                Array.Fill(scores, quantiles[start + end], start, end - start);
            }
            return scores;
        }
    }
}
