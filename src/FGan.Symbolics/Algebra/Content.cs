using System.Numerics;

namespace FGan.Symbolics;

/// <summary>A form taken apart into a coefficient and a product of powers of atoms and of sums without common factor.</summary>
internal readonly record struct Content(Rational Coefficient, Monomial Parts);

internal sealed partial class Normalizer
{
    /// <summary>Takes out of a form everything that its terms have in common, and factors what is left if it is a polynomial.</summary>
    public Content ContentOf(NormalForm form)
    {
        if (form.Single is { } single) return new(single.Coefficient, single.Monomial);
        var common = CommonFactor(form);
        var rest = Reduce(form.Times(common.Raise(-1)));
        if (rest.Count == 0) return new(Rational.Zero, Monomial.One);
        if (rest.Count == 1)
        {
            var only = rest.Single!.Value;
            return new(only.Coefficient, common * only.Monomial);
        }

        var (coefficient, primitive) = PrimitiveOf(rest);
        return Univariate.TryRead(primitive) is { } univariate
            ? Factored(coefficient, common, univariate)
            : new(coefficient, common * Monomial.Of(primitive.ToExpr()));
    }

    // The least exponent of every atom over all terms; a term without the atom has exponent 0.
    private static Monomial CommonFactor(NormalForm form)
    {
        var common = Monomial.One;
        foreach (var atom in form.Terms.Keys.SelectMany(m => m.Powers.Select(p => p.Atom)).Distinct())
        {
            var least = form.Terms.Keys.Min(m => m.ExponentOf(atom));

            // Taking out √X where only some terms have it would hide the sum; a whole power is enough to clear denominators.
            if (atom is Number || (least.Sign < 0 && atom is Call { Function: not (Function.Exp or Function.Cosh) })) continue;
            common *= Monomial.Of(atom, least);
        }

        return common;
    }

    private static (Rational Coefficient, NormalForm Part) PrimitiveOf(NormalForm form)
    {
        var (numerator, denominator) = (BigInteger.Zero, BigInteger.One);
        foreach (var c in form.Terms.Values)
        {
            numerator = BigInteger.GreatestCommonDivisor(numerator, c.Numerator);
            denominator = denominator / BigInteger.GreatestCommonDivisor(denominator, c.Denominator) * c.Denominator;
        }

        // Both −1 + u and 1 − u are written u − 1, whichever the terms' order makes first; a positive sum keeps its sign.
        var content = Rational.Of(numerator, denominator);
        var leading = form.Terms.OrderByDescending(t => t.Key, MonomialOrder.Instance).First().Value;
        if (leading.Sign < 0) content = -content;
        return (content, form * (Rational.One / content));
    }

    private static Content Factored(Rational coefficient, Monomial common, Univariate univariate)
    {
        var (content, polynomial) = univariate.Polynomial.Primitive();
        foreach (var (factor, multiplicity) in polynomial.Factor())
        {
            var sum = Univariate.Write(factor, univariate.Atom, univariate.Root);
            common *= sum.Single is { Coefficient.IsOne: true, Monomial: var power }
                ? power.Raise(multiplicity)
                : Monomial.Of(sum.ToExpr(), multiplicity);
        }

        return new(coefficient * content, common);
    }
}

/// <summary>Orders monomials by their last atoms first, so that u² comes above u and log u above 1.</summary>
internal sealed class MonomialOrder : IComparer<Monomial>
{
    public static MonomialOrder Instance { get; } = new();

    public int Compare(Monomial? x, Monomial? y)
    {
        var (a, b) = (x!.Powers, y!.Powers);
        for (var i = 1; i <= Math.Min(a.Length, b.Length); i++)
        {
            var order = ExprOrder.Instance.Compare(a[^i].Atom, b[^i].Atom);
            if (order == 0) order = a[^i].Exponent.CompareTo(b[^i].Exponent);
            if (order != 0) return order;
        }

        return a.Length.CompareTo(b.Length);
    }
}
