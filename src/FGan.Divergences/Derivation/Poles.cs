using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds where an expression grows beyond bounds inside (0, ∞): at the zeros of denominators, under logarithms, in tangents.</summary>
internal static class Poles
{
    // Of the zeros of a cosine the first are enough.
    private const int MostRoots = 8;
    private static readonly Symbol U = Symbol.U;

    /// <summary>The least u at which there is one, or null.</summary>
    public static double? First(Expr f) => Suspects(f).Distinct().SelectMany(factor => PiecewiseFunction.Roots(factor).Take(MostRoots))
        .Where(root => IsPole(f, root.Exact)).Select(root => (double?)root.At).Min();

    private static IEnumerable<Expr> Suspects(Expr e)
    {
        var below = e.Children.SelectMany(Suspects);
        var own = e switch
        {
            Power { Exponent: var exponent } power when !exponent.Contains(U) && ExactValue.Sign(exponent) < 0 => power.Base,
            Call { Function: Function.Log } call => call.Argument,
            Call { Function: Function.Log1p } call => 1 + call.Argument,
            Call { Function: Function.Tan } call => Expr.Call(Function.Cos, call.Argument),
            _ => null,
        };
        return own is null ? below : below.Concat(Factors(own).Where(factor => factor is not Symbol && factor.Contains(U)));
    }

    // What changes sign where the whole is 0: |x| and x² do not, but x does.
    private static IEnumerable<Expr> Factors(Expr e) => e switch
    {
        Product product => product.Factors.SelectMany(Factors),
        Power { Exponent: Number } power => Factors(power.Base),
        Call { Function: Function.Abs } call => Factors(call.Argument),
        _ => [e],
    };

    // What is continuous changes less and less as the place comes nearer; even a logarithm does not.
    private static bool IsPole(Expr f, Expr place) => new[] { 1, -1 }.Any(side =>
    {
        var (far, near, nearest) = (Beside(f, place, side, -10), Beside(f, place, side, -20), Beside(f, place, side, -40));
        return double.IsInfinity(near) || double.IsInfinity(nearest)
            || (Math.Abs(nearest - near) is var change && change > 0 && change > Math.Abs(near - far) / 2);
    });

    private static double Beside(Expr f, Expr place, int side, int exponent) =>
        ExactValue.Constant(f.Substitute(U, place * (1 + (side * ((Rational)2).Pow(exponent)))));
}
