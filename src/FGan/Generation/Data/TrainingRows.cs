using FGan.Data;

namespace FGan;

/// <summary>The rows that a run learns from, addressed by the number of the draw, and those kept back to measure it on.</summary>
internal abstract class TrainingRows(SampleSpace space)
{
    /// <summary>The most rows that are kept back.</summary>
    public const int MostHeldOut = 4096;

    /// <summary>What the rows stand for.</summary>
    public SampleSpace Space => space;

    /// <summary>What the user should know about how the data are treated.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Draws conditions and rows that meet them; null where the networks are told of none.</summary>
    public virtual TrainingBySampling? Conditions => null;

    /// <summary>Rows that no step ever sees; at least one.</summary>
    public abstract FloatMatrix HeldOut { get; }

    /// <summary>A number that changes when the data do, so that a run is not resumed on others.</summary>
    public abstract ulong Fingerprint { get; }

    /// <summary>Fills a batch with the rows of draws <paramref name="firstDraw"/> on; allocates nothing.</summary>
    public abstract void Fill(Span<float> batch, ulong firstDraw);

    /// <summary>Prepares rows of any kind of data.</summary>
    /// <exception cref="DataException">There are too few rows, or nothing in them varies.</exception>
    public static TrainingRows Of(IDataset data, GanTrainerOptions options) => data switch
    {
        Table table => TableRows.Of(table, options),
        PreparedTable prepared => TableRows.Of(prepared, options),
        ImageSet images => new ImageRows(images, options),
        _ => throw new ArgumentException($"Cannot train on {data.Describe()}; give a table or images.", nameof(data)),
    };

    /// <summary>Splits rows into those to learn from and those kept back, at random.</summary>
    private protected static (int[] Train, int[] HeldOut) Split(int count, GanTrainerOptions options)
    {
        const int Fewest = 3;
        if (count < Fewest)
            throw new DataException($"there are {count} samples to learn from; at least {Fewest} are needed, and a few hundred to learn anything");
        var order = new int[count];
        new Numerics.Philox(options.Seed, RandomStreams.HeldOutRows).Permutation(order);
        int heldOut = Math.Clamp((int)(count * options.HeldOutShare), 1, MostHeldOut);
        return (order[heldOut..], order[..heldOut]);
    }

    /// <summary>FNV-1a over the bits of a sample of the data.</summary>
    private protected static ulong Hash<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in System.Runtime.InteropServices.MemoryMarshal.AsBytes(values)) hash = (hash ^ b) * 0x100000001B3;
        return hash;
    }
}
