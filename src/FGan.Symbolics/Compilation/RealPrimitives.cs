namespace FGan.Symbolics;

/// <summary>The functions of <see cref="Function"/> in double precision, one number at a time.</summary>
internal static class RealPrimitives
{
    /// <summary>Applies a function of one argument.</summary>
    public static double Apply(Function function, double x) => function switch
    {
        Function.Abs => Math.Abs(x),
        Function.Sign => double.IsNaN(x) ? x : Math.Sign(x),
        Function.Exp => Math.Exp(x),
        Function.Expm1 => LaneMath<ScalarLanes, double>.Expm1(new(x)).Value,
        Function.Log => Math.Log(x),
        Function.Log1p => LaneMath<ScalarLanes, double>.Log1p(new(x)).Value,
        Function.Sin => Math.Sin(x),
        Function.Cos => Math.Cos(x),
        Function.Tan => Math.Tan(x),
        Function.Atan => LaneMath<ScalarLanes, double>.Atan(new(x)).Value,
        Function.Sinh => LaneMath<ScalarLanes, double>.Sinh(new(x)).Value,
        Function.Cosh => LaneMath<ScalarLanes, double>.Cosh(new(x)).Value,
        Function.Tanh => LaneMath<ScalarLanes, double>.Tanh(new(x)).Value,
        Function.Asinh => LaneMath<ScalarLanes, double>.Asinh(new(x)).Value,
        Function.Acosh => LaneMath<ScalarLanes, double>.Acosh(new(x)).Value,
        Function.Atanh => LaneMath<ScalarLanes, double>.Atanh(new(x)).Value,
        Function.Softplus => LaneMath<ScalarLanes, double>.Softplus(new(x)).Value,
        Function.Sigmoid => LaneMath<ScalarLanes, double>.Sigmoid(new(x)).Value,
        Function.LambertW => LambertW(x, lower: false),
        Function.LowerLambertW => LambertW(x, lower: true),
        Function.WrightOmega => WrightOmega(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Not a function of one argument."),
    };

    /// <summary>Solves w + log w = x.</summary>
    public static double WrightOmega(double x) => LaneMath<ScalarLanes, double>.WrightOmega(new(x)).Value;

    /// <summary>Solves w·e^w = x on either real branch; NaN where there is no solution.</summary>
    public static double LambertW(double x, bool lower)
    {
        const double BranchPoint = -0.36787944117144232;
        if (double.IsNaN(x) || x < BranchPoint || (lower && x > 0)) return double.NaN;
        if (x == 0) return lower ? double.NegativeInfinity : x;
        if (!lower && x > 1) return double.IsPositiveInfinity(x) ? x : WrightOmega(Math.Log(x));

        // e·x + 1 with e split in two, so that the distance from the branch point keeps its digits.
        var distance = Math.FusedMultiplyAdd(x, Math.E, 1) + (x * 1.4456468917292502e-16);
        var w = Start(x, Math.Sqrt(2 * Math.Max(distance, 0)), lower);
        if (Math.Abs(w + 1) < 1e-4) return w;
        for (var i = 0; i < 20; i++)
        {
            // Halley's iteration.
            var e = Math.Exp(w);
            var miss = (w * e) - x;
            var step = miss / ((e * (w + 1)) - ((w + 2) * miss / (2 * (w + 1))));
            w -= step;
            if (Math.Abs(step) <= 1e-15 * Math.Abs(w)) break;
        }

        return w;
    }

    // The series in p = ±√(2(ex + 1)) near the branch point; far from it the leading logarithms.
    private static double Start(double x, double p, bool lower)
    {
        if (lower && x > -0.25)
        {
            var l = Math.Log(-x);
            return l - Math.Log(-l);
        }

        if (!lower && x > -0.25) return x / (1 + x);
        if (lower) p = -p;
        return -1 + (p * (1 + (p * ((-1.0 / 3) + (p * ((11.0 / 72) + (p * ((-43.0 / 540) + (p * 769 / 17280)))))))));
    }
}
