using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>What the rules of composition know of an expression over all u &gt; 0; false means not known.</summary>
internal readonly record struct Curvature(
    bool IsConvex, bool IsConcave, bool IsIncreasing, bool IsDecreasing, bool IsNonNegative, bool IsNonPositive)
{
    public static Curvature Unknown => default;

    public bool IsAffine => IsConvex && IsConcave;

    public static Curvature Constant(int sign) => new(true, true, true, true, sign >= 0, sign <= 0);

    public static Curvature operator -(Curvature c) =>
        new(c.IsConcave, c.IsConvex, c.IsDecreasing, c.IsIncreasing, c.IsNonPositive, c.IsNonNegative);

    public static Curvature operator +(Curvature a, Curvature b) =>
        new(a.IsConvex && b.IsConvex, a.IsConcave && b.IsConcave, a.IsIncreasing && b.IsIncreasing,
            a.IsDecreasing && b.IsDecreasing, a.IsNonNegative && b.IsNonNegative, a.IsNonPositive && b.IsNonPositive);

    /// <summary>The product with a constant of a known sign.</summary>
    public Curvature Times(int sign) => sign > 0 ? this : sign < 0 ? -this : Constant(0);
}

/// <summary>Proves convexity by the rules of composition: sums, maxima, and convex increasing functions of convex ones.</summary>
internal static class CurvatureRules
{
    // The shape of an outer function over the whole of its domain, as (convex, concave, increasing, decreasing, ≥ 0).
    private static readonly Dictionary<Function, Curvature> Outer = new()
    {
        [Function.Exp] = new(true, false, true, false, true, false),
        [Function.Expm1] = new(true, false, true, false, false, false),
        [Function.Log] = new(false, true, true, false, false, false),
        [Function.Log1p] = new(false, true, true, false, false, false),
        [Function.Softplus] = new(true, false, true, false, true, false),
        [Function.Cosh] = new(true, false, false, false, true, false),
        [Function.Abs] = new(true, false, false, false, true, false),
        [Function.LambertW] = new(false, true, true, false, false, false),
        [Function.WrightOmega] = new(true, false, true, false, true, false),
        [Function.Acosh] = new(false, true, true, false, true, false),
        [Function.Sigmoid] = new(false, false, true, false, true, false),
        [Function.Tanh] = new(false, false, true, false, false, false),
        [Function.Atan] = new(false, false, true, false, false, false),
        [Function.Sinh] = new(false, false, true, false, false, false),
        [Function.Asinh] = new(false, false, true, false, false, false),
        [Function.Atanh] = new(false, false, true, false, false, false),
    };

    // What is known of some of them where the argument is not negative.
    private static readonly Dictionary<Function, Curvature> OuterOnPositive = new()
    {
        [Function.Cosh] = new(true, false, true, false, true, false),
        [Function.Abs] = new(true, true, true, false, true, false),
        [Function.Sinh] = new(true, false, true, false, true, false),
        [Function.Log1p] = new(false, true, true, false, true, false),
        [Function.Expm1] = new(true, false, true, false, true, false),
        [Function.LambertW] = new(false, true, true, false, true, false),
        [Function.Tanh] = new(false, true, true, false, true, false),
        [Function.Atan] = new(false, true, true, false, true, false),
        [Function.Asinh] = new(false, true, true, false, true, false),
        [Function.Atanh] = new(true, false, true, false, true, false),
        [Function.Sigmoid] = new(false, true, true, false, true, false),
    };

    /// <summary>What the rules know of an expression in u over (0, ∞).</summary>
    public static Curvature Of(Expr expression, Symbol u)
    {
        if (!expression.Contains(u)) return ExactValue.Sign(expression) is { } sign ? Curvature.Constant(sign) : Curvature.Unknown;
        return expression switch
        {
            Symbol => new Curvature(true, true, true, false, true, false),
            Sum sum => sum.Terms.Select(term => Of(term, u)).Aggregate((a, b) => a + b),
            Product product => OfProduct(product, u),
            Power power => OfPower(power, u),
            Call { Function: Function.Max } call => Maximum(Of(call.Arguments[0], u), Of(call.Arguments[1], u)),
            Call { Function: Function.Min } call => -Maximum(-Of(call.Arguments[0], u), -Of(call.Arguments[1], u)),
            Call { Arguments.Length: 1 } call => OfCall(call, u),
            _ => Curvature.Unknown,
        };
    }

