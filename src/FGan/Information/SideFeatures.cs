using FGan.Data;

namespace FGan;

/// <summary>What a network sees of one side: its scores, and how far out the row lies.</summary>
/// <remarks>A common factor in the spread of X and Y (a Student distribution, a volatility) shows in the lengths and in no single column.</remarks>
internal static class SideFeatures
{
    private static readonly double[] Freedoms = [double.PositiveInfinity, 2];
    private const int FewColumns = 3;
    private const int Waves = 6;

    /// <summary>The features of every row, centred and scaled.</summary>
    public static FloatMatrix Of(FloatMatrix scores)
    {
        var columns = new List<float[]>();
        for (var k = 0; k < scores.Columns; k++) columns.Add(Column(scores, k));
        foreach (var freedom in Freedoms) columns.Add(LogLengths(scores, freedom));
        if (scores.Columns <= FewColumns)
        {
            for (var k = 0; k < scores.Columns; k++) columns.AddRange(Cosines(Column(scores, k)));
        }
        var width = columns.Count;
        var features = FloatRows.Of(new float[scores.Rows * width], width);
        for (var k = 0; k < width; k++)
        {
            var (_, mean, variance) = Moments.Of(Array.ConvertAll(columns[k], v => (double)v));
            var scale = variance > 0 ? 1 / Math.Sqrt(variance) : 0;
            for (var i = 0; i < scores.Rows; i++) features.Row(i)[k] = (float)((columns[k][i] - mean) * scale);
        }
        return features;
    }

    private static float[] Column(FloatMatrix scores, int k)
    {
        var column = new float[scores.Rows];
        for (var i = 0; i < column.Length; i++) column[i] = scores.Row(i)[k];
        return column;
    }

    private static float[] LogLengths(FloatMatrix scores, double freedom)
    {
        var mapped = new float[scores.Values.Length];
        new StudentScores(freedom).Apply(scores.Values, mapped);
        var lengths = new float[scores.Rows];
        for (var i = 0; i < lengths.Length; i++)
        {
            double sum = 0;
            foreach (var v in mapped.AsSpan(i * scores.Columns, scores.Columns)) sum += (double)v * v;
            lengths[i] = (float)Math.Log(1 + sum);
        }
        return lengths;
    }

    // cos(πku), u = Φ(z): a smooth function of few columns is a short sum of these.
    private static IEnumerable<float[]> Cosines(float[] scores)
    {
        var u = Array.ConvertAll(scores, z => StandardNormal.Cumulative(z));
        for (var k = 1; k <= Waves; k++)
        {
            var wave = k;
            yield return Array.ConvertAll(u, v => (float)Math.Cos(Math.PI * wave * v));
        }
    }
}
