using System.Globalization;

namespace FGan.Divergences.Exact.Families;

/// <summary>A weighted sum of densities; the weights sum to 1.</summary>
internal sealed class MixtureDensity(IReadOnlyList<(double Weight, Density Part)> parts) : Density
{
    public override string Text =>
        string.Join('+', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Weight:R}*{p.Part.Text}")));

    public override double Lower => parts.Min(p => p.Part.Lower);

    public override double Upper => parts.Max(p => p.Part.Upper);

    internal override IEnumerable<double> Landmarks => parts.SelectMany(p => p.Part.Landmarks);

    internal override IEnumerable<double> Borders => parts.SelectMany(p => p.Part.Borders);

    internal override double LogDensity(double anchor, double offset)
    {
        Span<double> logs = parts.Count <= 64 ? stackalloc double[parts.Count] : new double[parts.Count];
        var highest = double.NegativeInfinity;
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(parts[i].Weight) + parts[i].Part.LogDensity(anchor, offset);
            highest = Math.Max(highest, logs[i]);
        }
        if (double.IsInfinity(highest)) return highest;
        var sum = 0.0;
        foreach (var log in logs) sum += Math.Exp(log - highest);
        return highest + Math.Log(sum);
    }
}
