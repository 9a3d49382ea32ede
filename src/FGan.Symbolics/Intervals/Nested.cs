namespace FGan.Symbolics;

/// <summary>Writes sums of powers of one function nested, log(u)² + 4·log(u) + 3 as (log(u) + 4)·log(u) + 3.</summary>
/// <remarks>
/// In intervals the nested form is the narrower one: for log u in (−∞, −20] the sum of −∞ and +∞ is anything, the product of two negative
/// ranges is positive.
/// </remarks>
internal static class Nested
{
    public static Expr Of(Expr expression)
    {
        if (expression.Children.Count == 0) return expression;
        var node = expression.WithChildren([.. expression.Children.Select(Of)]);
        return node is Sum sum && Kernel(sum) is { } kernel ? Nest(sum, kernel) : node;
    }

    // The function that stands in a term squared or higher.
    private static Expr? Kernel(Sum sum) => sum.Terms.SelectMany(Factors).OfType<Power>()
        .FirstOrDefault(power => power is { Base: Call, Exponent: Number { Value: { IsInteger: true, Sign: > 0 } } })?.Base;

    private static Expr Nest(Sum sum, Expr kernel)
    {
        var (without, within) = (new List<Expr>(), new List<Expr>());
        foreach (var term in sum.Terms)
        {
            var factors = Factors(term).ToList();
            var at = factors.FindIndex(factor => DegreeOf(factor, kernel) > 0);
            if (at < 0)
            {
                without.Add(term);
                continue;
            }

            factors[at] = Expr.Power(kernel, DegreeOf(factors[at], kernel) - 1);
            within.Add(Product.Of(factors));
        }

        return Sum.Of([.. without, Product.Of(kernel, Of(Sum.Of(within)))]);
    }

    private static IEnumerable<Expr> Factors(Expr term) => term is Product product ? product.Factors : [term];

    private static int DegreeOf(Expr factor, Expr kernel) => factor switch
    {
        Power { Exponent: Number { Value: { IsInteger: true, Sign: > 0 } n } } power when power.Base.Equals(kernel) => (int)n.Numerator,
        _ => factor.Equals(kernel) ? 1 : 0,
    };
}
