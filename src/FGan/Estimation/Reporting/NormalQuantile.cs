namespace FGan;

/// <summary>The quantile function of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>z with Φ(z) = <paramref name="probability"/>, found by bisection to double accuracy.</summary>
    public static double Of(double probability)
    {
        if (probability < 0.5) return -Of(1 - probability);
        double low = 0, high = 40;
        while (high - low > 1e-15 * high)
        {
            var middle = (low + high) / 2;
            if (UpperTail(middle) > 1 - probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>1 − Φ(z) for z ≥ 0, by the series of Φ near 0 and the continued fraction of Mills' ratio beyond.</summary>
    public static double UpperTail(double z)
    {
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 3)
        {
            double term = z, sum = z;
            for (var k = 1; k < 200 && term > 1e-18 * sum; k++)
            {
                term *= z * z / (2 * k + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        var fraction = z;
        for (var k = 200; k >= 1; k--) fraction = z + k / fraction;
        return density / fraction;
    }
}
