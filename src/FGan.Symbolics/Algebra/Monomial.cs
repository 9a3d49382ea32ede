using System.Collections.Immutable;

namespace FGan.Symbolics;

/// <summary>An atom, which algebra does not look into, and its exponent.</summary>
internal readonly record struct AtomPower(Expr Atom, Rational Exponent);

/// <summary>A product of powers of different atoms, in a fixed order.</summary>
internal sealed class Monomial : IEquatable<Monomial>
{
    private readonly int _hash;

    private Monomial(ImmutableArray<AtomPower> powers)
    {
        Powers = powers;
        var hash = default(HashCode);
        foreach (var power in powers) hash.Add(power);
        _hash = hash.ToHashCode();
    }

    public static Monomial One { get; } = new([]);

    public ImmutableArray<AtomPower> Powers { get; }

    public bool IsOne => Powers.IsEmpty;

    public static Monomial Of(Expr atom, Rational exponent) => exponent.IsZero ? One : new([new(atom, exponent)]);

    public static Monomial Of(Expr atom) => Of(atom, Rational.One);

    public static Monomial operator *(Monomial a, Monomial b)
    {
        if (a.IsOne) return b;
        if (b.IsOne) return a;
        var merged = ImmutableArray.CreateBuilder<AtomPower>(a.Powers.Length + b.Powers.Length);
        var (i, j) = (0, 0);
        while (i < a.Powers.Length || j < b.Powers.Length)
        {
            var order = i == a.Powers.Length ? 1 : j == b.Powers.Length ? -1
                : ExprOrder.Instance.Compare(a.Powers[i].Atom, b.Powers[j].Atom);
            if (order < 0)
            {
                merged.Add(a.Powers[i++]);
            }
            else if (order > 0)
            {
                merged.Add(b.Powers[j++]);
            }
            else
            {
                var exponent = a.Powers[i].Exponent + b.Powers[j++].Exponent;
                if (!exponent.IsZero) merged.Add(new(a.Powers[i].Atom, exponent));
                i++;
            }
        }

        return new(merged.DrainToImmutable());
    }

    /// <summary>Multiplies every exponent.</summary>
    public Monomial Raise(Rational exponent) => exponent.IsZero
        ? One
        : new([.. Powers.Select(p => new AtomPower(p.Atom, p.Exponent * exponent))]);

    /// <summary>The exponent of an atom, 0 if it does not occur.</summary>
    public Rational ExponentOf(Expr atom)
    {
        foreach (var power in Powers)
        {
            if (power.Atom.Equals(atom)) return power.Exponent;
        }

        return Rational.Zero;
    }

    /// <summary>This product without the powers of some atoms.</summary>
    public Monomial Where(Func<AtomPower, bool> keep) => new([.. Powers.Where(keep)]);

    public bool Equals(Monomial? other) =>
        other is not null && _hash == other._hash && Powers.AsSpan().SequenceEqual(other.Powers.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => _hash;

    /// <summary>Writes the product with a coefficient; exponentials as one, e^(x·log y) as y^x, x·sign x as |x|.</summary>
    public Expr ToExpr(Rational coefficient)
    {
        var factors = new List<Expr> { coefficient };
        var exponents = new List<Expr>();
        foreach (var (atom, exponent) in WithAbsoluteValues())
        {
            if (atom is not Call { Function: Function.Exp } exponential) factors.Add(Power.Of(atom, exponent));
            else if (AsPower(exponential, exponent) is { } power) factors.Add(power);
            else exponents.Add(exponent * exponential.Argument);
        }

        if (exponents.Count > 0) factors.Add(Expr.Exp(Sum.Of(SumOrder.Sort(exponents))));
        return Product.Of(factors);
    }

    public override string ToString() => ToExpr(Rational.One).ToString();

    private static Power? AsPower(Call exponential, Rational exponent) =>
        exponential.Argument is Product product && product.Factors.OfType<Call>().FirstOrDefault(c => c.Function == Function.Log) is { } log
            ? Power.Of(log.Argument, Product.Of([exponent, .. product.Factors.Where(f => !ReferenceEquals(f, log))])) as Power
            : null;

    private IEnumerable<AtomPower> WithAbsoluteValues()
    {
        var signed = Powers.Where(p => p.Atom is Call { Function: Function.Sign } sign && ExponentOf(sign.Argument) is { IsInteger: true, Sign: > 0 })
            .Select(p => ((Call)p.Atom).Argument).ToList();
        if (signed.Count == 0) return Powers;
        var product = this;
        foreach (var x in signed)
            product *= Of(Expr.Call(Function.Sign, x), -1) * Of(x, -1) * Of(Expr.Call(Function.Abs, x));
        return product.Powers;
    }
}
