using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary><c>fgan evaluate</c>: how good samples are.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Terminal _terminal;

    public EvaluateCommand(Terminal terminal)
        : base("evaluate", "Compare samples with real data: columns, pairs, copies, and held-out divergences")
    {
        _terminal = terminal;
        var real = new Argument<string>("real") { Description = "The real data, or a toy" };
        var synthetic = new Argument<string>("synthetic") { Description = "Samples, or a model file to draw them from" };
        var parzen = new Option<bool>("--parzen") { Description = "Images: also the mean log-likelihood of the real ones under Parzen windows at 16384 samples, as older papers report it" };
        var seed = SharedOptions.Seed();
        var json = SharedOptions.Json();
        var reading = new TableReading();
        Arguments.Add(real);
        Arguments.Add(synthetic);
        Options.Add(parzen);
        Options.Add(seed);
        Options.Add(json);
        foreach (var option in reading.Options) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var source = TrainingSource.Open(parsed.GetValue(real)!, reading.Read(parsed));
            var samples = Samples(parsed.GetValue(synthetic)!, source.Data?.Count ?? source.UsualCount, parsed.GetValue(seed), cancellation, ForSamples(reading.Read(parsed)));
            var quality = source.Compare(samples);
            var divergences = Estimate(source, samples, parsed.GetValue(seed), cancellation);
            var windows = parsed.GetValue(parzen) ? Parzen(source, parsed.GetValue(synthetic)!, parsed.GetValue(seed), cancellation) : null;
            if (parsed.GetValue(json)) terminal.PrintJson(Json(quality, divergences, windows));
            else Print(quality, divergences, windows);
            return ExitCode.Ok;
        });
    }

    // Samples are written as fgan writes, whatever the real file looks like; what the columns mean is the same.
    private static CsvOptions ForSamples(CsvOptions real) => CsvOptions.Default with { Kinds = real.Kinds, AlsoMissing = real.AlsoMissing };

    private static IDataset Samples(string path, int count, ulong seed, CancellationToken cancellation, CsvOptions? reading = null)
    {
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) return DataInput.Open(path, reading);
        using var model = GanModel.Load(path);
        return model.Sample(count, seed, cancellation: cancellation);
    }

    private static ParzenWindow Parzen(TrainingSource source, string path, ulong seed, CancellationToken cancellation) =>
        source.Data is ImageSet real && Samples(path, ParzenWindow.MostWindows, seed, cancellation) is ImageSet samples
            ? ParzenWindow.Measure(samples, real)
            : throw new UsageException("--parzen is for images; leave it out for this data.");

    private EstimationResult Estimate(TrainingSource source, IDataset samples, ulong seed, CancellationToken cancellation)
    {
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<EstimationProgress>(p => line.Show($"held-out divergences: fold {p.Fold} of {p.Folds}"));
        var real = source.Data ?? source.Toy!.Sample(samples.Count, seed, [.. ((Table)samples).Names]);
        return new DivergenceEstimator(new EstimatorOptions { Seed = seed }).Estimate(real, samples, progress, cancellation);
    }

    private void Print(SampleEvaluation quality, EstimationResult divergences, ParzenWindow? parzen)
    {
        foreach (var line in quality.Describe()) _terminal.Print(line);
        if (parzen is not null) _terminal.Print($"Parzen windows: {parzen}.");
        foreach (var column in quality.Columns)
            _terminal.Print($"  {column.Column,-24} distance {Number.Short(column.Distance),-8} missing {Number.Short(column.MissingReal)} real, {Number.Short(column.MissingSynthetic)} synthetic");
        _terminal.Print(divergences.Words());
        foreach (var d in divergences.Divergences)
            _terminal.Print($"  {d.Id,-20}{Number.Short(d.Estimate),-10} at least {Number.Short(d.LowerLimit),-10} {d.Formula}");
    }

    private static object Json(SampleEvaluation quality, EstimationResult divergences, ParzenWindow? parzen) => new
    {
        realCount = quality.RealCount,
        syntheticCount = quality.SyntheticCount,
        meanColumnDistance = quality.MeanColumnDistance,
        meanPairDifference = quality.MeanPairDifference,
        columns = quality.Columns,
        pairs = quality.Pairs,
        exactCopies = quality.ExactCopies,
        exactCopiesWithinReal = quality.ExactCopiesWithinReal,
        neighbours = quality.Neighbours,
        kernelDiscrepancy = quality.Discrepancy,
        parzen,
        coverage = quality.Coverage,
        accuracy = divergences.Accuracy,
        divergences = divergences.Divergences.Select(d => new { d.Id, d.Estimate, d.StandardError, d.LowerLimit, d.Confidence }),
    };
}
