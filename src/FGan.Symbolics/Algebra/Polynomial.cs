using System.Collections.Immutable;
using System.Numerics;

namespace FGan.Symbolics;

/// <summary>A polynomial in one variable with exact coefficients, lowest power first, the last coefficient not 0.</summary>
internal sealed class Polynomial
{
    // Rational roots are sought among quotients of divisors; numbers with more divisors than this are left alone.
    private const int LargestDivisible = 100_000;
    private const int LargestFactored = 32;

    private readonly ImmutableArray<Rational> _coefficients;

    public Polynomial(IEnumerable<Rational> coefficients)
    {
        var all = coefficients.ToList();
        while (all.Count > 0 && all[^1].IsZero) all.RemoveAt(all.Count - 1);
        _coefficients = [.. all];
    }

    public static Polynomial One { get; } = new([Rational.One]);

    public int Degree => _coefficients.Length - 1;

    public bool IsZero => _coefficients.IsEmpty;

    public bool IsOne => Degree == 0 && _coefficients[0].IsOne;

    public Rational Leading => _coefficients[^1];

    public IReadOnlyList<Rational> Coefficients => _coefficients;

    public Rational this[int power] => power < _coefficients.Length ? _coefficients[power] : Rational.Zero;

    public static Polynomial operator +(Polynomial a, Polynomial b) =>
        new(Enumerable.Range(0, Math.Max(a._coefficients.Length, b._coefficients.Length)).Select(i => a[i] + b[i]));

    public static Polynomial operator -(Polynomial a, Polynomial b) => a + (b * -1);

    public static Polynomial operator *(Polynomial a, Rational factor) => new(a._coefficients.Select(c => c * factor));

    public static Polynomial operator *(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero) return new([]);
        var product = new Rational[a.Degree + b.Degree + 1];
        for (var i = 0; i <= a.Degree; i++)
        {
            if (a[i].IsZero) continue;
            for (var j = 0; j <= b.Degree; j++) product[i + j] += a[i] * b[j];
        }

