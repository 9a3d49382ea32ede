namespace FGan.Symbolics;

/// <summary>A rational function c·a^s·N(w)/Π D(w)^k in w = a^(1/root), reduced; no polynomial in it vanishes at 0.</summary>
internal sealed class Fraction
{
    private Fraction(Rational coefficient, Expr atom, int root, Rational shift, Polynomial numerator, IReadOnlyList<Divisor> divisors)
    {
        (Coefficient, Atom, Root, Shift, Numerator, Divisors) = (coefficient, atom, root, shift, numerator, divisors);
    }

    /// <summary>A factor of the denominator: the sum as an atom, as a polynomial in w, and its multiplicity.</summary>
    public sealed record Divisor(Expr Sum, Polynomial Polynomial, int Power);

    public Rational Coefficient { get; }

    public Expr Atom { get; }

    public int Root { get; }

    /// <summary>The power of the atom itself, of either sign.</summary>
    public Rational Shift { get; }

    /// <summary>The numerator, primitive.</summary>
    public Polynomial Numerator { get; }

    public IReadOnlyList<Divisor> Divisors { get; }

    /// <summary>Reduces a numerator over a common denominator.</summary>
    public static Fraction Of(Expr atom, int root, Rational shift, Polynomial numerator, IEnumerable<Divisor> divisors)
    {
        var zeros = 0;
        while (numerator[zeros].IsZero) zeros++;
        numerator = new(numerator.Coefficients.Skip(zeros));
        var left = new List<Divisor>();
        foreach (var divisor in divisors)
        {
            var power = divisor.Power;
            while (power > 0 && numerator.TryDivide(divisor.Polynomial, out var quotient)) (numerator, power) = (quotient, power - 1);
            if (power > 0) left.Add(divisor with { Power = power });
        }

        var (content, primitive) = numerator.Primitive();
        return new(content, atom, root, shift + Rational.Of(zeros, root), primitive, left);
    }

    /// <summary>Whether this is a constant multiple of another.</summary>
    public bool IsProportionalTo(Fraction other) =>
        Shift == other.Shift && Numerator.Coefficients.SequenceEqual(other.Numerator.Coefficients)
        && Divisors.Count == other.Divisors.Count
        && Divisors.All(d => other.Divisors.Any(o => o.Sum.Equals(d.Sum) && o.Power == d.Power));

    /// <summary>The powers of sums and of the atom in factored form, without the coefficient.</summary>
    public Monomial Factored()
    {
        var product = Monomial.Of(Atom, Shift);
        foreach (var (factor, power) in Numerator.Factor())
        {
            var sum = Univariate.Write(factor, Atom, Root);
            product *= sum.Single is { Coefficient.IsOne: true, Monomial: var m } ? m.Raise(power) : Monomial.Of(sum.ToExpr(), power);
        }

        return product * Denominator();
    }

    /// <summary>The same with the numerator as one sum.</summary>
    public Monomial OverOneSum() => (Numerator.IsOne ? Monomial.One : Monomial.Of(Univariate.Write(Numerator, Atom, Root).ToExpr()))
        * Monomial.Of(Atom, Shift) * Denominator();

    /// <summary>The fraction as a sum with a separate term for every power of the denominator, or null if it has no simple such form.</summary>
    public NormalForm? Apart()
    {
        if (Divisors.Count == 0) return Univariate.Write(Numerator, Atom, Root).Times(Monomial.Of(Atom, Shift)) * Coefficient;
        if (Divisors.Count > 1 || Shift.Sign < 0) return null;
        var divisor = Divisors[0];
        var rest = new Polynomial(Enumerable.Repeat(Rational.Zero, (int)(Shift * Root).Numerator).Concat(Numerator.Coefficients));
        var sum = NormalForm.Zero;
        for (var power = divisor.Power; power > 0 && !rest.IsZero; power--)
        {
            (rest, var remainder) = rest.DivideBy(divisor.Polynomial);
            sum += Univariate.Write(remainder, Atom, Root).Times(Monomial.Of(divisor.Sum, -power));
        }

        return (sum + Univariate.Write(rest, Atom, Root)) * Coefficient;
    }

    private Monomial Denominator() => Divisors.Aggregate(Monomial.One, (m, d) => m * Monomial.Of(d.Sum, -d.Power));
}
