using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>f'(D): its ends from the limits of f' at 0 and ∞, closed where f is straight up to the end.</summary>
/// <param name="Domain">The interval.</param>
/// <param name="Lower">f'(0⁺) as a formula, null where it is −∞.</param>
/// <param name="Upper">f'(∞) as a formula, null where it is +∞.</param>
internal sealed record SlopeRange(EffectiveDomain Domain, Expr? Lower, Expr? Upper)
{
    public bool IsWholeLine => Lower is null && Upper is null;

    public static SlopeRange Of(PiecewiseFunction f)
    {
        var (first, last) = (f.Pieces[0], f.Pieces[^1]);
        var lower = End(Limits.AtZero(first.Slope, Symbol.U));
        var upper = End(Limits.AtInfinity(last.Slope, Symbol.U));
        return new SlopeRange(Interval(lower, upper, first.IsAffine, last.IsAffine), lower, upper);
    }

    // The formula of the limit, or as many digits of it as a double has; null where it is infinite.
    private static Expr? End(Limit limit) => double.IsInfinity(limit.Value) ? null : limit.Exact ?? Rational.FromDouble(limit.Value);

    private static EffectiveDomain Interval(Expr? lower, Expr? upper, bool lowerAttained, bool upperAttained)
    {
        var domain = new EffectiveDomain(
            lower is null ? double.NegativeInfinity : ExactValue.Constant(lower),
            upper is null ? double.PositiveInfinity : ExactValue.Constant(upper),
            lower is not null && lowerAttained, upper is not null && upperAttained);
        if (lower is not null) domain = domain with { LowerText = lower.ToString() };
        return upper is null ? domain : domain with { UpperText = upper.ToString() };
    }
}