        return new(product);
    }

    public Polynomial Pow(int exponent)
    {
        var result = One;
        for (var i = 0; i < exponent; i++) result *= this;
        return result;
    }

    public Polynomial Derivative() => new(_coefficients.Skip(1).Select((c, i) => c * (i + 1)));

    public Rational Evaluate(Rational x)
    {
        var sum = Rational.Zero;
        for (var i = Degree; i >= 0; i--) sum = (sum * x) + _coefficients[i];
        return sum;
    }

    public (Polynomial Quotient, Polynomial Remainder) DivideBy(Polynomial divisor)
    {
        if (Degree < divisor.Degree) return (new([]), this);
        var rest = _coefficients.ToArray();
        var quotient = new Rational[Degree - divisor.Degree + 1];
        for (var i = quotient.Length - 1; i >= 0; i--)
        {
            quotient[i] = rest[i + divisor.Degree] / divisor.Leading;
            if (quotient[i].IsZero) continue;
            for (var j = 0; j <= divisor.Degree; j++) rest[i + j] -= quotient[i] * divisor[j];
        }

        return (new(quotient), new(rest.Take(divisor.Degree)));
    }

    /// <summary>Divides if nothing is left over.</summary>
    public bool TryDivide(Polynomial divisor, out Polynomial quotient)
    {
        (quotient, var rest) = DivideBy(divisor);
        return rest.IsZero;
    }

    /// <summary>The greatest common divisor with whole, coprime coefficients and a positive leading one.</summary>
    public static Polynomial Gcd(Polynomial a, Polynomial b)
    {
        while (!b.IsZero) (a, b) = (b, a.DivideBy(b).Remainder is { IsZero: false } rest ? rest.Primitive().Part : new([]));
        return a.IsZero ? One : a.Primitive().Part;
    }

    /// <summary>Splits into a number and a polynomial with whole, coprime coefficients and a positive leading one.</summary>
    public (Rational Content, Polynomial Part) Primitive()
    {
        if (IsZero) return (Rational.Zero, One);
        var (numerator, denominator) = (BigInteger.Zero, BigInteger.One);
        foreach (var c in _coefficients)
        {
            numerator = BigInteger.GreatestCommonDivisor(numerator, c.Numerator);
            denominator = denominator / BigInteger.GreatestCommonDivisor(denominator, c.Denominator) * c.Denominator;
        }

        var content = Rational.Of(Leading.Sign < 0 ? -numerator : numerator, denominator);
        return (content, this * (Rational.One / content));
    }

    /// <summary>Factors a primitive polynomial as far as repeated factors and rational roots go.</summary>
    /// <returns>Primitive factors of positive degree with their multiplicities.</returns>
    public IReadOnlyList<(Polynomial Factor, int Multiplicity)> Factor()
    {
        var factors = new List<(Polynomial, int)>();
        if (Degree < 1) return factors;
        // The numbers in the remainders below grow with the square of the degree; a polynomial so long is left as it is.
        if (Degree > LargestFactored)
        {
            factors.Add((Primitive().Part, 1));
            return factors;
        }


        // Yun: what is left of p/gcd(p, p') after one more division has multiplicity one higher.
        var common = Gcd(this, Derivative());
        var (squareFree, multiplicity) = (DivideBy(common).Quotient, 1);
        while (squareFree.Degree > 0)
        {
            var repeated = Gcd(squareFree, common);
            foreach (var factor in squareFree.DivideBy(repeated).Quotient.SplitRoots()) factors.Add((factor, multiplicity));
            (squareFree, common, multiplicity) = (repeated, common.DivideBy(repeated).Quotient, multiplicity + 1);
        }

        return factors;
    }

    /// <summary>Whether no positive number is a root, and the value there is positive.</summary>
    public bool IsPositiveOnPositives()
    {
        if (_coefficients.All(c => c.Sign >= 0)) return !IsZero;
        if (Degree > LargestFactored) return false;
        return Evaluate(Rational.One).Sign > 0 && SignChanges(Rational.Zero) == SignChanges(null);
    }

    // Sturm: the loss of sign changes between two points counts the roots between them; null stands for +∞.
    private int SignChanges(Rational? at)
    {
        var (p, q) = (this, Derivative());
        var (changes, last) = (0, 0);
        while (!p.IsZero)
        {
            var sign = at is { } x ? p.Evaluate(x).Sign : p.Leading.Sign;
            if (sign * last < 0) changes++;
            if (sign != 0) last = sign;
            (p, q) = (q, q.IsZero ? q : p.DivideBy(q).Remainder * -1);
        }

        return changes;
    }

    private IEnumerable<Polynomial> SplitRoots()
    {
        var rest = Primitive().Part;
        if (rest.Degree > 1 && BigInteger.Abs(rest[0].Numerator) <= LargestDivisible && rest.Leading.Numerator <= LargestDivisible)
        {
            foreach (var root in RootCandidates(rest))
            {
                if (rest.Degree < 2) break;
                var linear = new Polynomial([-root.Numerator, root.Denominator]);
                if (rest.Evaluate(root).IsZero && rest.TryDivide(linear, out var quotient))
                {
                    yield return linear;
                    rest = quotient;
                }
            }
        }

        if (rest.Degree > 0) yield return rest.Primitive().Part;
    }

    private static IEnumerable<Rational> RootCandidates(Polynomial p)
    {
        var tops = p[0].IsZero ? [0] : Divisors((int)BigInteger.Abs(p[0].Numerator));
        var bottoms = Divisors((int)p.Leading.Numerator);
        return tops.SelectMany(top => bottoms.SelectMany(bottom => (Rational[])[Rational.Of(top, bottom), Rational.Of(-top, bottom)]))
            .Distinct().ToList();
    }

    private static List<int> Divisors(int n)
    {
        var divisors = new List<int>();
        for (var d = 1; d * d <= n; d++)
        {
            if (n % d != 0) continue;
            divisors.Add(d);
            if (d * d != n) divisors.Add(n / d);
        }

        return divisors;
    }
}
