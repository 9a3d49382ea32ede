using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Looks for the smooth map a: ℝ → f'(D) for which a and g∘a are simplest.</summary>
/// <param name="range">f'(D).</param>
/// <param name="conjugate">g in t.</param>
/// <param name="logRatio">f'(e^v) and its composition, which compete where they exist.</param>
internal sealed class ActivationSearch(SlopeRange range, Expr conjugate, (Expr Activation, Expr Composition)? logRatio)
{
    private const double Agreement = 1e-9;

    private static readonly double[] Samples = [-2.3, -1.1, -0.4, 0.3, 0.9, 1.9];

    /// <summary>The simplest pair (a, g∘a) in v, null if no candidate has a g∘a that holds.</summary>
    /// <param name="slopeScale">k where f'(u) behaves like k·log(u) at an end; 0 elsewhere.</param>
    public (Expr Activation, Expr Composition)? Find(Expr slopeScale)
    {
        var best = default((Expr Activation, Expr Composition)?);
        var leastCost = int.MaxValue;
        // On the whole line v itself is the map; elsewhere f'(e^v) wins if the search finds nothing as short.
        if (logRatio is { } known && !range.IsWholeLine)
            (best, leastCost) = (known, Cost(known.Activation) + Cost(known.Composition) + 2);
        foreach (var activation in Candidates(slopeScale).Select(Simplifier.Simplify).Distinct())
        {
            if (Compose(activation) is not { } composition) continue;
            var cost = Cost(activation) + Cost(composition);
            if (cost >= leastCost) continue;
            (best, leastCost) = ((activation, composition), cost);
        }
        return best;
    }

    /// <summary>The first map onto a domain, for an f whose conjugate has no formula to simplify.</summary>
    public static Expr SimplestOnto(SlopeRange range) =>
        Simplifier.Simplify(new ActivationSearch(range, Symbol.T, null).Candidates(Expr.Zero).First());

    // The length of the text, and more for every function inside a function: e^(e^v) is short but not simple.
    private static int Cost(Expr e) => e.ToString().Length + 15 * Nestings(e);

    private static int Nestings(Expr e) =>
        e.Children.Sum(Nestings) + (e is Call && e.Children.Any(child => HasCall(child)) ? 1 : 0);

    private static bool HasCall(Expr e) => e.Contains(Symbol.V) && (e is Call || e.Children.Any(HasCall));

    private IEnumerable<Expr> Candidates(Expr scale)
    {
        var v = Symbol.V;
        var (lower, upper) = (range.Lower, range.Upper);
        if (range.IsWholeLine) return [v];
        if (lower is not null && upper is not null)
        {
            var (middle, half) = ((lower + upper) / 2, (upper - lower) / 2);
            return [middle + half * Expr.Call(Function.Tanh, v), lower + (upper - lower) * Expr.Call(Function.Sigmoid, v)];
        }
        var scales = scale.Equals(Expr.Zero) ? new[] { Expr.One } : [scale, Expr.One];
        return upper is not null
            ? [upper - Expr.Exp(v), .. scales.Select(k => upper - k * Expr.Call(Function.Softplus, -v))]
            : [lower! + Expr.Exp(v), .. scales.Select(k => lower! + k * Expr.Call(Function.Softplus, v))];
    }

    private Expr? Compose(Expr activation)
    {
        var raw = conjugate.Substitute(Symbol.T, activation);
        var composition = raw is Choice ? Simplifier.Simplify(raw) : SigmoidForm.Of(new SignResolution(Symbol.V, Samples).Apply(raw));
        var (a, g, composed) = (new ExactFunction(activation, Symbol.V), new ExactFunction(conjugate, Symbol.T),
            new ExactFunction(composition, Symbol.V));
        foreach (var v in Samples)
        {
            var expected = g.Evaluate(a.Evaluate(v));
            if (!(Math.Abs(composed.Evaluate(v) - expected) <= Agreement * Math.Max(1, Math.Abs(expected)))) return null;
        }
        return composition;
    }
}
