using FGan.Data;

namespace FGan;

/// <summary>
/// Centres each column by its median and scales it by its quartiles over both samples, bending beyond five scales as a logarithm: one-to-one,
/// and no value so large that it rules a critic.
/// </summary>
internal sealed class RobustScaling
{
    private const double Bend = 5;
    private const double NormalQuartileRange = 1.3489795003921634;
    // Quantiles of more rows than this change nothing that matters.
    private const int MostRows = 50_000;

    private readonly float[] _centre;
    private readonly float[] _scale;

    private RobustScaling(int columns) => (_centre, _scale) = (new float[columns], new float[columns]);

    public static RobustScaling Fit(FloatMatrix p, FloatMatrix q)
    {
        var scaling = new RobustScaling(p.Columns);
        var (fromP, fromQ) = (Math.Min(p.Rows, MostRows), Math.Min(q.Rows, MostRows));
        var values = new float[fromP + fromQ];
        for (var column = 0; column < p.Columns; column++)
        {
            for (var i = 0; i < fromP; i++) values[i] = p.Row((int)((long)i * p.Rows / fromP))[column];
            for (var i = 0; i < fromQ; i++) values[fromP + i] = q.Row((int)((long)i * q.Rows / fromQ))[column];
            Array.Sort(values);
            scaling._centre[column] = values[values.Length / 2];
            scaling._scale[column] = Scale(values);
        }
        return scaling;
    }

    public FloatMatrix Apply(FloatMatrix sample)
    {
        var values = new float[sample.Values.Length];
        for (var row = 0; row < sample.Rows; row++)
        {
            var from = sample.Row(row);
            var to = values.AsSpan(row * sample.Columns, sample.Columns);
            for (var k = 0; k < to.Length; k++) to[k] = (float)Soften(((double)from[k] - _centre[k]) / _scale[k]);
        }
        return FloatRows.Of(values, sample.Columns);
    }

    private static double Soften(double z) =>
        Math.Abs(z) <= Bend ? z : Math.CopySign(Bend * (1 + Math.Log(Math.Abs(z) / Bend)), z);

    // A column that is mostly one value has no quartile range: the width of all its values, then.
    private static float Scale(float[] sorted)
    {
        double quartiles = (double)sorted[(int)(0.75 * sorted.Length)] - sorted[(int)(0.25 * sorted.Length)];
        double range = (double)sorted[^1] - sorted[0];
        var scale = quartiles > 0 ? quartiles / NormalQuartileRange : range > 0 ? range / 2 : 1;
        return (float)Math.Clamp(scale, 1e-30, 1e30);
    }
}
