using FGan.Data;

namespace FGan;

/// <summary>Trains a generator to make samples like given ones, by playing the game of an f-divergence.</summary>
/// <remarks>
/// <code>
/// var trainer = new GanTrainer(GanTrainerOptions.For(SampleKind.Table) with { Seed = 7 });
/// using GanModel model = trainer.Train(CsvTable.Read("penguins.csv")).Model;
/// model.Save("penguins.fgan");
/// IDataset more = model.Sample(1000);
/// </code>
/// The same options and data give the same bits on any number of threads, also when the run was interrupted and resumed in between.
/// </remarks>
public sealed class GanTrainer
{
    /// <summary>Takes the options, all faults of which are reported at once.</summary>
    /// <param name="options">The options; <see cref="GanTrainerOptions.For(IDataset, Divergences.FDivergence?, NetworkArchitecture?)"/> has defaults for each kind of data.</param>
    /// <exception cref="InvalidOptionsException">They are faulty.</exception>
    public GanTrainer(GanTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    /// <summary>The options.</summary>
    public GanTrainerOptions Options { get; }

    /// <summary>Trains on a table or on images.</summary>
    /// <param name="data">A <see cref="Table"/>, a <see cref="PreparedTable"/> that a schema made of one, or an <see cref="ImageSet"/>.</param>
    /// <param name="progress">Hears of every evaluation, and a few times a second how far the run is; called on the training thread.</param>
    /// <param name="cancellation">Ends the run after the present step, with a checkpoint where one is asked for.</param>
    /// <param name="resumeFrom">A checkpoint of a run with the same options on the same data, to go on from; null to begin anew.</param>
    /// <returns>The model and what was seen. A cancelled run returns too, with what it has.</returns>
    /// <exception cref="DataException">The data are too few, or the checkpoint is damaged or belongs to another run.</exception>
    /// <exception cref="TrainingDivergedException">The numbers left the finite and smaller steps did not help.</exception>
    public GanTrainingResult Train(
        IDataset data, IProgress<GanProgress>? progress = null, CancellationToken cancellation = default, string? resumeFrom = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Train(TrainingRows.Of(data, Options), progress, cancellation, resumeFrom);
    }

    /// <summary>Trains on a built-in distribution.</summary>
    /// <inheritdoc cref="Train(IDataset, IProgress{GanProgress}?, CancellationToken, string?)"/>
    public GanTrainingResult Train(
        ToyData data, IProgress<GanProgress>? progress = null, CancellationToken cancellation = default, string? resumeFrom = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Train(new PointRows(data, Options.Seed), progress, cancellation, resumeFrom);
    }

    private GanTrainingResult Train(TrainingRows rows, IProgress<GanProgress>? progress, CancellationToken cancellation, string? resumeFrom)
    {
        using var run = new TrainingRun(rows, Options, progress, resumeFrom);
        return run.Play(cancellation);
    }
}
