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
        yield return Compare(divergence, "f'", divergence.F, Ratios, u => DistanceTo(divergence.Seams.Append(0), u));
        yield return Compare(divergence, "f''", divergence.F.Derivative, Ratios, u => DistanceTo(divergence.Seams.Append(0), u));
        var slopes = Ratios.Select(divergence.F.Derivative.Evaluate).Distinct().ToArray();
        yield return Compare(divergence, "g'", divergence.Conjugate, slopes,
            t => DistanceTo([divergence.Domain.Lower, divergence.Domain.Upper], t));
        foreach (var activation in new[] { divergence.TableActivation, divergence.LogRatioActivation }.DistinctBy(a => a.Activation))
        {
            var name = activation.Kind == OutputActivationKind.LogRatio ? "log-ratio" : "table";
            yield return Compare(divergence, $"{name} a'", activation.Activation, Outputs, _ => 1);
            // A g∘a without a formula is g of a rounded t.
            var isRounded = activation.CompositionExpression is null;
            yield return Compare(divergence, $"{name} (g.a)'", activation.Composition, Outputs, _ => 1, v => isRounded
                && activation.Activation.Evaluate(v) is var t ? Math.Abs(divergence.Conjugate.Derivative.Evaluate(t) * t) : 0);
        }
    }

    private static double DistanceTo(IEnumerable<double> places, double x) => places.Min(place => Math.Abs(x - place));

    private static LawResult Compare(
        FDivergence divergence, string name, RealFunction function, double[] points, Func<double, double> room, Func<double, double>? rounded = null)
    {
        var worst = new WorstCase();
        foreach (var x in points)
        {
            var (value, slope) = (function.Evaluate(x), function.Derivative.Evaluate(x));
            if (double.IsFinite(x) && double.IsFinite(value) && !double.IsInfinity(slope) && room(x) > 0)
                worst.Add(Difference(function, x, slope, FirstStep(function, x, slope, room(x)), rounded?.Invoke(x) ?? 0), "x", x);
        }
        return worst.Row(divergence, $"{name} = difference quotient", Tolerance);
    }

    // On the scale on which the slope itself changes, and clear of the next place where the formula does.
    private static double FirstStep(RealFunction function, double x, double slope, double room)
    {
        var scale = Math.Abs(slope / function.Derivative.Derivative.Evaluate(x));
        var step = Math.Min(0.2 * room, 0.2 * Math.Max(1, Math.Abs(x)));
        return scale > 0 && scale < step ? scale : step;
    }

    // The least difference over ever smaller steps, of those at which rounding alone could not make it.
    private static double Difference(RealFunction function, double x, double slope, double step, double rounded)
    {
        var (least, size) = (double.PositiveInfinity, Math.Max(rounded, Math.Abs(function.Evaluate(x))));
        for (var k = 0; k < 16; k++, step /= 2)
        {
            var rounding = 1e-13 * size / step;
            if (k > 3 && rounding > 1e-5 * Math.Max(1e-4, Math.Abs(slope))) break;
            var excess = Math.Max(0, Math.Abs(Quotient(function, x, step) - slope) - rounding) / Math.Max(1e-4, Math.Abs(slope));
            // A wide step may reach where the function is beyond the doubles and a quotient is none.
            if (excess < least) least = excess;
            // At a kink, where g rests on one slope of f, the derivative is any number between the two sides.
            if (IsBetween(function, x, slope, step)) return 0;
        }
        return least;
    }

    private static bool IsBetween(RealFunction f, double x, double slope, double step)
    {
        var (left, right) = Sides(f, x, step);
        var (nearLeft, nearRight) = Sides(f, x, step / 8);
        var (jump, nearJump) = (Math.Abs(right - left), Math.Abs(nearRight - nearLeft));
        // Between the sides of a smooth function there is 8 times less room an eighth of the step on.
        return nearJump > jump / 2 && nearJump > 0.01 * Math.Max(Math.Abs(nearLeft), Math.Abs(nearRight))
            && slope >= Math.Min(left, right) - Tolerance && slope <= Math.Max(left, right) + Tolerance;
    }

    private static (double Left, double Right) Sides(RealFunction f, double x, double h) =>
        ((f.Evaluate(x) - f.Evaluate(x - h)) / h, (f.Evaluate(x + h) - f.Evaluate(x)) / h);

    // Central difference of sixth order.
    private static double Quotient(RealFunction f, double x, double h)
    {
        double Around(double k) => f.Evaluate(x + k * h) - f.Evaluate(x - k * h);
        return (45 * Around(1) - 9 * Around(2) + Around(3)) / (60 * h);
    }
}
