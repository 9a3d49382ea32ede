using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Limits at 0 and at ∞ of functions that become monotone there, by values at points far beyond a double.</summary>
internal static class EndLimits
{
    private static readonly int[] Exponents = [9, 20, 60, 300, 3_000, 100_000, 10_000_000];

    /// <summary>The limit as u falls to 0; ±∞ where there is none.</summary>
    public static double AtZero(Expr e, Symbol u) => Limit(e, u, -1);

    /// <summary>The limit as u rises to ∞.</summary>
    public static double AtInfinity(Expr e, Symbol u) => Limit(e, u, 1);

    private static double Limit(Expr e, Symbol u, int direction)
    {
        if (!e.Contains(u)) return ExactValue.Constant(e);
        var function = new ExactFunction(e, u);
        var (before, last) = (double.NaN, double.NaN);
        foreach (var exponent in Exponents)
        {
            var value = function.Evaluate(BigReal.One.Scale(direction * exponent));
            if (double.IsNaN(value)) break;
            (before, last) = (last, value);
            if (double.IsInfinity(last) || last.Equals(before)) break;
        }
        // Even a logarithm grows a hundredfold over the last step, while what converges does not.
        return Math.Abs(last) > 10 * Math.Abs(before) && Math.Abs(last) > 1 ? double.CopySign(double.PositiveInfinity, last) : last;
    }
}
