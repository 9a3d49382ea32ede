using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Writes a finite limit at 0 or ∞ as a formula, such as log(2)/2 for log(2u/(1+u))/2.</summary>
/// <remarks>
/// The variable is replaced by s or 1/s with s falling to 0, simplified so that powers of s cancel, and the limit is read
/// off from the inside out. What comes back is only believed where it agrees with the numerical limit.
/// </remarks>
internal static class LimitFormula
{
    private static readonly Symbol Small = new("s", true);

    /// <summary>The limit as u falls to 0 as a formula, or null.</summary>
    public static Expr? AtZero(Expr e, Symbol u, double value) => Verified(e.Substitute(u, Small), value);

    /// <summary>The limit as u rises to ∞ as a formula, or null.</summary>
    public static Expr? AtInfinity(Expr e, Symbol u, double value) => Verified(e.Substitute(u, 1 / (Expr)Small), value);

    private static Expr? Verified(Expr inSmall, double value)
    {
        foreach (var form in (Expr[])[Simplifier.Simplify(inSmall), inSmall])
        {
            if (Of(form) is not { Finite: { } finite }) continue;
            var formula = Simplifier.Simplify(finite);
            if (Math.Abs(ExactValue.Constant(formula) - value) <= 1e-12 * Math.Max(1, Math.Abs(value))) return formula;
        }
        return null;
    }

    // A number, or the sign of an infinity.
    private readonly record struct Limit(Expr? Finite, int Infinity)
    {
        public bool IsZero => Finite is not null && ExactValue.Sign(Finite) == 0;

        public static implicit operator Limit(Expr finite) => new(finite, 0);

        public static Limit Infinite(int sign) => new(null, sign);
    }

    private static Limit? Of(Expr e)
    {
        if (!e.Contains(Small)) return e;
        return e switch
        {
            Symbol => Expr.Zero,
            Sum sum => OfSum(sum),
            Product product => OfProduct(product),
            Power power => OfPower(power),
            Call { Arguments.Length: 1 } call when Of(call.Argument) is { } inner => OfCall(call.Function, inner),
            _ => null,
        };
    }

    private static Limit? OfSum(Sum sum)
    {
        var (finite, infinity) = (Expr.Zero, 0);
        foreach (var term in sum.Terms)
        {
            if (Of(term) is not { } limit || infinity * limit.Infinity < 0) return null;
            if (limit.Finite is { } part) finite += part;
            else infinity = limit.Infinity;
        }
        return infinity == 0 ? finite : Limit.Infinite(infinity);
    }

    private static Limit? OfProduct(Product product)
    {
        var (finite, infinity) = (Expr.One, 0);
        foreach (var factor in product.Factors)
        {
            if (Of(factor) is not { } limit) return null;
            if (limit.Finite is { } part) finite *= part;
            else infinity = infinity == 0 ? limit.Infinity : infinity * limit.Infinity;
        }
        if (infinity == 0) return finite;
        // 0·∞ needs more than this.
        return ExactValue.Sign(finite) is { } sign and not 0 ? Limit.Infinite(sign * infinity) : default(Limit?);
    }

    private static Limit? OfPower(Power power)
    {
        if (power.Exponent.Contains(Small) || Of(power.Base) is not { } inner || ExactValue.Sign(power.Exponent) is not { } sign) return null;
        if (inner.Infinity < 0) return null;
        if (inner.Finite is null) return sign > 0 ? inner : Expr.Zero;
        if (!inner.IsZero) return Expr.Power(inner.Finite, power.Exponent);
        // 1/0 has a sign only if its base has one near 0.
        if (sign > 0) return Expr.Zero;
        return power.Base is Symbol ? Limit.Infinite(1) : default(Limit?);
    }

    private static Limit? OfCall(Function function, Limit inner)
    {
        if (inner.Finite is { } finite)
            return function == Function.Log && inner.IsZero ? Limit.Infinite(-1) : Expr.Call(function, finite);
        return (function, inner.Infinity) switch
        {
            (Function.Exp, -1) => Expr.Zero,
            (Function.Expm1, -1) => Expr.MinusOne,
            (Function.Softplus or Function.Sigmoid or Function.WrightOmega, -1) => Expr.Zero,
            (Function.Sigmoid, 1) => Expr.One,
            (Function.Tanh, var sign) => (Expr)sign,
            (Function.Atan, var sign) => sign * Expr.Pi / 2,
            (Function.Exp or Function.Expm1 or Function.Log or Function.Log1p or Function.Softplus or Function.WrightOmega
                or Function.LambertW or Function.Acosh, 1) => inner,
            (Function.Sinh or Function.Asinh, _) => inner,
            (Function.Cosh or Function.Abs, _) => Limit.Infinite(1),
            _ => default(Limit?),
        };
    }
}
