namespace FGan.Symbolics;

/// <summary>Reads sums as polynomials in a root of one atom, and writes polynomials as sums.</summary>
/// <param name="Atom">The atom a.</param>
/// <param name="Root">The n of the variable w = a^(1/n).</param>
/// <param name="Polynomial">The polynomial in w.</param>
internal sealed record Univariate(Expr Atom, int Root, Polynomial Polynomial)
{
    private const int LargestDegree = 240;

    /// <summary>Reads a sum in which only one atom occurs, with exponents that are not negative.</summary>
    public static Univariate? TryRead(NormalForm sum)
    {
        Expr? atom = null;
        var root = Rational.One;
        foreach (var monomial in sum.Terms.Keys)
        {
            if (monomial.IsOne) continue;
            if (monomial.Powers is not [var power] || (atom is not null && !atom.Equals(power.Atom)) || power.Exponent.Sign < 0) return null;
            atom = power.Atom;
            root *= (power.Exponent * root).Denominator;
        }

        return atom is null or Sum || root > LargestDegree ? null : Read(sum, atom, (int)root.Numerator);
    }

    /// <summary>Writes a polynomial in w = atom^(1/root) as a sum.</summary>
    public static NormalForm Write(Polynomial polynomial, Expr atom, int root)
    {
        var sum = NormalForm.Zero;
        for (var i = 0; i <= polynomial.Degree; i++)
            sum += NormalForm.Of(Monomial.Of(atom, Rational.Of(i, root)), polynomial[i]);
        return sum;
    }

    private static Univariate? Read(NormalForm sum, Expr atom, int root)
    {
        var degree = sum.Terms.Keys.Max(m => m.ExponentOf(atom)) * root;
        if (degree > LargestDegree) return null;
        var coefficients = new Rational[(int)degree.Numerator + 1];
        foreach (var (monomial, coefficient) in sum.Terms)
            coefficients[(int)(monomial.ExponentOf(atom) * root).Numerator] = coefficient;
        return new(atom, root, new(coefficients));
    }
}
