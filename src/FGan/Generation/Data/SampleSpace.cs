using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>What a row of floats stands for, seen from the networks' side and from the user's.</summary>
internal abstract class SampleSpace
{
    private const string KindKey = "fgan.kind";

    /// <summary>What the samples are.</summary>
    public abstract SampleKind Kind { get; }

    /// <summary>Floats of a row.</summary>
    public abstract int Width { get; }

    /// <summary>What the networks are told of each row beside it; null where nothing.</summary>
    public virtual ConditionVector? Condition => null;

    /// <summary>Makes rows of the generator's last, unbounded numbers, as the critic is to see them: differentiable, discrete choices relaxed.</summary>
    /// <param name="raw">The generator's output, [rows, <see cref="Width"/>].</param>
    /// <param name="noise">Where the noise of discrete choices comes from.</param>
    /// <param name="temperature">Temperature of those choices.</param>
    public abstract Value Relax(Value raw, RandomSource noise, float temperature);

    /// <summary>What follows the generator when samples are made: it turns unbounded numbers into rows ready for <see cref="Decode"/>.</summary>
    public abstract Module Ending { get; }

    /// <summary>Makes rows of the generator's last numbers, ready for <see cref="Decode"/>.</summary>
    public Value Finish(Value raw) => Ending.Forward(raw, Mode.Sample);

    /// <summary>Makes samples of finished rows.</summary>
    /// <param name="rows">[rows, <see cref="Width"/>].</param>
    /// <param name="seed">Seeds the draws of discrete choices.</param>
    /// <param name="first">Number of the first row in the sequence of the seed.</param>
    public abstract IDataset Decode(FloatMatrix rows, ulong seed, long first);

    /// <summary>Writes everything needed to restore the space into the metadata of a file.</summary>
    public void Save(SafetensorsWriter file)
    {
        file.AddMetadata(KindKey, Kind.ToString());
        SaveDetails(file);
    }

    /// <summary>Restores a space from the metadata of a file.</summary>
    /// <exception cref="DataException">Something is missing or damaged.</exception>
    public static SampleSpace Load(Metadata metadata) => metadata.Choice<SampleKind>(KindKey) switch
    {
        SampleKind.Points => PointSpace.LoadDetails(metadata),
        SampleKind.Table => TableSpace.LoadDetails(metadata),
        _ => ImageSpace.LoadDetails(metadata),
    };

    protected abstract void SaveDetails(SafetensorsWriter file);
}
