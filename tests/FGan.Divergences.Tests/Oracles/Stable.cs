namespace FGan.Divergences.Tests.Oracles;

/// <summary>Elementary functions in the forms that neither overflow nor cancel.</summary>
internal static class Stable
{
    public const double Ln2 = 0.69314718055994530942;

    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        // Kahan: the error of exp and of log cancel in the quotient.
        var e = Math.Exp(x);
        return e == 1 ? x : (e - 1) * x / Math.Log(e);
    }

    public static double Log1p(double x)
    {
        if (x is > 1 or < -0.5) return Math.Log(1 + x);
        var w = 1 + x;
        return w == 1 ? x : Math.Log(w) * x / (w - 1);
    }

    /// <summary>1/(1 + e^(−v)).</summary>
    public static double Sigmoid(double v)
    {
        var e = Math.Exp(-Math.Abs(v));
        return v >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>log(1 + e^v).</summary>
    public static double Softplus(double v) => Math.Max(v, 0) + Log1p(Math.Exp(-Math.Abs(v)));

    /// <summary>The ℓ with ℓ + 1 − e^(−ℓ) = t: the log of the ratio at which Jeffrey's f has slope t.</summary>
    public static double JeffreyLogRatio(double t)
    {
        var l = t > 0 ? t / 2 + Math.Max(0, t / 2 - 1) : -Log1p(-t);
        for (var i = 0; i < 50; i++)
        {
            var e = Math.Exp(-l);
            var step = (l - Expm1(-l) - t) / (1 + e);
            l -= step;
            if (Math.Abs(step) <= 1e-16 * Math.Abs(l)) break;
        }
        return l;
    }

    /// <summary>u − 1 + log u at that ratio.</summary>
    public static double JeffreyConjugate(double t)
    {
        var l = JeffreyLogRatio(t);
        return Expm1(l) + l;
    }

    /// <summary>½ (u log(2u/(1+u)) + log(2/(1+u))), through log1p near u = 1 where both logarithms vanish.</summary>
    public static double JensenShannonFunction(double u)
    {
        if (u == 0) return Ln2 / 2;
        if (u is < 0.25 or > 4) return (u * Math.Log(2 * (u / (1 + u))) + Math.Log(2 / (1 + u))) / 2;
        var w = (u - 1) / (u + 1);
        return (u * Log1p(w) + Log1p(-w)) / 2;
    }

    public static double SechSquared(double v)
    {
        var c = 1 / Math.Cosh(v);
        return c * c;
    }

    public static double Square(double x) => x * x;
}
