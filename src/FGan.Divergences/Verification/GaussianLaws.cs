using FGan.Divergences.Exact;
using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>On Gaussians: closed forms, the bound reached by T* = f'(p/q) and by no other T, adjoint, symmetry, bound.</summary>
internal static class GaussianLaws
{
    private const double Tolerance = 1e-11;

    private static readonly (Density P, Density Q)[] Pairs =
    [
        (Density.Parse("normal(0,1)"), Density.Parse("normal(1,1)")),
        (Density.Parse("normal(0.3,1)"), Density.Parse("normal(0,1.2)")),
    ];

    public static IEnumerable<LawResult> Check(FDivergence divergence)
    {
        var pairs = Pairs.Select(pair => (pair.P, pair.Q, Value: ExactDivergence.Between(divergence, pair.P, pair.Q)))
            .Where(pair => double.IsFinite(pair.Value)).ToArray();
        var closed = ClosedFormOnGaussians(divergence);
        if (closed is not null) yield return closed;
        if (divergence.LogRatioActivation.Kind == OutputActivationKind.LogRatio) yield return Attained(divergence, pairs);
        yield return BelowTruth(divergence, pairs);
        yield return AdjointExchanges(divergence);
        yield return WithinBound(divergence, pairs);
    }

    // ∫ p^α q^(1−α) = e^(α(α−1)/2) for unit Gaussians 1 apart; the rest follows from it and from KL = ½.
    private static LawResult? ClosedFormOnGaussians(FDivergence divergence)
    {
        var expected = divergence.Id switch
        {
            "kl" or "reverse-kl" => 0.5,
            "jeffrey" => 1,
            "pearson" or "neyman" => Math.E - 1,
            "squared-hellinger" => 2 - 2 * Math.Exp(-0.125),
            "total-variation" => 0.38292492254802620728, // 2Φ(½) − 1
            _ => double.NaN,
        };
        if (double.IsNaN(expected)) return null;
        var worst = new WorstCase();
        worst.Add(Math.Abs(ExactDivergence.Between(divergence, Pairs[0].P, Pairs[0].Q) / expected - 1), "mean", 1);
        return worst.Row(divergence, "closed form = quadrature on Gaussians", 1e-12);
    }

    private static LawResult Attained(FDivergence divergence, (Density P, Density Q, double Value)[] pairs)
    {
        // Where f is all but straight D is small beside its slopes, whose rounding is no fault of the bound.
        var (worst, rounding) = (new WorstCase(), 4 * Math.Abs(Math.BitIncrement(divergence.SlopeAtOne) - divergence.SlopeAtOne));
        foreach (var (p, q, value) in pairs)
        {
            var bound = new DensityIntegral(divergence, p, q, (logP, logQ) => Gain(divergence, logP, logQ)).Evaluate();
            worst.Add(Math.Max(0, Math.Abs(bound - value) - rounding) / value, "D", value);
        }
        return worst.Row(divergence, "E_P[T*] - E_Q[g(T*)] = D at V* = log(p/q)", Tolerance);
    }

    // p·T* − q·g(T*) at V* = log(p/q), less what the constant T = f'(1), with g(T) = T, makes of it: that integrates to 0,
    // and what is left is nowhere negative.
    private static double Gain(FDivergence divergence, double logP, double logQ)
    {
        var (activation, v, slope) = (divergence.LogRatioActivation, logP - logQ, divergence.SlopeAtOne);
        if (Math.Exp(logP) == 0 && Math.Exp(logQ) == 0) return 0;
        var (value, composition) = (activation.Activation.Evaluate(v) - slope, activation.Composition.Evaluate(v) - slope);
        return (value == 0 ? 0 : Math.Exp(logP) * value) - (composition == 0 ? 0 : Math.Exp(logQ) * composition);
    }

    private static LawResult BelowTruth(FDivergence divergence, (Density P, Density Q, double Value)[] pairs)
    {
        var worst = new WorstCase();
        foreach (var (p, q, value) in pairs)
        {
            foreach (var (offset, tilt) in ((double, double)[])[(0, 0), (0.3, -0.5), (-0.2, 0.4), (0.5, -1)])
            {
                var bound = LowerBound(divergence.TableActivation, p, q,
                    x => divergence.TableActivation.Threshold + offset + tilt * Math.Tanh(x));
                worst.Add((bound - value) / Math.Max(1, value), "tilt", tilt);
            }
        }
        return worst.Row(divergence, "every critic's bound is below D", 1e-13);
    }

    private static LawResult AdjointExchanges(FDivergence divergence)
    {
        var worst = new WorstCase();
        foreach (var (p, q) in Pairs)
        {
            var there = ExactDivergence.Between(divergence, p, q);
            var back = ExactDivergence.Between(divergence.Adjoint, q, p);
            worst.Add(RelativeDifference(back, there), "D", there);
            if (!divergence.IsSymmetric) continue;
            var same = ExactDivergence.Between(divergence, q, p);
            worst.Add(RelativeDifference(same, there), "D", there);
        }
        return worst.Row(divergence, divergence.IsSymmetric ? "adjoint and symmetry" : "adjoint exchanges P and Q", Tolerance);
    }

    // Two equal infinities, and two zeros, do not differ.
    private static double RelativeDifference(double a, double b) => a.Equals(b) ? 0 : Math.Abs(a - b) / Math.Abs(b);

    private static LawResult WithinBound(FDivergence divergence, (Density P, Density Q, double Value)[] pairs)
    {
        var worst = new WorstCase();
        foreach (var value in pairs.Select(pair => pair.Value)) worst.Add(Math.Max(0, value - divergence.Bound), "D", value);
        return worst.Row(divergence, "D is at most its bound", 1e-13);
    }

    // Where E_Q[g(T)] is beyond the doubles the bound is below all of them, whatever E_P[T] is.
    private static double LowerBound(OutputActivation activation, Density p, Density q, Func<double, double> critic) =>
        Expectation(q, critic, activation.Composition) is var onQ && double.IsPositiveInfinity(onQ)
            ? double.NegativeInfinity
            : Expectation(p, critic, activation.Activation) - onQ;

    // The trapezoidal rule is exact to rounding for analytic functions that fall like a Gaussian.
    private static double Expectation(Density density, Func<double, double> critic, RealFunction function)
    {
        const double step = 1.0 / 32;
        var sum = 0.0;
        for (var x = -14.0; x <= 14; x += step)
        {
            var weight = Math.Exp(density.LogDensity(x));
            sum += weight * function.Evaluate(critic(x));
        }
        return sum * step;
    }
}
