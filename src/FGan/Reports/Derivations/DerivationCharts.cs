using System.Globalization;
using FGan.Divergences;

namespace FGan.Reports;

/// <summary>The pictures of a derivation: tangents of f, the conjugate, the activation, and the best T between two Gaussians.</summary>
internal sealed class DerivationCharts(FDivergence divergence, OutputActivationKind kind)
{
    private const int Samples = 200;
    private const double WidestU = 20;
    private const double ReachOfV = 4;

    // N(0,1) for the data and N(1,1) for the model: log p/q = (1 − 2x)/2.
    private const double ModelMean = 1;

    private string Name => divergence.Id;

    /// <summary>f above its tangents, whose intercepts are −g.</summary>
    public Chart Tangents()
    {
        var right = Math.Min(WidestU, 1.5 * divergence.Kinks.Append(2).Max());
        var curve = Sampled(right / Samples / 20, right, divergence.F.Evaluate);
        var supports = Supports();
        var (low, high) = Span([.. curve.Where(point => point.X > 0.04 * right).Select(point => point.Y), .. supports.Select(support => support.At(0)), 0]);
        high = Math.Min(high, low + 3 * (Math.Max(divergence.F.Evaluate(right), divergence.F.Evaluate(0.2)) - low));
        var x = new Axis("*u* = *p*/*q*", -0.3 * right, right) { MarkedFrom = 0 };
        var marks = new List<Mark> { new Curve("*f*(*u*)", 0, curve) };
        foreach (var (support, index) in supports.Select((support, index) => (support, index)))
        {
            ChartPoint[] line = [new(x.Low, support.At(x.Low)), new(right, support.At(right))];
            marks.Add(new Curve($"slope *t* = {Text(support.Slope)} at *ξ* = {Text(support.Xi)}", index + 1, line, index == 0 ? Stroke.Dashed : Stroke.Dotted));
            marks.Add(new Dots("", index + 1, [new(support.Xi, support.Value), new(0, support.At(0))]));
            marks.Add(new Note(new(0, support.At(0)), $"−*g*({Text(support.Slope)}) = {Text(support.At(0))}", index + 1, Right: false));
        }

        var words = string.Join(" ", supports.Select(s => $"The line of slope {Text(s.Slope)} touches f at {Text(s.Xi)} and meets the vertical axis at {Text(s.At(0))}."));
        return new Chart("*f* lies above its tangents", $"The convex function f of {Name} over the ratio u, 0 at u = 1. {words}",
            x, new Axis("*f*(*u*)", low, high), marks);
    }

    /// <summary>g on the slopes of f, above the diagonal.</summary>
    public Chart Conjugate()
    {
        var domain = divergence.Domain;
        var (from, to) = SlopesShown();
        var slope = divergence.SlopeAtOne;
        var curve = Sampled(from, to, t => domain.Contains(t) ? divergence.Conjugate.Evaluate(t) : double.NaN);
        var below = Sampled(from, to, t => t <= domain.Lower ? divergence.Conjugate.Evaluate(t) : double.NaN);
        var (low, high) = Span([.. curve.Select(point => point.Y).Where(double.IsFinite), slope]);
        high = Math.Min(high, Math.Max(slope, low) + 2.5 * (to - from));
        var marks = new List<Mark>
        {
            new Curve("*t*", 5, [new(from, from), new(to, to)], Stroke.Dotted),
            new Curve("*g*(*t*)", 0, curve),
            new Curve("", 0, below, Stroke.Thin),
            new Dots("*t* = *f*′(1), where *g*(*t*) = *t*", 1, [new(slope, slope)]),
        };
        marks.AddRange(Ends(domain).Select(end => new Curve("", 5, [new(end, low), new(end, high)], Stroke.Dashed)));
        return new Chart("The conjugate *g*",
            $"The convex conjugate of {Name} over slopes t in {domain}. It lies above the diagonal and touches it at t = {Text(slope)}, the slope of f at u = 1.",
            new Axis("*t*, a slope of *f*", from, to), new Axis("*g*(*t*)", low, high), marks);
    }

    /// <summary>The activation and its conjugate over what a critic puts out.</summary>
    public Chart Activation()
    {
        var activation = divergence[kind];
        var a = Sampled(-ReachOfV, ReachOfV, activation.Activation.Evaluate);
        var composed = Sampled(-ReachOfV, ReachOfV, activation.Composition.Evaluate);
        var middle = a.Concat(composed).Where(point => Math.Abs(point.X) <= 1.5).Select(point => point.Y);
        var (low, high) = Span([.. middle.Where(double.IsFinite), .. Ends(divergence.Domain)]);
        var marks = new List<Mark>
        {
            new Curve("*a*(*v*)", 0, a),
            new Curve("*g*(*a*(*v*))", 1, composed, Stroke.Dashed),
        };
        var ends = Ends(divergence.Domain);
        marks.AddRange(ends.Select((end, i) => new Curve(i == 0 ? "ends of the domain" : "", 5, [new(-ReachOfV, end), new(ReachOfV, end)], Stroke.Dotted)));
        var threshold = activation.Threshold;
        if (Math.Abs(threshold) <= ReachOfV) marks.Add(new Dots("*v*₁, where *a* = *f*′(1)", 2, [new(threshold, activation.Activation.Evaluate(threshold))]));
        return new Chart("The output activation *a*",
            $"For {Name}, the activation a = {activation.Text} and g(a) over the critic's output v from -4 to 4. a stays within {divergence.Domain}; a point counts as data where v is above {Text(threshold)}.",
            new Axis("*v*, the critic's output", -ReachOfV, ReachOfV), new Axis("*T* = *a*(*v*), and *g*(*T*)", low, high), marks);
    }