    private static Curvature OfProduct(Product product, Symbol u)
    {
        var constants = product.Factors.Where(factor => !factor.Contains(u)).ToList();
        var sign = constants.Count == 0 ? 1 : ExactValue.Sign(Product.Of(constants));
        if (sign is not { } known) return Curvature.Unknown;
        var varying = product.Factors.Where(factor => factor.Contains(u)).ToList();
        return varying.Count == 1 ? Of(varying[0], u).Times(known) : OfPair(varying, u).Times(known);
    }

    private static Curvature OfPair(List<Expr> factors, Symbol u)
    {
        if (factors.Count != 2) return Curvature.Unknown;
        // x·log(x) of an affine positive x, the one product in everybody's f.
        if (IsTimesLog(factors[0], factors[1]) || IsTimesLog(factors[1], factors[0]))
        {
            var inner = Of(factors.First(factor => factor is not Call), u);
            return inner is { IsAffine: true, IsNonNegative: true } ? new Curvature(true, false, false, false, false, false) : Curvature.Unknown;
        }
        var (a, b) = (Of(factors[0], u), Of(factors[1], u));
        var positive = a.IsNonNegative && b.IsNonNegative;
        // Two non-negative convex functions that rise or fall together have a convex product.
        var together = (a.IsIncreasing && b.IsIncreasing) || (a.IsDecreasing && b.IsDecreasing);
        return new Curvature(positive && together && a.IsConvex && b.IsConvex, false,
            positive && a.IsIncreasing && b.IsIncreasing, positive && a.IsDecreasing && b.IsDecreasing, positive, false);
    }

    private static bool IsTimesLog(Expr x, Expr log) => log is Call { Function: Function.Log } call && call.Argument.Equals(x);

    private static Curvature OfPower(Power power, Symbol u)
    {
        if (power.Exponent.Contains(u))
        {
            // c^x = e^(x·log c).
            return power.Base.Contains(u) ? Curvature.Unknown : Of(Expr.Exp(power.Exponent * Expr.Log(power.Base)), u);
        }
        var exponent = ExactValue.Constant(power.Exponent);
        var inner = Of(power.Base, u);
        var isEven = exponent % 2 == 0;
        if (!inner.IsNonNegative)
        {
            return isEven && exponent > 0 && inner.IsAffine ? new Curvature(true, false, false, false, true, false)
                : isEven ? new Curvature(false, false, false, false, true, false) : Curvature.Unknown;
        }
        var outer = new Curvature(exponent is >= 1 or <= 0, exponent is >= 0 and <= 1, exponent >= 0, exponent <= 0, true, false);
        return Compose(outer, inner);
    }

    private static Curvature OfCall(Call call, Symbol u)
    {
        var inner = Of(call.Argument, u);
        if (inner.IsNonNegative && OuterOnPositive.TryGetValue(call.Function, out var onPositive)) return Compose(onPositive, inner);
        return Outer.TryGetValue(call.Function, out var outer) ? Compose(outer, inner) : Curvature.Unknown;
    }

    private static Curvature Compose(Curvature outer, Curvature inner)
    {
        var convex = outer.IsConvex && (inner.IsAffine || (outer.IsIncreasing && inner.IsConvex) || (outer.IsDecreasing && inner.IsConcave));
        var concave = outer.IsConcave && (inner.IsAffine || (outer.IsIncreasing && inner.IsConcave) || (outer.IsDecreasing && inner.IsConvex));
        var increasing = (outer.IsIncreasing && inner.IsIncreasing) || (outer.IsDecreasing && inner.IsDecreasing);
        var decreasing = (outer.IsIncreasing && inner.IsDecreasing) || (outer.IsDecreasing && inner.IsIncreasing);
        return new Curvature(convex, concave, increasing, decreasing, outer.IsNonNegative, outer.IsNonPositive);
    }

    private static Curvature Maximum(Curvature a, Curvature b) =>
        new(a.IsConvex && b.IsConvex, false, a.IsIncreasing && b.IsIncreasing, a.IsDecreasing && b.IsDecreasing,
            a.IsNonNegative || b.IsNonNegative, a.IsNonPositive && b.IsNonPositive);
}
