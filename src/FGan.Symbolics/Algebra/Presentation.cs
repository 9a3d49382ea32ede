namespace FGan.Symbolics;

/// <summary>Chooses the shortest way to write a form.</summary>
internal static class Presentation
{
    /// <summary>Writes a form; equal forms give equal expressions.</summary>
    public static Expr Shortest(NormalForm form, Normalizer normalizer)
    {
        if (form.Count == 0) return Expr.Zero;
        var candidates = new List<Expr> { form.ToExpr() };
        if (form.Count > 1) candidates.Add(Factored(form, normalizer));
        if (Collection.Of(form, normalizer) is { } collection) candidates.Add(Collected(collection));
        return ShortestOf(candidates.SelectMany(WithCombinedLogarithms));
    }

    public static Expr ShortestOf(IEnumerable<Expr> candidates) => candidates.MinBy(c => c.ToString().Length)!;

    private static Expr Factored(NormalForm form, Normalizer normalizer)
    {
        var content = normalizer.ContentOf(form);
        return content.Parts.ToExpr(content.Coefficient);
    }

    private static IEnumerable<Expr> WithCombinedLogarithms(Expr expression)
    {
        yield return expression;
        if (expression is not Sum sum) yield break;
        var combined = LogarithmCombination.Combine(sum.Terms);
        if (!combined.Equals(expression)) yield return combined;
    }

    // Groups whose fractions differ by a number share them: R·(log(1+u) − log 2).
    private static Expr Collected(Collection collection)
    {
        var left = collection.Groups.ToList();
        var terms = new List<Expr>();
        while (left.Count > 0)
        {
            var first = left[0].Fraction;
            var cluster = left.Where(g => g.Fraction.IsProportionalTo(first)).ToList();
            left.RemoveAll(g => g.Fraction.IsProportionalTo(first));
            terms.Add(ShortestOf(cluster.Count == 1 ? Ways(cluster[0].Cofactor, first) : Ways(cluster, first)));
        }

        return Sum.Of(SumOrder.Sort(terms.SelectMany(t => t is Sum sum ? sum.Terms : [t])));
    }

    private static IEnumerable<Expr> Ways(Monomial cofactor, Fraction fraction)
    {
        yield return (cofactor * fraction.Factored()).ToExpr(fraction.Coefficient);
        yield return (cofactor * fraction.OverOneSum()).ToExpr(fraction.Coefficient);
        if (fraction.Apart() is { Count: < 12 } apart) yield return apart.Times(cofactor).ToExpr();
    }

    private static IEnumerable<Expr> Ways(List<(Monomial Cofactor, Fraction Fraction)> cluster, Fraction shared)
    {
        // The numbers' common factor goes in front, with the sign of the first.
        var unit = cluster.Select(g => g.Fraction.Coefficient.Abs()).Aggregate(Gcd);
        if (cluster.All(g => g.Fraction.Coefficient.Sign < 0)) unit = -unit;
        foreach (var sign in (int[])[1, -1])
        {
            var terms = SumOrder.Sort(cluster.Select(g => g.Cofactor.ToExpr(g.Fraction.Coefficient / unit * sign)));
            var inner = ShortestOf(WithCombinedLogarithms(Sum.Of(terms)));
            foreach (var outer in (Monomial[])[shared.Factored(), shared.OverOneSum()])
                yield return Product.Of(Arrange([unit * sign, outer.ToExpr(Rational.One), inner]));
        }

        yield return Sum.Of(SumOrder.Sort(cluster.Select(g => ShortestOf(Ways(g.Cofactor, g.Fraction)))));
    }

    private static IEnumerable<Expr> Arrange(IEnumerable<Expr> factors) =>
        factors.SelectMany(f => f is Product p ? p.Factors : [f]).OrderBy(f => f, ExprOrder.Instance);

    private static Rational Gcd(Rational a, Rational b) => Rational.Of(
        System.Numerics.BigInteger.GreatestCommonDivisor(a.Numerator * b.Denominator, b.Numerator * a.Denominator), a.Denominator * b.Denominator);
}
