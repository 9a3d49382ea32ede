namespace FGan.Divergences.Exact;

/// <summary>∫ q f̂(p/q): finds where to cut the line, whether the integral is finite, and its value.</summary>
/// <param name="divergence">f, which says where the line is cut.</param>
/// <param name="p">The density of P.</param>
/// <param name="q">The density of Q.</param>
/// <param name="cost">What is integrated, from log p and log q; q·f̂(p/q) unless given, and as large as that nearly everywhere.</param>
internal sealed class DensityIntegral(FDivergence divergence, Density p, Density q, Func<double, double, double>? cost = null)
{
    private const int ScanPoints = 64;
    private const double CriticalSlack = 1e-6;

    private readonly MassCost _cost = new(divergence);

    public double Evaluate()
    {
        var borders = p.Borders.Concat(q.Borders).ToHashSet();
        var cuts = Cuts(borders);
        var reach = cuts.Count > 1 ? cuts[^1] - cuts[0] : 1;
        if (IsInfinite(cuts, borders, reach)) return double.PositiveInfinity;
        cuts = WithSeams(cuts, reach);
        return Quadrature.Integrate(Integrand, Panels(cuts, borders, reach));
    }

    private double Integrand(double anchor, double offset)
    {
        var (logP, logQ) = (p.LogDensity(anchor, offset), q.LogDensity(anchor, offset));
        var value = cost is null ? _cost.Of(logP, logQ) : cost(logP, logQ);
        return double.IsNaN(value) ? 0 : value;
    }

    private double LogIntegrand(double anchor, double offset) =>
        _cost.LogOf(p.LogDensity(anchor, offset), q.LogDensity(anchor, offset));

    private bool ReachesLeft => double.IsInfinity(p.Lower) || double.IsInfinity(q.Lower);

    private bool ReachesRight => double.IsInfinity(p.Upper) || double.IsInfinity(q.Upper);

    private List<double> Cuts(HashSet<double> borders) =>
        [.. p.Landmarks.Concat(q.Landmarks).Concat(borders).Where(double.IsFinite).Distinct().Order()];

    private bool IsInfinite(List<double> cuts, HashSet<double> borders, double reach)
    {
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var middle = (cuts[i + 1] - cuts[i]) / 2;
            if (double.IsPositiveInfinity(LogIntegrand(cuts[i], middle))) return true;
        }
        if (ReachesRight && DivergesOutwards(cuts[^1], reach)) return true;
        if (ReachesLeft && DivergesOutwards(cuts[0], -reach)) return true;
        return borders.Any(border => DivergesAt(border, reach) || DivergesAt(border, -reach));
    }

    // Like x^s at infinity: finite only for s < −1. Past 1e9 scales differences of logs of Gaussians are rounding.
    private bool DivergesOutwards(double end, double scale)
    {
        var (near, far) = (LogIntegrand(end, Math.ScaleB(scale, 16)), LogIntegrand(end, Math.ScaleB(scale, 24)));
        return !double.IsNegativeInfinity(far) && (far - near) / (8 * Math.Log(2)) >= -1 - CriticalSlack;
    }

    // Like δ^s at a border: finite only for s > −1.
    private bool DivergesAt(double border, double scale)
    {
        var (near, far) = (LogIntegrand(border, Math.ScaleB(scale, -100)), LogIntegrand(border, Math.ScaleB(scale, -200)));
        return !double.IsNegativeInfinity(far) && (near - far) / (100 * Math.Log(2)) <= -1 + CriticalSlack;
    }

    // Where p/q passes a seam of f the integrand bends; a cut there keeps both panels smooth.
    private List<double> WithSeams(List<double> cuts, double reach)
    {
        if (divergence.Seams.Count == 0) return cuts;
        var points = new List<double>();
        if (ReachesLeft) points.AddRange(Enumerable.Range(0, 20).Select(k => cuts[0] - Math.ScaleB(reach, 19 - k)));
        for (var i = 0; i + 1 < cuts.Count; i++)
            for (var k = 0; k < ScanPoints; k++) points.Add(cuts[i] + (cuts[i + 1] - cuts[i]) * k / ScanPoints);
        points.Add(cuts[^1]);
        if (ReachesRight) points.AddRange(Enumerable.Range(0, 20).Select(k => cuts[^1] + Math.ScaleB(reach, k)));
        var crossings = divergence.Seams.SelectMany(seam => Crossings(points, Math.Log(seam)));
        return [.. cuts.Concat(crossings).Distinct().Order()];
    }

    private IEnumerable<double> Crossings(List<double> points, double level)
    {
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (a, b) = (points[i], points[i + 1]);
            var (atA, atB) = (LogRatio(a) - level, LogRatio(b) - level);
            if (atA == 0) yield return a;
            else if (atA * atB < 0) yield return Bisect(a, b, level, Math.Sign(atA));
        }
    }

    private double Bisect(double a, double b, double level, int signAtA)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) break;
            if (Math.Sign(LogRatio(middle) - level) == signAtA) a = middle;
            else b = middle;
        }
        return a;
    }

    private double LogRatio(double x) => p.LogDensity(x) - q.LogDensity(x);

    private List<Panel> Panels(List<double> cuts, HashSet<double> borders, double reach)
    {
        var panels = new List<Panel>();
        for (var i = 0; i + 1 < cuts.Count; i++)
            panels.Add(new FinitePanel(cuts[i], cuts[i + 1], borders.Contains(cuts[i]), borders.Contains(cuts[i + 1])));
        if (ReachesLeft) panels.Add(new OuterPanel(cuts[0], reach, toTheRight: false));
        if (ReachesRight) panels.Add(new OuterPanel(cuts[^1], reach, toTheRight: true));
        return panels;
    }
}
