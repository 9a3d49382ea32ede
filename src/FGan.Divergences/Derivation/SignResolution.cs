using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>
/// Rewrites |A| as ±A, log(A·B) as log(±A) + log(±B) and (A^p)^q as A^(pq) where the signs are known from the stretch on which the
/// variable runs: what the simplifier may not assume of a free variable holds for a t inside the domain.
/// </summary>
internal sealed class SignResolution(Symbol variable, IReadOnlyList<double> samples)
{
    private const int MostRounds = 4;

    /// <summary>The expression with such parts rewritten, simplified.</summary>
    public Expr Apply(Expr e)
    {
        // Simplifying may bring out an |A| where a square root of a square was, so this goes to and fro.
        var simplified = Simplifier.Simplify(e);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Simplifier.Simplify(Resolve(simplified));
            if (next.Equals(simplified)) break;
            simplified = next;
        }
        var signed = OfSize(simplified);
        return signed.ToString().Length < simplified.ToString().Length ? signed : simplified;
    }

    // t/√(−t) is −√(−t) for t < 0: where t has one sign, its size is a positive symbol to the simplifier.
    private Expr OfSize(Expr e)
    {
        if (SignOf(variable) is not { } sign) return e;
        var size = new Symbol("s", true);
        return Simplifier.Simplify(e.Substitute(variable, sign * (Expr)size)).Substitute(size, sign * (Expr)variable);
    }

    private Expr Resolve(Expr e)
    {
        if (e.Children.Count == 0 || !e.Contains(variable)) return e;
        var inside = e.WithChildren([.. e.Children.Select(Resolve)]);
        return inside switch
        {
            Call { Function: Function.Abs } call => SignOf(call.Argument) is { } sign ? sign * call.Argument : call,
            Call { Function: Function.Log } call => Expand(call.Argument) ?? call,
            Power { Base: Power { Exponent: Number inner } power, Exponent: Number outer } when SignOf(power.Base) > 0 =>
                Expr.Power(power.Base, inner.Value * outer.Value),
            _ => inside,
        };
    }

    private Expr? Expand(Expr argument)
    {
        var factors = argument switch
        {
            Product product => product.Factors,
            Power { Exponent: Number } power => [power],
            _ => [],
        };
        if (factors.IsEmpty) return null;
        var terms = new List<Expr>();
        var total = 1;
        foreach (var factor in factors)
        {
            var (value, exponent) = factor is Power { Exponent: Number n } power ? (power.Base, n.Value) : (factor, Rational.One);
            if (SignOf(value) is not { } sign || (sign < 0 && !exponent.IsInteger)) return null;
            if (!exponent.Numerator.IsEven) total *= sign;
            terms.Add(exponent * Expr.Log(Simplifier.Simplify(sign * value)));
        }
        return total > 0 ? Sum.Of(terms) : null;
    }

    // 1 or −1 if the sign is the same at every sample.
    private int? SignOf(Expr e)
    {
        if (!e.Contains(variable)) return ExactValue.Sign(e) is { } constant and not 0 ? constant : null;
        var function = new CompiledFunction(e, variable);
        int? common = null;
        foreach (var x in samples)
        {
            var value = function.Evaluate(x);
            if (double.IsNaN(value) || value == 0) return null;
            if (common is { } sign && sign != Math.Sign(value)) return null;
            common = Math.Sign(value);
        }
        return common;
    }
}
