using FGan.Data;

namespace FGan;

/// <summary>A built-in distribution to try things on, drawn afresh for ever, its truth known.</summary>
/// <remarks>A row depends on (seed, stream, row number) alone, so draws are the same in any chunks.</remarks>
public abstract class ToyData
{
    private const string Prefix = "toy:";

    private static readonly Lazy<IReadOnlyList<ToyData>> Entries = new(() =>
    [
        ToyMixture.Ring("ring8", modes: 8, radius: 2, deviation: 0.05),
        ToyMixture.Grid("grid25", side: 5, spacing: 1, deviation: 0.05),
        ToyMixture.Misspecified("mixture"),
        new ToyCurve("swiss-roll", ToyCurve.SwissRoll, deviation: 0.05),
        new ToyCurve("moons", ToyCurve.Moons, deviation: 0.05),
    ]);

    private protected ToyData(string name, int dimension)
    {
        Name = Prefix + name;
        Dimension = dimension;
    }

    /// <summary>Every toy there is.</summary>
    public static IReadOnlyList<ToyData> All => Entries.Value;

    /// <summary>The name as the command line takes it, such as <c>toy:ring8</c>.</summary>
    public string Name { get; }

    /// <summary>Coordinates of a row.</summary>
    public int Dimension { get; }

    /// <summary>The modes, where the distribution is a mixture of Gaussians; empty for curves.</summary>
    public virtual IReadOnlyList<ToyMode> Modes => [];

    /// <summary>Whether text names a toy rather than a file.</summary>
    /// <param name="name">Anything, such as a path.</param>
    public static bool IsName(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Looks a toy up.</summary>
    /// <param name="name">Its name with or without <c>toy:</c>, in any case.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists all.</exception>
    public static ToyData Find(string name)
    {
        string wanted = IsName(name) ? name : Prefix + name;
        return All.FirstOrDefault(toy => toy.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no toy '{name}'; there are {string.Join(", ", All.Select(toy => toy.Name))}.", nameof(name));
    }

    /// <summary>Draws rows.</summary>
    /// <param name="rows">Receives row-major points, [rows, <see cref="Dimension"/>].</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Which independent sequence of rows.</param>
    /// <param name="firstRow">Number of the first row in its sequence.</param>
    public abstract void Draw(Span<float> rows, ulong seed, ulong stream = RandomStreams.ToyRows, ulong firstRow = 0);

    /// <summary>Draws a table of rows.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="names">Names of the columns; x0, x1, … when left out.</param>
    public Table Sample(int count, ulong seed, IReadOnlyList<string>? names = null)
    {
        var points = new float[count * Dimension];
        Draw(points, seed);
        return Table.FromMatrix(Array.ConvertAll(points, x => (double)x), Dimension, names);
    }

    /// <summary>Measures how samples cover the modes.</summary>
    /// <param name="points">Row-major points, [rows, <see cref="Dimension"/>].</param>
    /// <returns>The coverage; null for a toy without modes.</returns>
    public ModeCoverage? Coverage(ReadOnlySpan<float> points) => Modes.Count == 0 ? null : ModeCoverage.Measure(Modes, points);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
