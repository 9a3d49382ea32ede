namespace FGan.Numerics;

/// <summary>Evaluates in double what scalar definitions need beyond System.Math.</summary>
internal static class Precise
{
    // Kahan's forms: the rounding error of exp or of 1 + x divides out.
    public static double ExpMinusOne(double x)
    {
        double e = Math.Exp(x);
        if (e == 1.0) return x;
        return e - 1.0 == -1.0 || double.IsInfinity(e) ? e - 1.0 : (e - 1.0) * x / Math.Log(e);
    }

    public static double LogOnePlus(double x)
    {
        double u = 1.0 + x;
        return u == 1.0 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * x / (u - 1.0);
    }

    public static double Softplus(double x) => Math.Max(x, 0.0) + LogOnePlus(Math.Exp(-Math.Abs(x)));
}
