namespace FGan.Data;

/// <summary>The standard normal distribution function and its inverse.</summary>
public static class StandardNormal
{
    private static ReadOnlySpan<double> CentreNumerator =>
    [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
    ];

    private static ReadOnlySpan<double> CentreDenominator =>
    [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
        6.680131188771972e+01, -1.328068155288572e+01, 1,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
        [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>Φ(z), to about 1e-14; below 0 relative to the value, however small it is.</summary>
    /// <param name="z">Any number.</param>
    public static double Cumulative(double z) => z < 0 ? UpperTail(-z) : 1 - UpperTail(z);

    /// <summary>1 − Φ(z) for z ≥ 0: by the series of Φ near 0, by the continued fraction of Mills' ratio beyond.</summary>
    /// <param name="z">A number not below 0.</param>
    public static double UpperTail(double z)
    {
        double density = Density(z);
        if (z < 3)
        {
            double term = z, sum = z;
            for (var k = 1; k < 200 && term > 1e-18 * sum; k++)
            {
                term *= z * z / ((2 * k) + 1);
                sum += term;
            }
            return 0.5 - (density * sum);
        }
        double fraction = z;
        for (var k = 200; k >= 1; k--) fraction = z + (k / fraction);
        return density / fraction;
    }

    /// <summary>Φ⁻¹(p), to about 1e-14: Acklam's rational approximation (2003) and one step of Halley's method.</summary>
    /// <param name="p">A probability, 0 and 1 excluded.</param>
    public static double Quantile(double p)
    {
        // The lower half only: there p is not a difference from 1.
        if (p > 0.5) return -Quantile(1 - p);
        double z = Approximation(p), miss = (Cumulative(z) - p) / Density(z);
        return z - (miss / (1 + (z * miss / 2)));
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static double Approximation(double p)
    {
        if (p < 0.02425)
        {
            double tail = Math.Sqrt(-2 * Math.Log(p));
            return Polynomial(TailNumerator, tail) / Polynomial(TailDenominator, tail);
        }
        double q = p - 0.5, r = q * q;
        return q * Polynomial(CentreNumerator, r) / Polynomial(CentreDenominator, r);
    }

    private static double Polynomial(ReadOnlySpan<double> highestFirst, double x)
    {
        double value = 0;
        foreach (double coefficient in highestFirst) value = (value * x) + coefficient;
        return value;
    }
}
