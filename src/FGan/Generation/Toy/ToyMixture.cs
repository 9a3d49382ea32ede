using FGan.Numerics;

namespace FGan;

/// <summary>A mixture of isotropic Gaussians.</summary>
internal sealed class ToyMixture : ToyData
{
    private readonly double[] _upTo;

    private ToyMixture(string name, params ToyMode[] modes)
        : base(name, modes[0].Centre.Count)
    {
        Modes = modes;
        _upTo = new double[modes.Length];
        double sum = 0;
        for (int mode = 0; mode < modes.Length; mode++) _upTo[mode] = sum += modes[mode].Weight;
    }

    public override IReadOnlyList<ToyMode> Modes { get; }

    public static ToyMixture Ring(string name, int modes, double radius, double deviation) => new(
        name,
        [.. Enumerable.Range(0, modes).Select(mode =>
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * mode / modes);
            return new ToyMode(1.0 / modes, [radius * cosine, radius * sine], deviation);
        })]);

    public static ToyMixture Grid(string name, int side, double spacing, double deviation) => new(
        name,
        [.. Enumerable.Range(0, side * side).Select(mode => new ToyMode(
            1.0 / (side * side),
            [spacing * (mode % side - (side - 1) / 2.0), spacing * (mode / side - (side - 1) / 2.0)],
            deviation))]);

    /// <summary>The mixture on the line of the f-GAN paper, section 4.1: 0.33·N(−1, 0.065) + 0.67·N(2, 2), the second number a variance.</summary>
    public static ToyMixture Misspecified(string name) => new(
        name, new ToyMode(0.33, [-1], Math.Sqrt(0.065)), new ToyMode(0.67, [2], Math.Sqrt(2)));

    public override void Draw(Span<float> rows, ulong seed, ulong stream = RandomStreams.ToyRows, ulong firstRow = 0)
    {
        var choice = new Philox(seed, stream + RandomStreams.SecondPart);
        new Philox(seed, stream).Normals(rows, firstRow * (ulong)Dimension);
        for (int row = 0; row * Dimension < rows.Length; row++)
            Place(rows.Slice(row * Dimension, Dimension), Modes[ModeAt(choice.Uniform(firstRow + (ulong)row))]);
    }

    private static void Place(Span<float> point, ToyMode mode)
    {
        for (int i = 0; i < point.Length; i++) point[i] = (float)(mode.Centre[i] + mode.StandardDeviation * point[i]);
    }

    private int ModeAt(float uniform)
    {
        int mode = 0;
        while (mode < _upTo.Length - 1 && uniform >= _upTo[mode]) mode++;
        return mode;
    }
}
