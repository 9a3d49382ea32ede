using FGan.Data;

namespace FGan;

/// <summary>Mean and scale of each feature over both samples, so that one ridge is fair to all.</summary>
internal sealed class FeatureScaling
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    private FeatureScaling(double[] mean, double[] scale)
    {
        _mean = mean;
        _scale = scale;
    }

    public static FeatureScaling Fit(QuadraticFeatures features, FloatMatrix p, FloatMatrix q)
    {
        var mean = new double[features.Count];
        var scale = new double[features.Count];
        var phi = new float[features.Count];
        ForEach((k, value) => mean[k] += value);
        for (var k = 0; k < mean.Length; k++) mean[k] = k == 0 ? 0 : mean[k] / (p.Rows + q.Rows);
        ForEach((k, value) => scale[k] += (value - mean[k]) * (value - mean[k]));
        for (var k = 0; k < scale.Length; k++)
        {
            var deviation = Math.Sqrt(scale[k] / (p.Rows + q.Rows));
            scale[k] = k == 0 || deviation == 0 ? 1 : deviation;
        }
        return new FeatureScaling(mean, scale);

        void ForEach(Action<int, double> visit)
        {
            foreach (var sample in new[] { p, q })
            {
                for (var row = 0; row < sample.Rows; row++)
                {
                    features.Write(sample.Row(row), phi);
                    for (var k = 0; k < phi.Length; k++) visit(k, phi[k]);
                }
            }
        }
    }

    public void Apply(Span<float> phi)
    {
        for (var k = 0; k < phi.Length; k++) phi[k] = (float)((phi[k] - _mean[k]) / _scale[k]);
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
}
