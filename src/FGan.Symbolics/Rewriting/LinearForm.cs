namespace FGan.Symbolics;

/// <summary>Collects like terms of sums without touching anything else.</summary>
internal static class LinearForm
{
    /// <summary>Splits a term into its number and the rest.</summary>
    public static (Rational Coefficient, Expr Core) SplitCoefficient(Expr x) => x switch
    {
        Number number => (number.Value, Expr.One),
        Product { Factors: [Number number, .. var others] } => (number.Value, Product.Of(others)),
        _ => (Rational.One, x),
    };

    /// <summary>Adds up like terms, numbers before sums multiplied in: 2·(v − 1) − v becomes v − 2.</summary>
    public static Expr Tidy(Expr x)
    {
        var terms = new List<(Expr Core, Rational Coefficient)>();
        Collect(x, Rational.One, terms);
        return terms.Count == 0 ? Expr.Zero : Sum.Of(SumOrder.Sort(terms.Select(t => t.Coefficient * t.Core)));
    }

    private static void Collect(Expr x, Rational factor, List<(Expr Core, Rational Coefficient)> terms)
    {
        if (x is Sum sum)
        {
            foreach (var term in sum.Terms) Collect(term, factor, terms);
            return;
        }

        var (coefficient, core) = SplitCoefficient(x);
        if (core is Sum inner)
        {
            Collect(inner, factor * coefficient, terms);
            return;
        }

        var index = terms.FindIndex(t => t.Core.Equals(core));
        if (index < 0)
        {
            terms.Add((core, factor * coefficient));
            return;
        }

        var total = terms[index].Coefficient + (factor * coefficient);
        if (total.IsZero) terms.RemoveAt(index);
        else terms[index] = (core, total);
    }
}
