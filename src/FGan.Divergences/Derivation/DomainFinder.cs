using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds f'(D): its ends from the limits of f' at 0 and ∞, closed where f is straight up to the end.</summary>
internal static class DomainFinder
{
    public static (EffectiveDomain Domain, DomainFormula Formula) Of(PiecewiseFunction f)
    {
        var (first, last) = (f.Pieces[0], f.Pieces[^1]);
        var (atZero, atInfinity) = (EndLimits.AtZero(first.Slope, Symbol.U), EndLimits.AtInfinity(last.Slope, Symbol.U));
        var lower = double.IsInfinity(atZero) ? null
            : LimitFormula.AtZero(first.Slope, Symbol.U, atZero) ?? Rational.FromDouble(atZero);
        var upper = double.IsInfinity(atInfinity) ? null
            : LimitFormula.AtInfinity(last.Slope, Symbol.U, atInfinity) ?? Rational.FromDouble(atInfinity);
        var domain = new EffectiveDomain(Value(lower, double.NegativeInfinity), Value(upper, double.PositiveInfinity),
            lower is not null && first.IsAffine, upper is not null && last.IsAffine);
        if (lower is not null) domain = domain with { LowerText = lower.ToString() };
        if (upper is not null) domain = domain with { UpperText = upper.ToString() };
        return (domain, new DomainFormula(lower, upper));
    }

    private static double Value(Expr? formula, double otherwise) => formula is null ? otherwise : ExactValue.Constant(formula);
}
