using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds f'(D): its ends from the limits of f' at 0 and ∞, closed where f is straight up to the end.</summary>
internal static class DomainFinder
{
    public static (EffectiveDomain Domain, DomainFormula Formula) Of(PiecewiseFunction f)
    {
        var (first, last) = (f.Pieces[0], f.Pieces[^1]);
        var lower = Formula(EndLimits.AtZero(first.Slope, Symbol.U));
        var upper = Formula(EndLimits.AtInfinity(last.Slope, Symbol.U));
        var domain = new EffectiveDomain(Value(lower, double.NegativeInfinity), Value(upper, double.PositiveInfinity),
            lower is not null && first.IsAffine, upper is not null && last.IsAffine);
        if (lower is not null) domain = domain with { LowerText = lower.ToString() };
        if (upper is not null) domain = domain with { UpperText = upper.ToString() };
        return (domain, new DomainFormula(lower, upper));
    }

    private static double Value(Expr? formula, double otherwise) => formula is null ? otherwise : ExactValue.Constant(formula);

    private static Expr? Formula(double limit) => double.IsInfinity(limit) ? null : Recognise(limit);

    private static Expr Recognise(double value)
    {
        foreach (var unit in (Expr[])[Expr.One, Expr.Log(2), Expr.Pi])
        {
            for (var denominator = 1; denominator <= 60; denominator++)
            {
                var multiple = value / ExactValue.Constant(unit) * denominator;
                if (Math.Abs(multiple) < 1e6 && Math.Abs(multiple - Math.Round(multiple)) <= 4e-16 * Math.Abs(multiple))
                    return Simplifier.Simplify(Rational.Of((long)Math.Round(multiple), denominator) * unit);
            }
        }
        return Rational.FromDouble(value);
    }
}
