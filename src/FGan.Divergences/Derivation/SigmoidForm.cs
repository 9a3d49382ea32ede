using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Brings out the softplus that hides in logarithms: log(1 + e^w), and softplus(w) − w = softplus(−w).</summary>
internal static class SigmoidForm
{
    private static readonly Symbol V = Symbol.V;

    public static Expr Of(Expr e)
    {
        var inside = e.Children.Count == 0 ? e : e.WithChildren([.. e.Children.Select(Of)]);
        return inside switch
        {
            Call { Function: Function.Log } log when log.Contains(V) => AsSoftplus(log.Argument) ?? log,
            Sum sum => Reflect(sum),
            Product { Factors: [Number n, Sum sum] } => Reflect(Sum.Of(sum.Terms.Select(term => n * term))),
            _ => inside,
        };
    }

    // log(k(1 + e^w)) = log k + softplus(w), and log(k/(1 + e^w)) = log k − softplus(w).
    private static Expr? AsSoftplus(Expr argument)
    {
        foreach (var exponential in Exponentials(argument).Distinct())
        {
            foreach (var sign in (int[])[1, -1])
            {
                var factor = Simplifier.Simplify(argument / Expr.Power(exponential + 1, sign));
                if (factor.Contains(V) || ExactValue.Sign(factor) is not > 0) continue;
                return Simplifier.Simplify(Expr.Log(factor)) + sign * Expr.Call(Function.Softplus, ((Call)exponential).Argument);
            }
        }
        return null;
    }

    private static IEnumerable<Expr> Exponentials(Expr e) =>
        e.Children.SelectMany(Exponentials).Concat(e is Call { Function: Function.Exp } && e.Contains(V) ? [e] : []);

    private static Expr Reflect(Expr e)
    {
        if (e is not Sum sum) return e;
        foreach (var term in sum.Terms)
        {
            var (factor, varying) = Split(term);
            if (varying is not Call { Function: Function.Softplus } softplus) continue;
            var others = Sum.Of(sum.Terms.Where(other => !ReferenceEquals(other, term)));
            var reflected = Simplifier.Simplify(others + factor * softplus.Argument);
            var linear = Simplifier.Simplify(Sum.Of(sum.Terms.Where(other => Split(other).Varying is Symbol)) + factor * softplus.Argument);
            if (!linear.Contains(V)) return reflected + factor * Expr.Call(Function.Softplus, Simplifier.Simplify(-softplus.Argument));
        }
        return sum;
    }

    private static (Rational Factor, Expr Varying) Split(Expr term) => term is Product { Factors: [Number n, ..] } product
        ? (n.Value, Product.Of(product.Factors.Skip(1)))
        : (Rational.One, term);
}
