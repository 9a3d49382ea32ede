using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>Every derivative agrees with a difference quotient of the function it is the derivative of.</summary>
internal static class SlopeLaws
{
    private const double Tolerance = 1e-8;

    private static readonly double[] Ratios = [0.03, 0.2, 0.7, 1.3, 4, 30];
    private static readonly double[] Outputs = [-12, -4.3, -1.1, -0.2, 0.3, 0.9, 3.7, 11];

    public static IEnumerable<LawResult> Check(FDivergence divergence)
    {
        var away = Ratios.Where(u => divergence.Kinks.All(kink => Math.Abs(u - kink) > 0.1)).ToArray();
        yield return Compare(divergence, "f'", divergence.F, away, u => 0.01 * u);
        yield return Compare(divergence, "f''", divergence.F.Derivative, away, u => 0.01 * u);
        var inside = away.Select(divergence.F.Derivative.Evaluate).Where(t => Margin(divergence, t) > 0).Distinct().ToArray();
        yield return Compare(divergence, "g'", divergence.Conjugate, inside, t => 0.01 * Math.Min(1, Margin(divergence, t)));
        foreach (var activation in new[] { divergence.TableActivation, divergence.LogRatioActivation }.Distinct())
        {
            var name = activation.Kind == ActivationKind.LogRatio ? "log-ratio" : "table";
            yield return Compare(divergence, $"{name} a'", activation.Activation, Outputs, _ => 0.01);
            yield return Compare(divergence, $"{name} (g.a)'", activation.Composition, Outputs, _ => 0.01);
        }
    }

    private static double Margin(FDivergence divergence, double t) =>
        Math.Min(t - divergence.Domain.Lower, divergence.Domain.Upper - t);

    private static LawResult Compare(FDivergence divergence, string name, RealFunction function, double[] points, Func<double, double> step)
    {
        var worst = new WorstCase();
        foreach (var x in points)
        {
            var (slope, h) = (function.Derivative.Evaluate(x), step(x));
            var quotient = Quotient(function, x, h);
            var scale = Math.Max(Math.Abs(slope), 1e-5 * Math.Abs(function.Evaluate(x)) / h);
            worst.Add(Math.Abs(quotient - slope) / Math.Max(1e-4, scale), "x", x);
        }
        return worst.Row(divergence, $"{name} = difference quotient", Tolerance);
    }

    // Central difference of sixth order.
    private static double Quotient(RealFunction f, double x, double h)
    {
        double Around(double k) => f.Evaluate(x + k * h) - f.Evaluate(x - k * h);
        return (45 * Around(1) - 9 * Around(2) + Around(3)) / (60 * h);
    }
}
