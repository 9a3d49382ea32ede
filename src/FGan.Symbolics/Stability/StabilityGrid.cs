namespace FGan.Symbolics;

/// <summary>The points at which forms are compared with exact values, in ascending order, each a float as well as a double.</summary>
internal static class StabilityGrid
{
    /// <summary>Beyond this the real line is only looked at, not insisted on.</summary>
    public const double Insisted = 81;

    // Dense about 0, where things cancel, then out to where e^v leaves the floats and on towards where it leaves the doubles.
    private static readonly double[] Steps =
    [
        1e-6, 1e-3, 0.03, 0.1, 0.3, 0.6, 1, 1.5, 2.1, 3, 4.2, 5.7, 7.3, 10, 13.1, 16.9, 21.3, 26.1, 30, 33.7, 38.9, 46.3, 54.1, 63.7, 72.9, 80,
        86.3, 97.1, 180, 340,
    ];

    public static double[] For(Symbol variable, Interval domain)
    {
        var points = (domain.Lower, domain.Upper) switch
        {
            (double.NegativeInfinity, double.PositiveInfinity) => Line(1),
            (0, double.PositiveInfinity) => Line(1).Where(v => Math.Abs(v) < Insisted).Select(Math.Exp),
            (var lower, double.PositiveInfinity) => Line(0.5).Select(w => lower + Math.Exp(w)).Concat(Line(1)),
            (double.NegativeInfinity, var upper) => Line(0.5).Select(w => upper - Math.Exp(w)).Concat(Line(1)),
            var (lower, upper) => Line(0.5).Select(w => lower + ((upper - lower) / (1 + Math.Exp(-w)))).Concat(Line(1)),
        };
        if (variable.IsPositive) points = points.Concat([0.9, 0.999, 1.001, 1.1, 2, 7.5, 100]);
        return [.. points.Select(x => (double)(float)x).Where(x => double.IsFinite(x) && x > domain.Lower && x < domain.Upper).Distinct().Order()];
    }

    private static IEnumerable<double> Line(double scale) =>
        Steps.Select(s => -s * scale).Concat([0]).Concat(Steps.Select(s => s * scale));
}
