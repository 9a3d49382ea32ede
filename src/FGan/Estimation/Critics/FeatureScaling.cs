namespace FGan;

/// <summary>Mean and scale of each feature over both samples, so that one ridge is fair to all.</summary>
internal sealed class FeatureScaling
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    private FeatureScaling(int count) => (_mean, _scale) = (new double[count], new double[count]);

    /// <summary>Centres and scales rows of features in place; the first feature, the constant 1, stays.</summary>
    public static FeatureScaling Standardise(Span<float> rows, int count)
    {
        var scaling = new FeatureScaling(count);
        var total = rows.Length / count;
        for (var i = 0; i < rows.Length; i += count)
            for (var k = 1; k < count; k++) scaling._mean[k] += rows[i + k];
        for (var k = 0; k < count; k++) scaling._mean[k] /= total;
        for (var i = 0; i < rows.Length; i += count)
            for (var k = 1; k < count; k++) scaling._scale[k] += (rows[i + k] - scaling._mean[k]) * (rows[i + k] - scaling._mean[k]);
        for (var k = 0; k < count; k++)
        {
            var deviation = Math.Sqrt(scaling._scale[k] / total);
            scaling._scale[k] = deviation > 0 ? deviation : 1;
        }
        scaling.Apply(rows, count);
        return scaling;
    }

    /// <summary>Turns weights of scaled features into weights of raw ones.</summary>
    public double[] Unscale(double[] weights)
    {
        var raw = new double[weights.Length];
        for (var k = 0; k < raw.Length; k++)
        {
            raw[k] = weights[k] / _scale[k];
            if (k > 0) raw[0] -= raw[k] * _mean[k];
        }
        return raw;
    }

    private void Apply(Span<float> rows, int count)
    {
        for (var i = 0; i < rows.Length; i += count)
            for (var k = 1; k < count; k++) rows[i + k] = (float)((rows[i + k] - _mean[k]) / _scale[k]);
    }
}
