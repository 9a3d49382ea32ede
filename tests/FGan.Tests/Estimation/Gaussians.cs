using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Estimation;

/// <summary>Samples of normal distributions with known log-ratios.</summary>
internal static class Gaussians
{
    public static FloatMatrix Sample(int rows, int width, double mean, double deviation, ulong stream, ulong seed = 7)
    {
        var values = new float[rows * width];
        new Philox(seed, stream).Normals(values);
        for (var i = 0; i < values.Length; i++) values[i] = (float)(mean + deviation * values[i]);
        return FloatRows.Of(values, width);
    }

    /// <summary>Laplace numbers of scale 1.</summary>
    public static FloatMatrix Laplace(int rows, double location, ulong stream, ulong seed = 7)
    {
        var values = new float[rows];
        new Philox(seed, stream).Uniforms(values);
        for (var i = 0; i < rows; i++)
        {
            var centred = values[i] - 0.5 + 1e-8;
            values[i] = (float)(location - Math.Sign(centred) * Math.Log(Math.Max(1e-8, 1 - 2 * Math.Abs(centred))));
        }
        return FloatRows.Of(values, 1);
    }
}
