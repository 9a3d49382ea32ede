namespace FGan.Symbolics;

/// <summary>Writes exponentials that grow as a small symbol goes to 0 as powers of new small symbols.</summary>
/// <remarks>
/// With s → 0 and e^(1/s) = 1/q, sums such as e^(2/s) + 1 come out as q^(−2)·(1 + q²): the growing part is a factor, and what is
/// left is 1 plus something that vanishes. That is the form in which growth cancels exactly instead of in floating point.
/// </remarks>
internal sealed class SmallExponentials(Symbol small)
{
    private const double Near = 1e-6;
    private const double Nearer = 1e-9;

    private readonly Dictionary<Expr, (Symbol Symbol, int Sign)?> _symbols = [];
    private readonly Dictionary<Symbol, Expr> _exponents = [];

    /// <summary>The symbol q and the sign with e^x = q^sign, if x goes to ±∞; q = e^(−|x|).</summary>
    public (Symbol Symbol, int Sign)? For(Expr exponent)
    {
        if (_symbols.TryGetValue(exponent, out var known)) return known;
        var growth = Growth(exponent);
        if (growth == 0) return _symbols[exponent] = null;
        var symbol = new Symbol("q" + (_exponents.Count + 1), true);
        _exponents[symbol] = growth > 0 ? -exponent : exponent;
        return _symbols[exponent] = (symbol, -growth);
    }

    /// <summary>The logarithm of one of the symbols, or null for any other.</summary>
    public Expr? Logarithm(Symbol symbol) => _exponents.GetValueOrDefault(symbol);

    /// <summary>The symbols, those of the fastest exponentials first.</summary>
    public IReadOnlyList<Symbol> FastestFirst() =>
        [.. _exponents.OrderByDescending(pair => Math.Abs(At(pair.Value, Nearer))).Select(pair => pair.Key)];

    /// <summary>Puts the exponentials back.</summary>
    public Expr Restore(Expr expression) =>
        _exponents.Aggregate(expression, (e, pair) => e.Substitute(pair.Key, Expr.Exp(pair.Value)));

    private int Growth(Expr exponent)
    {
        if (!exponent.Contains(small) || exponent.Symbols().Count != 1) return 0;
        var (near, nearer) = (At(exponent, Near), At(exponent, Nearer));
        return Math.Abs(nearer) > 20 && Math.Abs(nearer) > 1.2 * Math.Abs(near) ? Math.Sign(nearer) : 0;
    }

    private double At(Expr exponent, double s)
    {
        var tape = Tape.Of(exponent, small);
        return tape.Run(DoubleArithmetic.Instance, s, new double[tape.Instructions.Length]);
    }
}
