using System.Collections.Immutable;
using System.Numerics;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>A polynomial in one variable with exact fractions for coefficients.</summary>
internal sealed class Polynomial
{
    private Polynomial(ImmutableArray<Rational> coefficients) => Coefficients = coefficients;

    public static Polynomial Zero { get; } = new([]);

    public static Polynomial One { get; } = Constant(Rational.One);

    /// <summary>The coefficients from the constant upwards; the last is not 0.</summary>
    public ImmutableArray<Rational> Coefficients { get; }

    /// <summary>The degree, −1 for 0.</summary>
    public int Degree => Coefficients.Length - 1;

    public bool IsZero => Coefficients.IsEmpty;

    public Rational Leading => Coefficients[^1];

    public static Polynomial Of(IEnumerable<Rational> coefficients)
    {
        var all = coefficients.ToList();
        while (all.Count > 0 && all[^1].IsZero) all.RemoveAt(all.Count - 1);
        return new Polynomial([.. all]);
    }

    public static Polynomial Constant(Rational value) => Of([value]);

    /// <summary>x^degree.</summary>
    public static Polynomial Monomial(int degree) => Of(Enumerable.Repeat(Rational.Zero, degree).Append(Rational.One));

    public static Polynomial operator +(Polynomial a, Polynomial b) =>
        Of(Enumerable.Range(0, Math.Max(a.Degree, b.Degree) + 1).Select(k => a.At(k) + b.At(k)));

    public static Polynomial operator -(Polynomial a) => Of(a.Coefficients.Select(c => -c));

    public static Polynomial operator -(Polynomial a, Polynomial b) => a + -b;

    public static Polynomial operator *(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero) return Zero;
        var product = new Rational[a.Degree + b.Degree + 1];
        for (var i = 0; i <= a.Degree; i++)
            for (var j = 0; j <= b.Degree; j++) product[i + j] += a.Coefficients[i] * b.Coefficients[j];
        return Of(product);
    }

    public Polynomial Power(int exponent) =>
        exponent == 0 ? One : exponent % 2 == 1 ? this * Power(exponent - 1) : Square().Power(exponent / 2);

    public Polynomial Derivative() => Of(Coefficients.Skip(1).Select((c, k) => c * (k + 1)));

    /// <summary>The remainder of a division, and the quotient.</summary>
    public (Polynomial Quotient, Polynomial Remainder) DivideBy(Polynomial divisor)
    {
        var rest = Coefficients.ToArray();
        var quotient = new Rational[Math.Max(0, Degree - divisor.Degree + 1)];
        for (var k = quotient.Length - 1; k >= 0; k--)
        {
            var factor = rest[k + divisor.Degree] / divisor.Leading;
            quotient[k] = factor;
            for (var j = 0; j <= divisor.Degree; j++) rest[k + j] -= factor * divisor.Coefficients[j];
        }
        return (Of(quotient), Of(rest));
    }

    /// <summary>The greatest common divisor, with leading coefficient 1.</summary>
    public static Polynomial CommonDivisor(Polynomial a, Polynomial b)
    {
        while (!b.IsZero) (a, b) = (b, a.DivideBy(b).Remainder.Primitive());
        return a.IsZero ? One : Constant(Rational.One / a.Leading) * a;
    }

    /// <summary>The product of the factors that occur an odd number of times: what decides where the sign changes.</summary>
    public Polynomial OddPart()
    {
        // Yun: c collects all factors once, each round splits off those of the next multiplicity.
        var common = CommonDivisor(this, Derivative());
        var (rest, odd) = (DivideBy(common).Quotient, One);
        for (var multiplicity = 1; rest.Degree > 0; multiplicity++)
        {
            var deeper = CommonDivisor(rest, common);
            if (multiplicity % 2 == 1) odd *= rest.DivideBy(deeper).Quotient;
            (rest, common) = (deeper, common.DivideBy(deeper).Quotient);
        }
        return odd;
    }

    /// <summary>How many different roots lie in (0, ∞), by Sturm's chain.</summary>
    public int PositiveRoots()
    {
        var p = WithoutRootAtZero();
        if (p.Degree <= 0 || p.Coefficients.All(c => c.Sign >= 0) || p.Coefficients.All(c => c.Sign <= 0)) return 0;
        var chain = new List<Polynomial> { p.Primitive(), p.Derivative().Primitive() };
        while (chain[^1].Degree > 0)
        {
            var next = -chain[^2].DivideBy(chain[^1]).Remainder;
            if (next.IsZero) break;
            chain.Add(next.Primitive());
        }
        return SignChanges(chain.Select(q => q.At(0).Sign)) - SignChanges(chain.Select(q => q.Leading.Sign));
    }

    /// <summary>This divided by the highest power of x that divides it.</summary>
    public Polynomial WithoutRootAtZero() => IsZero ? this : Of(Coefficients.SkipWhile(c => c.IsZero));

    private Polynomial Square() => this * this;

    private Rational At(int k) => k <= Degree ? Coefficients[k] : Rational.Zero;

    // The same polynomial up to a positive factor, with whole coefficients that have no common divisor.
    private Polynomial Primitive()
    {
        if (IsZero) return this;
        var denominator = Coefficients.Aggregate(BigInteger.One, (lcm, c) => lcm / BigInteger.GreatestCommonDivisor(lcm, c.Denominator) * c.Denominator);
        var whole = Coefficients.Select(c => (c * denominator).Numerator).ToArray();
        var content = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return Of(whole.Select(c => (Rational)(c / content)));
    }

    private static int SignChanges(IEnumerable<int> signs)
    {
        var (changes, last) = (0, 0);
        foreach (var sign in signs.Where(sign => sign != 0))
        {
            if (last != 0 && sign != last) changes++;
            last = sign;
        }
        return changes;
    }
}
