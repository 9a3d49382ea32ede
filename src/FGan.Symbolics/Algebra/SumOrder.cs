namespace FGan.Symbolics;

/// <summary>The order in which terms of a sum are written: fast-growing first, constants last, no minus in front if it can be helped.</summary>
internal static class SumOrder
{
    public static IReadOnlyList<Expr> Sort(IEnumerable<Expr> terms)
    {
        var sorted = terms.OrderByDescending(Exponential).ThenByDescending(Degree).ThenBy(IsConstant)
            .ThenByDescending(t => t.Size).ThenBy(t => t, ExprOrder.Instance).ToList();
        var first = sorted.FindIndex(t => !TextPrinter.SplitSign(t).Negative);
        if (first > 0)
        {
            var term = sorted[first];
            sorted.RemoveAt(first);
            sorted.Insert(0, term);
        }

        return sorted;
    }

    // The coefficient of the exponent, positive for what grows.
    private static Rational Exponential(Expr term) => term switch
    {
        Call { Function: Function.Exp } call => Degree(call.Argument) is { Sign: > 0 } ? LeadingSign(call.Argument) : Rational.Zero,
        Product product => product.Factors.Aggregate(Rational.Zero, (sum, f) => sum + Exponential(f)),
        Power { Exponent: Number n } power => n.Value * Exponential(power.Base),
        _ => Rational.Zero,
    };

    private static Rational LeadingSign(Expr exponent) => exponent switch
    {
        Product { Factors: [Number n, ..] } => n.Value,
        Sum sum => LeadingSign(sum.Terms[0]),
        _ => Rational.One,
    };

    private static Rational Degree(Expr term) => term switch
    {
        Symbol => Rational.One,
        Product product => product.Factors.Aggregate(Rational.Zero, (sum, f) => sum + Degree(f)),
        Power { Exponent: Number n } power => n.Value * Degree(power.Base),
        Sum sum => sum.Terms.Max(Degree),
        _ => Rational.Zero,
    };

    private static bool IsConstant(Expr term) => term.Symbols().Count == 0;
}
