namespace FGan.Symbolics;

/// <summary>A sum of monomials with rational coefficients: what an expression is once everything that can be multiplied out has been.</summary>
internal sealed class NormalForm
{
    // Beyond this many terms nobody is served by multiplying out.
    private const int LargestCount = 600;

    private readonly Dictionary<Monomial, Rational> _terms;

    private NormalForm(Dictionary<Monomial, Rational> terms) => _terms = terms;

    public static NormalForm Zero { get; } = new([]);

    public static NormalForm One { get; } = Of(Monomial.One, Rational.One);

    public int Count => _terms.Count;

    public bool IsZero => _terms.Count == 0;

    public IReadOnlyDictionary<Monomial, Rational> Terms => _terms;

    /// <summary>The number this is, or null.</summary>
    public Rational? AsNumber => _terms.Count switch
    {
        0 => Rational.Zero,
        1 when _terms.TryGetValue(Monomial.One, out var value) => value,
        _ => null,
    };

    /// <summary>The only term, or null if there are more or none.</summary>
    public (Monomial Monomial, Rational Coefficient)? Single =>
        _terms.Count == 1 ? (_terms.First().Key, _terms.First().Value) : null;

    public static NormalForm Of(Monomial monomial, Rational coefficient) =>
        coefficient.IsZero ? Zero : new(new Dictionary<Monomial, Rational> { [monomial] = coefficient });

    public static NormalForm Of(Rational number) => Of(Monomial.One, number);

    public static NormalForm Of(Expr atom) => Of(Monomial.Of(atom), Rational.One);

    public static NormalForm operator +(NormalForm a, NormalForm b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        var sum = new Dictionary<Monomial, Rational>(a._terms);
        foreach (var (monomial, coefficient) in b._terms) AddTo(sum, monomial, coefficient);
        return new(Guard(sum));
    }

    public static NormalForm operator -(NormalForm a, NormalForm b) => a + (b * -1);

    public static NormalForm operator *(NormalForm a, Rational factor) => factor.IsZero
        ? Zero
        : new(a._terms.ToDictionary(t => t.Key, t => t.Value * factor));

    /// <summary>Multiplies every term by a monomial; exponents are added and nothing else is done.</summary>
    public NormalForm Times(Monomial monomial) => new(_terms.ToDictionary(t => t.Key * monomial, t => t.Value));

    /// <summary>Multiplies out; the monomials of the result are as the multiplication leaves them.</summary>
    public static NormalForm MultiplyOut(NormalForm a, NormalForm b)
    {
        var product = new Dictionary<Monomial, Rational>();
        foreach (var (left, x) in a._terms)
        {
            foreach (var (right, y) in b._terms) AddTo(product, left * right, x * y);
        }

        return new(Guard(product));
    }

    /// <summary>Writes the sum, multiplied out.</summary>
    public Expr ToExpr() => Sum.Of(SumOrder.Sort(_terms.Select(t => t.Key.ToExpr(t.Value))));

    public bool SameAs(NormalForm other) =>
        Count == other.Count && _terms.All(t => other._terms.TryGetValue(t.Key, out var value) && value == t.Value);

    public override string ToString() => ToExpr().ToString();

    private static void AddTo(Dictionary<Monomial, Rational> terms, Monomial monomial, Rational coefficient)
    {
        if (!terms.TryGetValue(monomial, out var present))
        {
            terms.Add(monomial, coefficient);
            return;
        }

        var sum = present + coefficient;
        if (sum.IsZero) terms.Remove(monomial);
        else terms[monomial] = sum;
    }

    private static Dictionary<Monomial, Rational> Guard(Dictionary<Monomial, Rational> terms) => terms.Count <= LargestCount
        ? terms
        : throw new AlgebraLimitException();
}

/// <summary>Thrown inside the algebra when a form grows beyond use; the expression is then left as it stands.</summary>
internal sealed class AlgebraLimitException : Exception;
