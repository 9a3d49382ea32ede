using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan train</c> learns from: a file's data, or a toy.</summary>
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

    public static TrainingSource Open(string name, CsvOptions reading)
    {
        if (!ToyData.IsName(name)) return new TrainingSource(name, DataSource.Open(name, reading), null);
        try
        {
            return new TrainingSource(name, null, ToyData.Find(name));
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException(unknown.Message);
        }
    }

    public GanTrainingResult Train(GanTrainer trainer, IProgress<GanProgress> progress, CancellationToken cancellation, string? resumeFrom) =>
        Data is not null
            ? trainer.Train(Data, progress, cancellation, resumeFrom)
            : trainer.Train(Toy!, progress, cancellation, resumeFrom);

    public SampleEvaluation Compare(IDataset samples) =>
        Data is not null ? SampleEvaluation.Compare(Data, samples) : SampleEvaluation.Compare(Toy!, (Table)samples);
}
