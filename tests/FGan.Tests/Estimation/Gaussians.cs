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
}
