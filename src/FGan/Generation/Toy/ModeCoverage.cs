using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>How well samples cover the known modes of a toy distribution.</summary>
/// <param name="Modes">How many modes there are.</param>
/// <param name="Found">
/// How many of them are found: at least <see cref="FoundShare"/> of the samples due to the mode lie within
/// <see cref="ToyMode.Reach"/> standard deviations of it.
/// </param>
/// <param name="Near">The share of all samples that lie within reach of some mode, in [0, 1]; 0.989 for the truth in two dimensions.</param>
/// <param name="Counts">Samples within reach of each mode, a point being counted for the first mode that holds it.</param>
public sealed record ModeCoverage(int Modes, int Found, double Near, IReadOnlyList<int> Counts)
{
    /// <summary>Share of its due samples above which a mode counts as found.</summary>
    public const double FoundShare = 0.2;

    /// <summary>Counts the samples of each mode.</summary>
    /// <param name="modes">The modes, at least one.</param>
    /// <param name="points">Row-major points, [rows, dimension of the modes].</param>
    public static ModeCoverage Measure(IReadOnlyList<ToyMode> modes, ReadOnlySpan<float> points)
    {
        var dimension = modes[0].Centre.Count;
        var rows = points.Length / dimension;
        var counts = new int[modes.Count];
        for (var row = 0; row < rows; row++)
            if (Home(modes, points.Slice(row * dimension, dimension)) is var home and >= 0)
                counts[home]++;
        var found = modes.Zip(counts).Count(m => m.Second >= FoundShare * m.First.Weight * rows && m.Second > 0);
        return new ModeCoverage(modes.Count, found, rows == 0 ? 0 : counts.Sum() / (double)rows, counts);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture, $"{Found} of {Modes} modes, {Near:P1} of the samples within 3σ of one");

    private static int Home(IReadOnlyList<ToyMode> modes, ReadOnlySpan<float> point)
    {
        for (var mode = 0; mode < modes.Count; mode++)
            if (modes[mode].Contains(point))
                return mode;
        return -1;
    }
}
