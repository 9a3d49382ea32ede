using FGan.Data;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Encoded rows of a table: bounded numbers behind tanh, categories behind a softmax.</summary>
internal sealed class TableSpace(TableEncoder encoder, TableConstraints constraints, ConditionVector? condition = null) : SampleSpace
{
    private const string EncoderKey = "fgan.encoder", ConstraintsKey = "fgan.constraints", ConditionKey = "fgan.condition";

    private readonly ColumnSegment[] _choices =
        [.. encoder.Blocks.Where(block => block.Kind == BlockKind.OneHot).Select(block => new ColumnSegment(block.Offset, block.Width))];

    public TableSpace(TableEncoder encoder)
        : this(encoder, TableConstraints.None)
    {
    }

    public TableEncoder Encoder => encoder;

    /// <summary>What holds in every row by construction, or is to be checked.</summary>
    public TableConstraints Constraints => constraints;

    /// <summary>A table of no rows that has the columns of the samples.</summary>
    public Table Columns => constraints.Restore(encoder.Decode([]));

    public override ConditionVector? Condition => condition;

    public override SampleKind Kind => SampleKind.Table;

    public override int Width => encoder.Width;

    /// <summary>
    /// A Gumbel softmax: adding −log(−log u) to logits and taking the largest draws a category from their softmax; the temperature makes that
    /// differentiable (Jang, Gu and Poole 2017). A number counts where its gate is chosen.
    /// </summary>
    public override Value Relax(Value raw, RandomSource noise, float temperature) => ThroughGates(Choose(raw, noise, temperature));

    private Value Choose(Value raw, RandomSource noise, float temperature)
    {
        if (_choices.Length == 0) return Softmax(1f).Forward(raw, Mode.Train);

        // A uniform number may be 0; half a step of its grid keeps both logarithms finite.
        const float Step = 1f / (1 << 24);
        Value uniform = raw.Tape.Uniform(raw.Shape.Rows, raw.Shape.Columns, noise) * (1f - Step) + Step / 2;
        Value gumbel = -(-uniform.Log()).Log();
        return Softmax(temperature).Forward(raw + gumbel * raw.Tape.Constant(new Shape(1, Width), MaskOfChoices()), Mode.Train);
    }

    /// <summary>Multiplies each number by its gate.</summary>
    private Value ThroughGates(Value rows)
    {
        if (!encoder.Blocks.Any(block => block.Gate is not null)) return rows;
        var gates = new int[Width];
        var open = new float[Width];
        Array.Fill(gates, -1);
        Array.Fill(open, 1f);
        foreach (EncodedBlock block in encoder.Blocks)
        {
            if (block.Gate is int gate) (gates[block.Offset], open[block.Offset]) = (gate, 0f);
        }

        return rows * (rows.GatherColumns(gates) + rows.Tape.Constant(new Shape(1, Width), open));
    }

    /// <summary>Probabilities, from which <see cref="Decode"/> draws.</summary>
    public override Module Ending => Softmax(1f);

    public override IDataset Decode(FloatMatrix rows, ulong seed, long first) => DecodeTable(rows, seed, first);

    /// <summary>Makes rows of a table; constraints that are to be checked may be broken.</summary>
    public Table DecodeTable(FloatMatrix rows, ulong seed, long first) =>
        constraints.Restore(encoder.Decode(rows, seed, sampleLevels: true, firstRow: first));

    public static TableSpace LoadDetails(Metadata metadata)
    {
        TableEncoder encoder = Read(metadata, EncoderKey, TableEncoder.FromJson);
        ConditionVector? condition = metadata.Has(ConditionKey) ? Read(metadata, ConditionKey, json => ConditionVector.FromJson(json, encoder)) : null;
        if (!metadata.Has(ConstraintsKey)) return new TableSpace(encoder, TableConstraints.None, condition);
        return Read(metadata, ConstraintsKey, json =>
        {
            var space = new TableSpace(encoder, TableConstraints.FromJson(json), condition);

            // They may speak of columns that the encoder has not: that shows on no rows, too.
            space.Constraints.Breaks(space.Columns);
            return space;
        });
    }

    private static T Read<T>(Metadata metadata, string key, Func<string, T> read)
    {
        string text = metadata.Text(key);
        try
        {
            return read(text);
        }
        catch (DataException e)
        {
            throw metadata.Damaged(key, e.Message);
        }
    }

    protected override void SaveDetails(SafetensorsWriter file)
    {
        file.AddMetadata(EncoderKey, encoder.ToJson());
        if (condition is not null) file.AddMetadata(ConditionKey, condition.ToJson());
        if (!constraints.Texts.IsEmpty) file.AddMetadata(ConstraintsKey, constraints.ToJson());
    }

    private SegmentedSoftmax Softmax(float temperature) => new(_choices, temperature, Activation.Tanh);

    private float[] MaskOfChoices()
    {
        var mask = new float[Width];
        foreach (ColumnSegment choice in _choices) mask.AsSpan(choice.Start, choice.Length).Fill(1f);
        return mask;
    }
}
