namespace FGan.Bench;

/// <summary>Information of simple families by sums over fine grids.</summary>
internal static class Quadrature
{
    private const double Reach = 8;

    /// <summary>I(X; h(X) + σN), X ~ N(0, 1).</summary>
    public static double CurveInformation(Func<double, double> curve, double noise)
    {
        const int Points = 4000;
        double[] x = [.. Enumerable.Range(0, Points).Select(i => Reach * (2 * (i + 0.5) / Points - 1))];
        double[] weight = Array.ConvertAll(x, v => Density(v) * 2 * Reach / Points), centre = Array.ConvertAll(x, v => curve(v));
        double low = centre.Min() - Reach * noise, high = centre.Max() + Reach * noise, step = Math.Min(noise / 8, (high - low) / Points), entropy = 0;
        for (var y = low; y < high; y += step)
        {
            double p = 0;
            for (var i = 0; i < Points; i++) p += weight[i] * Density((y - centre[i]) / noise) / noise;
            if (p > 0) entropy -= step * p * Math.Log(p);
        }
        return entropy - Math.Log(noise * Math.Sqrt(2 * Math.PI * Math.E));
    }

    /// <summary>I(X; Y) of an equal mixture of round normal clouds.</summary>
    public static double CloudInformation((double X, double Y)[] centres, double deviation)
    {
        double lowX = centres.Min(c => c.X) - Reach * deviation, highX = centres.Max(c => c.X) + Reach * deviation;
        double lowY = centres.Min(c => c.Y) - Reach * deviation, highY = centres.Max(c => c.Y) + Reach * deviation;
        double step = deviation / 10, information = 0;
        for (var x = lowX; x < highX; x += step)
        {
            var onX = Array.ConvertAll(centres, c => Density((x - c.X) / deviation) / deviation);
            var px = onX.Average();
            for (var y = lowY; y < highY; y += step)
            {
                double joint = 0, py = 0;
                for (var k = 0; k < centres.Length; k++)
                {
                    var onY = Density((y - centres[k].Y) / deviation) / deviation;
                    joint += onX[k] * onY / centres.Length;
                    py += onY / centres.Length;
                }
                if (joint > 0) information += step * step * joint * Math.Log(joint / (px * py));
            }
        }
        return information;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
