using FGan.Data;
using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan train</c> learns from: data, or a toy.</summary>
internal sealed record TrainingSource(string Name, IDataset? Data, ToyData? Toy)
{
    public SampleKind Kind => Data switch
    {
        null => SampleKind.Points,
        ImageSet => SampleKind.Images,
        _ => SampleKind.Table,
    };

    public string Description => Data?.Describe() ?? $"the toy {Toy}";

    /// <summary>As many new samples as there are rows, and for a toy as many as show its modes.</summary>
    public int UsualCount => Data is ImageSet ? 100 : Data?.Count ?? 2000;

    public static TrainingSource Open(string name, CsvOptions reading, CancellationToken cancellation)
    {
        if (!ToyData.IsName(name)) return new TrainingSource(DataInput.Shown(name), DataInput.Open(name, reading, cancellation), null);
        try
        {
            return new TrainingSource(name, null, ToyData.Find(name));
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException(unknown.Message);
        }
    }

    /// <summary>What a schema, or a count below which categories are not stored, makes of the data; null for neither.</summary>
    public PreparedTable? Prepared { get; private init; }

    /// <summary>Opens a table as a schema has it.</summary>
    public static TrainingSource Open(
        string name, CsvOptions reading, string? schemaPath, TableEncoderOptions encoding, CancellationToken cancellation, params IReadOnlyList<string> constraints)
    {
        if (schemaPath is null && constraints.Count == 0 && encoding == TableEncoderOptions.ForGeneration) return Open(name, reading, cancellation);
        if (ToyData.IsName(name)) throw new UsageException("--schema, --constraint and --min-count are for tables; leave them out for a toy.");
        var schema = schemaPath is null ? null : TableSchema.Read(schemaPath);
        var table = DataInput.OpenTable(name, schema?.Reading(reading) ?? reading, cancellation);
        var prepared = schema?.Apply(table, DataInput.Shown(name), encoding) ?? new PreparedTable(table, encoding);
        if (constraints.Count > 0) prepared = prepared.Under(constraints);
        return new TrainingSource(DataInput.Shown(name), prepared.Table, null) { Prepared = prepared };
    }

    /// <summary>The options that suit it.</summary>
    public GanTrainerOptions Usual(FDivergence divergence, NetworkArchitecture? architecture) =>
        Data is not null ? GanTrainerOptions.For(Data, divergence, architecture) : GanTrainerOptions.For(SampleKind.Points, divergence, architecture);

    public GanTrainingResult Train(GanTrainer trainer, IProgress<GanProgress> progress, CancellationToken cancellation, string? resumeFrom) =>
        Data is not null
            ? trainer.Train(Prepared ?? Data, progress, cancellation, resumeFrom)
            : trainer.Train(Toy!, progress, cancellation, resumeFrom);

    /// <summary>Compares new samples with the data; identifiers, which are made anew, are left out.</summary>
    public SampleEvaluation Compare(IDataset samples) => Data switch
    {
        null => SampleEvaluation.Compare(Toy!, (Table)samples),
        Table table => Compare(ComparableTables.Of(table, (Table)samples).Tables),
        _ => SampleEvaluation.Compare(Data, samples),
    };

    private static SampleEvaluation Compare(IReadOnlyList<Table> tables) => SampleEvaluation.Compare(tables[0], tables[1]);
}
