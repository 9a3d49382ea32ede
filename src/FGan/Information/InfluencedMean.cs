namespace FGan;

/// <summary>A held-out figure with how much each row moves it, centred: what its standard error is made of.</summary>
internal sealed record InfluencedMean(double Value, double[] Influence)
{
    public double Variance => Influence.Length > 1 ? Influence.Sum(v => v * v) / (Influence.Length - 1) : double.PositiveInfinity;

    public double StandardError => Math.Sqrt(Variance / Influence.Length);

    public static InfluencedMean Of(double value, double[] influence)
    {
        var mean = influence.Average();
        return new InfluencedMean(value, Array.ConvertAll(influence, v => v - mean));
    }

    /// <summary>How much larger this figure is, row by row: a small difference of two large errors is seen.</summary>
    public InfluencedMean Minus(InfluencedMean other) =>
        new(Value - other.Value, [.. Influence.Zip(other.Influence, (a, b) => a - b)]);

    /// <summary>Whether the figure is above 0 by more than twice its standard error.</summary>
    public bool IsClear => Value > 2 * StandardError;

    /// <summary>The mean over several blocks, each with the weight of its rows.</summary>
    public static InfluencedMean Pool(IReadOnlyList<InfluencedMean> blocks) =>
        new(blocks.Sum(b => b.Value * b.Influence.Length) / blocks.Sum(b => b.Influence.Length), [.. blocks.SelectMany(b => b.Influence)]);
}
