namespace FGan.Symbolics;

/// <summary>Writes sums of logarithms as logarithms of products.</summary>
internal static class LogarithmCombination
{
    // log(u^7) is no gain over 7·log(u) within a longer product.
    private const int LargestPower = 2;

    /// <summary>Combines, among terms that share a cofactor, the logarithms; the other terms stay as they are.</summary>
    public static Expr Combine(IReadOnlyList<Expr> terms)
    {
        var groups = new List<(Expr Cofactor, List<(Rational Coefficient, Expr Argument)> Logarithms)>();
        var others = new List<Expr>();
        foreach (var term in terms)
        {
            var (coefficient, cofactor, argument) = Split(term);
            if (argument is null)
            {
                others.Add(term);
                continue;
            }

            var index = groups.FindIndex(g => g.Cofactor.Equals(cofactor));
            if (index < 0) groups.Add((cofactor, [(coefficient, argument)]));
            else groups[index].Logarithms.Add((coefficient, argument));
        }

        foreach (var (cofactor, logarithms) in groups) others.Add(cofactor * Join(logarithms));
        return Sum.Of(SumOrder.Sort(others.Select(Flatten)));
    }

    private static Expr Flatten(Expr term) => term is Product p ? Product.Of(p.Factors.OrderBy(f => f, ExprOrder.Instance)) : term;

    private static Expr Join(List<(Rational Coefficient, Expr Argument)> logarithms)
    {
        var separate = Sum.Of(logarithms.Select(l => l.Coefficient * Expr.Log(l.Argument)));
        if (logarithms.Count == 1) return separate;
        var unit = logarithms.Min(l => l.Coefficient.Abs());
        return Presentation.ShortestOf([separate, Joined(logarithms, unit) ?? separate, Joined(logarithms, -unit) ?? separate]);
    }

    private static Expr? Joined(List<(Rational Coefficient, Expr Argument)> logarithms, Rational unit)
    {
        var powers = logarithms.Select(l => l.Coefficient / unit).ToList();
        if (powers.Any(p => !p.IsInteger || p.Abs() > LargestPower)) return null;
        return unit * Expr.Log(Product.Of(logarithms.Select((l, i) => Power.Of(l.Argument, powers[i])).OrderBy(f => f, ExprOrder.Instance)));
    }

    // c·M·log X, or no argument where the term is not of that shape.
    private static (Rational Coefficient, Expr Cofactor, Expr? Argument) Split(Expr term)
    {
        IReadOnlyList<Expr> factors = term is Product product ? product.Factors : [term];
        if (factors.Count(f => f is Call { Function: Function.Log }) != 1) return (Rational.One, term, null);
        var log = (Call)factors.Single(f => f is Call { Function: Function.Log });
        var coefficient = factors[0] is Number number ? number.Value : Rational.One;
        return (coefficient, Product.Of(factors.Where(f => f is not Number && !ReferenceEquals(f, log))), log.Argument);
    }
}
