namespace FGan.Divergences;

/// <summary>a maps every v into the domain, rises or falls steadily, and its composition is g∘a.</summary>
internal static class ActivationLaws
{
    private const double Unit = 1.0 / (1L << 52);

    private static readonly double[] Outputs = [.. Enumerable.Range(-320, 641).Select(k => k / 4.0)];

    public static IEnumerable<LawResult> Check(FDivergence divergence)
    {
        var kinds = new[] { divergence.TableActivation, divergence.LogRatioActivation }.DistinctBy(a => a.Activation);
        foreach (var activation in kinds)
        {
            var name = activation.Kind == OutputActivationKind.LogRatio ? "log-ratio" : "table";
            yield return IntoTheDomain(divergence, activation, name);
            yield return Monotone(divergence, activation, name);
            yield return CompositionIsConjugate(divergence, activation, name);
            yield return Threshold(divergence, activation, name);
        }
    }

    // An end may be met where a(v) is nearer to it than a double can tell.
    private static LawResult IntoTheDomain(FDivergence divergence, OutputActivation activation, string name)
    {
        var worst = new WorstCase();
        foreach (var v in Outputs)
        {
            var t = activation.Activation.Evaluate(v);
            // Where a(v) is beyond the doubles it is ±∞, which is not outside an end at ±∞.
            var outside = t < divergence.Domain.Lower ? divergence.Domain.Lower - t : t > divergence.Domain.Upper ? t - divergence.Domain.Upper : 0;
            worst.Add(double.IsNaN(t) ? double.NaN : outside, "v", v);
        }
        return worst.Row(divergence, $"{name} a(v) lies in {divergence.Domain}", 0);
    }

    private static LawResult Monotone(FDivergence divergence, OutputActivation activation, string name)
    {
        var worst = new WorstCase();
        var direction = Math.Sign(activation.Activation.Evaluate(1).CompareTo(activation.Activation.Evaluate(-1)));
        // Beyond the doubles a is ±∞ and rises or falls no further.
        foreach (var v in Outputs.Where(v => !double.IsInfinity(activation.Activation.Evaluate(v))))
            worst.Add(-direction * activation.Activation.Derivative.Evaluate(v), "v", v);
        return worst.Row(divergence, $"{name} a'(v) keeps its sign", 0);
    }

    // Rounding t by a few units moves g(t) too; only what exceeds that is an error.
    private static LawResult CompositionIsConjugate(FDivergence divergence, OutputActivation activation, string name)
    {
        var worst = new WorstCase();
        foreach (var v in Outputs.Where(v => Math.Abs(v) <= 30))
        {
            var (t, composed) = (activation.Activation.Evaluate(v), activation.Composition.Evaluate(v));
            var g = divergence.Conjugate.Evaluate(t);
            var rounding = 2 * Math.Abs(divergence.Conjugate.Evaluate(t + 8 * Unit * t) - divergence.Conjugate.Evaluate(t - 8 * Unit * t));
            if (double.IsInfinity(g) || !(rounding < 0.1 * Math.Max(1, Math.Abs(g)))) continue;
            var error = Math.Abs(composed - g) - rounding;
            worst.Add(Math.Max(0, error) / Math.Max(1e-3, Math.Abs(g)), "v", v);
        }
        return worst.Row(divergence, $"{name} composition = g(a(v))", 1e-11);
    }

    private static LawResult Threshold(FDivergence divergence, OutputActivation activation, string name)
    {
        var worst = new WorstCase();
        var v = activation.Threshold;
        var error = Math.Abs(activation.Activation.Evaluate(v) - divergence.SlopeAtOne);
        // The threshold itself is rounded, which moves a by its slope.
        var rounding = Math.Abs(activation.Activation.Derivative.Evaluate(v)) * Unit * Math.Abs(v);
        worst.Add(Math.Max(0, error - (double.IsFinite(rounding) ? rounding : 0)) / Math.Max(1, Math.Abs(divergence.SlopeAtOne)), "v", v);
        return worst.Row(divergence, $"{name} a(threshold) = f'(1)", 1e-14);
    }
}
