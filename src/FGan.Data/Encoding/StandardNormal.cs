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

    /// <summary>Φ(z), to about 1e-7 relative: more than quantiles of data can use.</summary>
    /// <param name="z">Any number.</param>
    public static double Cumulative(double z) =>
        z < 0 ? 0.5 * Erfc(-z / Math.Sqrt(2)) : 1 - (0.5 * Erfc(z / Math.Sqrt(2)));

    /// <summary>Φ⁻¹(p) for 0 &lt; p &lt; 1, to about 1e-9 relative (Acklam 2003).</summary>
    /// <param name="p">A probability, 0 and 1 excluded.</param>
    public static double Quantile(double p)
    {
        const double Low = 0.02425;
        if (p < Low) return Tail(Math.Sqrt(-2 * Math.Log(p)));
        if (p > 1 - Low) return -Tail(Math.Sqrt(-2 * Math.Log(1 - p)));
        double q = p - 0.5, r = q * q;
        return q * Polynomial(CentreNumerator, r) / Polynomial(CentreDenominator, r);
    }

    private static double Tail(double q) => Polynomial(TailNumerator, q) / Polynomial(TailDenominator, q);

    private static double Polynomial(ReadOnlySpan<double> highestFirst, double x)
    {
        double value = 0;
        foreach (double coefficient in highestFirst) value = (value * x) + coefficient;
        return value;
    }

    /// <summary>
    /// erfc(x) for x ≥ 0 (Press et al., Numerical Recipes, 6.2: Chebyshev fit, fractional error 1.2e-7).
    /// </summary>
    private static double Erfc(double x)
    {
        double t = 1 / (1 + (0.5 * x));
        double polynomial = (((0.17087277 * t) - 0.82215223) * t) + 1.48851587;
        polynomial = (((((polynomial * t) - 1.13520398) * t) + 0.27886807) * t) - 0.18628806;
        polynomial = (((((polynomial * t) + 0.09678418) * t) + 0.37409196) * t) + 1.00002368;
        return t * Math.Exp((-x * x) - 1.26551223 + (t * polynomial));
    }
}
