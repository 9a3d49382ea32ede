namespace FGan.Symbolics;

/// <summary>Matches patterns of rewrite rules with expressions.</summary>
internal static class PatternMatch
{
    public static bool Match(Expr pattern, Expr target, Bindings bindings)
    {
        switch (pattern)
        {
            case Symbol name: return bindings.TryBind(name.Name, target);
            case Number: return pattern.Equals(target);
            case Call call:
                return target is Call other && other.Function == call.Function
                    && call.Arguments.Zip(other.Arguments).All(pair => Match(pair.First, pair.Second, bindings));
            case Power power:
                return target is Power raised && Match(power.Base, raised.Base, bindings) && Match(power.Exponent, raised.Exponent, bindings);
            case Product { Factors: [var coefficient, var rest] }: return MatchScaled(coefficient, rest, target, bindings);
            case Sum sum: return target is Sum terms && MatchSum(sum, terms, bindings);
            default: return false;
        }
    }

    /// <summary>All ways to read a term as cofactor · pattern; the pattern may be −1 or another number times something.</summary>
    public static IEnumerable<(Expr Cofactor, Bindings Bindings)> Factors(Expr pattern, Expr term, Bindings bindings)
    {
        var (coefficient, core) = LinearForm.SplitCoefficient(pattern);
        var inverse = Rational.One / coefficient;
        if (core.Equals(Expr.One))
        {
            yield return (inverse * term, bindings);
            yield break;
        }

        IReadOnlyList<Expr> factors = term is Product product ? product.Factors : [term];
        for (var i = 0; i < factors.Count; i++)
        {
            var bound = new Bindings(bindings);
            if (!Match(core, factors[i], bound)) continue;
            yield return (Product.Of([inverse, .. factors.Where((_, j) => j != i)]), bound);
        }

        // A bound core such as a = v/2 may be spread over the factors of the term.
        if (bindings.Binds(core) && Quotient(term, bindings.Fill(core)) is { } quotient) yield return (inverse * quotient, bindings);
    }

    /// <summary>Whether two products have the same factors, in any order.</summary>
    public static bool SameProduct(Expr a, Expr b) => a.Equals(b) || Sorted(a).Equals(Sorted(b));

    private static Expr Sorted(Expr x) => x is Product p ? Product.Of(p.Factors.OrderBy(f => f, ExprOrder.Instance)) : x;

    // term/divisor if every factor of the divisor, its coefficient aside, is a factor of the term.
    private static Expr? Quotient(Expr term, Expr divisor)
    {
        if (divisor is Sum) return null;
        var (coefficient, rest) = LinearForm.SplitCoefficient(divisor);
        var left = (term is Product p ? p.Factors.AsEnumerable() : [term]).ToList();
        foreach (var factor in rest is Product q ? q.Factors.AsEnumerable() : [rest])
        {
            if (!left.Remove(factor)) return null;
        }

        return Product.Of([Rational.One / coefficient, .. left]);
    }

    // c·x with a number c, which may be an unwritten 1; −x matches what has a negative coefficient.
    private static bool MatchScaled(Expr coefficient, Expr rest, Expr target, Bindings bindings)
    {
        var (number, core) = LinearForm.SplitCoefficient(target);
        if (coefficient is not Number sign) return Match(coefficient, number, bindings) && Match(rest, core, bindings);
        if (rest is Symbol) return number.Sign == sign.Value.Sign && Match(rest, Rational.One / sign.Value * target, bindings);
        if (rest is Product) return number.Sign == sign.Value.Sign && Match(rest, Rational.One / sign.Value * target, bindings);
        return number == sign.Value && Match(rest, core, bindings);
    }

    private static bool MatchSum(Sum pattern, Sum target, Bindings bindings)
    {
        // A lone name takes all terms that the other patterns leave.
        var taker = pattern.Terms.LastOrDefault(t => t is Symbol { Name: not ("c" or "d" or "n" or "r") });
        if (taker is null && pattern.Terms.Length != target.Terms.Length) return false;
        var left = target.Terms.ToList();
        foreach (var part in pattern.Terms.Where(t => !ReferenceEquals(t, taker)))
        {
            var index = left.FindIndex(term => Match(part, term, new Bindings(bindings)));
            if (index < 0) return false;
            Match(part, left[index], bindings);
            left.RemoveAt(index);
        }

        return taker is null ? left.Count == 0 : left.Count > 0 && Match(taker, Sum.Of(left), bindings);
    }
}
