namespace FGan.Symbolics;

/// <summary>A rule "pattern → result", read from text.</summary>
/// <remarks>
/// In a pattern c and d stand for positive numbers, n for a positive whole number, r for any number, every other name for anything.
/// A sum as a pattern matches terms of a sum: inside a function all of them (a lone name takes what is left over), at the top
/// any two, which may share a factor k: k·exp(a) − k is matched by exp(a) − 1.
/// </remarks>
internal sealed class RewriteRule
{
    private readonly Expr _pattern;
    private readonly Expr _result;

    private RewriteRule(Expr pattern, Expr result) => (_pattern, _result) = (pattern, result);

    /// <summary>Reads <c>pattern -> result</c>.</summary>
    public static RewriteRule Read(string text)
    {
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        return new(Parser.ParsePattern(text[..arrow]), Parser.ParsePattern(text[(arrow + 2)..]));
    }

    /// <summary>Applies the rule to a node itself, not to what is below it; null if it does not match.</summary>
    public Expr? Apply(Expr node)
    {
        if (_pattern is Sum { Terms: [var first, var second] }) return node is Sum sum ? ApplyToPair(sum, first, second) : null;
        var bindings = new Bindings();
        return PatternMatch.Match(_pattern, node, bindings) ? bindings.Fill(_result) : null;
    }

    private Expr? ApplyToPair(Sum sum, Expr first, Expr second)
    {
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            foreach (var (cofactor, bindings) in PatternMatch.Factors(first, sum.Terms[i], new Bindings()))
            {
                for (var j = 0; j < sum.Terms.Length; j++)
                {
                    if (j == i || !PairFits(second, sum.Terms[j], cofactor, bindings, out var complete)) continue;
                    var rest = sum.Terms.Where((_, k) => k != i && k != j);
                    return Sum.Of([.. rest, cofactor * complete.Fill(_result)]);
                }
            }
        }

        return null;
    }

    private static bool PairFits(Expr pattern, Expr term, Expr cofactor, Bindings bindings, out Bindings complete)
    {
        foreach (var (other, more) in PatternMatch.Factors(pattern, term, bindings))
        {
            complete = more;
            if (PatternMatch.SameProduct(other, cofactor)) return true;
        }

        complete = bindings;
        return false;
    }
}

/// <summary>What the names of a pattern stand for.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<string, Expr> _values;

    public Bindings(Bindings? other = null) => _values = other is null ? [] : new(other._values);

    public bool TryBind(string name, Expr value)
    {
        if (_values.TryGetValue(name, out var present)) return present.Equals(value);
        var fits = name switch
        {
            "c" or "d" => value is Number { Value.Sign: > 0 },
            "n" => value is Number { Value: { IsInteger: true, Sign: > 0 } },
            "r" => value is Number,
            _ => true,
        };
        if (fits) _values.Add(name, value);
        return fits;
    }

    public bool Binds(Expr pattern) => pattern.Symbols().All(s => _values.ContainsKey(s.Name));

    /// <summary>Puts the values into the result of a rule.</summary>
    public Expr Fill(Expr result) => result switch
    {
        Symbol symbol => _values[symbol.Name],
        _ when result.Children.Count == 0 => result,
        _ => result.WithChildren([.. result.Children.Select(Fill)]),
    };
}
