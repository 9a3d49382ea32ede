namespace FGan.Symbolics;

/// <summary>A form as Σ cofactor·fraction: what is not rational in the main atom stands in the cofactors, each once.</summary>
/// <remarks>This is where everything cancels: the coefficient of every logarithm, root and constant is one reduced fraction.</remarks>
internal sealed class Collection
{
    private Collection(Expr main, IReadOnlyList<(Monomial Cofactor, Fraction Fraction)> groups) => (Main, Groups) = (main, groups);

    /// <summary>The atom in which the fractions are rational.</summary>
    public Expr Main { get; }

    public IReadOnlyList<(Monomial Cofactor, Fraction Fraction)> Groups { get; }

    /// <summary>Collects a form; null if no atom is fit to be the main one.</summary>
    public static Collection? Of(NormalForm form, Normalizer normalizer)
    {
        var sums = form.Terms.Keys.SelectMany(m => m.Powers).Select(p => p.Atom).OfType<Sum>().Distinct()
            .ToDictionary(sum => (Expr)sum, sum => Univariate.TryRead(normalizer.Normalize(sum)));
        var main = MainAtom(form, sums.Values);
        if (main is null) return null;
        var root = RootOf(form, main, sums.Values);
        if (root > 240) return null;
        var groups = new List<(Monomial, Fraction)>();
        foreach (var group in form.Terms.GroupBy(t => Cofactor(t.Key, main, sums)))
        {
            if (Combine(group, main, root, sums) is { } fraction) groups.Add((group.Key, fraction));
        }

        return new(main, groups);
    }

    // What denominators are made of; else the symbol.
    private static Expr? MainAtom(NormalForm form, IEnumerable<Univariate?> sums)
    {
        var inside = sums.Where(s => s is not null).Select(s => s!.Atom).ToList();
        return inside.OfType<Symbol>().FirstOrDefault() ?? inside.FirstOrDefault()
            ?? form.Terms.Keys.SelectMany(m => m.Powers).Select(p => p.Atom).OfType<Symbol>().FirstOrDefault();
    }

    private static int RootOf(NormalForm form, Expr main, IEnumerable<Univariate?> sums)
    {
        var root = Rational.One;
        foreach (var monomial in form.Terms.Keys) root *= (monomial.ExponentOf(main) * root).Denominator;
        foreach (var sum in sums)
        {
            if (sum is not null && sum.Atom.Equals(main)) root *= (Rational.Of(1, sum.Root) * root).Denominator;
        }

        return root > 1000 ? 1000 : (int)root.Numerator;
    }

    private static Monomial Cofactor(Monomial monomial, Expr main, Dictionary<Expr, Univariate?> sums)
    {
        var cofactor = Monomial.One;
        foreach (var (atom, exponent) in monomial.Powers)
        {
            if (atom.Equals(main)) continue;
            cofactor *= Monomial.Of(atom, IsRational(atom, main, sums) ? exponent - exponent.Floor() : exponent);
        }

        return cofactor;
    }

    private static bool IsRational(Expr atom, Expr main, Dictionary<Expr, Univariate?> sums) =>
        sums.TryGetValue(atom, out var univariate) && univariate is not null && univariate.Atom.Equals(main);

    private static Fraction? Combine(
        IEnumerable<KeyValuePair<Monomial, Rational>> terms, Expr main, int root, Dictionary<Expr, Univariate?> sums)
    {
        var parts = terms.Select(t => (Coefficient: t.Value, Power: t.Key.ExponentOf(main), Sums: t.Key.Powers
            .Where(p => IsRational(p.Atom, main, sums)).ToDictionary(p => p.Atom, p => (int)p.Exponent.Floor()))).ToList();
        var least = parts.Min(p => p.Power);
        var polynomials = parts.SelectMany(p => p.Sums.Keys).Distinct()
            .ToDictionary(sum => sum, sum => Stretch(sums[sum]!, root));
        var denominators = polynomials.Keys
            .ToDictionary(sum => sum, sum => Math.Max(0, -parts.Min(p => p.Sums.GetValueOrDefault(sum))));
        var numerator = new Polynomial([]);
        foreach (var part in parts)
        {
            var shift = (int)((part.Power - least) * root).Numerator;
            var product = new Polynomial(Enumerable.Repeat(Rational.Zero, shift).Append(part.Coefficient));
            foreach (var (sum, polynomial) in polynomials)
                product *= polynomial.Pow(part.Sums.GetValueOrDefault(sum) + denominators[sum]);
            numerator += product;
        }

        return numerator.IsZero ? null : Fraction.Of(
            main, root, least, numerator, polynomials.Select(p => new Fraction.Divisor(p.Key, p.Value, denominators[p.Key])));
    }

    // A polynomial in a^(1/r) as one in a^(1/root).
    private static Polynomial Stretch(Univariate sum, int root)
    {
        var step = root / sum.Root;
        var coefficients = new Rational[(sum.Polynomial.Degree * step) + 1];
        for (var i = 0; i <= sum.Polynomial.Degree; i++) coefficients[i * step] = sum.Polynomial[i];
        return new(coefficients);
    }
}