    /// <summary>T* = f'(p/q) over the two densities.</summary>
    public Chart Optimum()
    {
        const double from = -3;
        const double to = 4;
        var slope = divergence.F.Derivative;
        var best = Sampled(from, to, x => slope.Evaluate(Math.Exp((ModelMean * ModelMean - 2 * ModelMean * x) / 2)));
        var middle = best.Where(point => point.X is > -1.2 and < 2.2).Select(point => point.Y);
        var (low, high) = Span([.. middle, .. Ends(divergence.Domain)]);
        var floor = low - 0.45 * (high - low);
        var scale = 0.4 * (high - low) / Gaussian(0);
        Curve Density(string name, int colour, double mean, Stroke stroke) =>
            new(name, colour, Sampled(from, to, x => floor + scale * Gaussian(x - mean)), stroke) { TintedTo = floor };
        var marks = new List<Mark>
        {
            Density("*p*, the data (not to scale)", 2, 0, Stroke.Thin),
            Density("*q*, the model", 1, ModelMean, Stroke.Thin),
        };
        marks.AddRange(Ends(divergence.Domain).Select((end, i) => new Curve(i == 0 ? "ends of the domain" : "", 5, [new(from, end), new(to, end)], Stroke.Dotted)));
        marks.Add(new Curve("*T* = *f*′(*p*/*q*), the best", 0, best));
        marks.Add(new Dots("", 0, [new(ModelMean / 2, divergence.SlopeAtOne)]));
        return new Chart("The best *T* between two Gaussians",
            $"For {Name}, the best T = f'(p/q) for data from N(0,1) and a model N(1,1): high where the data are denser, low where the model is, and f'(1) = {Text(divergence.SlopeAtOne)} at x = 0.5 where the densities are equal.",
            new Axis("*x*", from, to), new Axis("*T*", floor, high), marks);
    }

    private static double Gaussian(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static IReadOnlyList<double> Ends(EffectiveDomain domain) => [.. new[] { domain.Lower, domain.Upper }.Where(double.IsFinite)];

    private static List<ChartPoint> Sampled(double from, double to, Func<double, double> function) =>
        [.. Enumerable.Range(0, Samples + 1).Select(i => from + (to - from) * i / Samples).Select(x => new ChartPoint(x, function(x)))];

    // Where the picture begins and ends: the values with a margin, or something around a lone value.
    private static (double Low, double High) Span(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        var margin = high > low ? 0.07 * (high - low) : Math.Max(1, Math.Abs(low));
        return (low - margin, high + margin);
    }

    // Two tangents, or at a kink two of the lines that lean on it.
    private IReadOnlyList<Support> Supports()
    {
        if (divergence.Kinks.FirstOrDefault(kink => kink <= WidestU / 2, double.NaN) is var kink && double.IsNaN(kink))
            return [TangentAt(2), TangentAt(0.5)];
        var (left, right) = (divergence.F.Derivative.Evaluate(kink * (1 - 1e-9)), divergence.F.Derivative.Evaluate(kink * (1 + 1e-9)));
        var value = divergence.F.Evaluate(kink);
        return [new(kink, value, left + 0.8 * (right - left)), new(kink, value, left + 0.2 * (right - left))];
    }

    private Support TangentAt(double xi) => new(xi, divergence.F.Evaluate(xi), divergence.F.Derivative.Evaluate(xi));

    // The slopes of f between u = 1/4 and u = 4, with a margin that shows what lies beyond a finite end.
    private (double From, double To) SlopesShown()
    {
        var slope = divergence.F.Derivative;
        var (from, to) = (slope.Evaluate(0.25), slope.Evaluate(4));
        if (double.IsFinite(divergence.Domain.Lower) && divergence.Domain.Lower > from - 2 * (to - from)) from = divergence.Domain.Lower;
        if (double.IsFinite(divergence.Domain.Upper) && divergence.Domain.Upper < to + 2 * (to - from)) to = divergence.Domain.Upper;
        var margin = to > from ? 0.1 * (to - from) : 1;
        return (from - margin, to + margin);
    }

    private static string Text(double value) => Ticks.Minus((Math.Round(value, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture));

    private sealed record Support(double Xi, double Value, double Slope)
    {
        public double At(double u) => Value + Slope * (u - Xi);
    }
}
