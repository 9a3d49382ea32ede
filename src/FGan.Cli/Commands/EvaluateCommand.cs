using System.CommandLine;
using FGan.Data;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary><c>fgan evaluate</c>: how good samples are.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Argument<string> _real = new("real") { Description = $"The real data: {DataInput.Kinds}; or a toy" };
    private readonly Argument<string> _synthetic = new("synthetic") { Description = "Samples, or a model file to draw them from" };
    private readonly Option<string?> _html = new("--html") { Description = "Tables: write a page for people: what is good and bad, shapes, pairs, a critic, copies; no rows", HelpName = "file" };
    private readonly Option<string?> _target = new("--target") { Description = "Tables: a column to predict, by learning from synthetic and from real rows and testing on real ones", HelpName = "column" };
    private readonly Option<string?> _test = new("--test") { Description = "Tables: real rows that the model never saw, to test predictions and closeness on", HelpName = "file" };
    private readonly Option<string?> _schema = new("--schema") { Description = "Tables: the schema that the model was trained with", HelpName = "file.json" };
    private readonly Option<bool> _parzen = new("--parzen") { Description = "Images: also the mean log-likelihood of the real ones under Parzen windows at 16384 samples, as older papers report it" };
    private readonly Option<bool> _freshCritic = new("--fresh-critic") { Description = "Images: also held-out bounds by a convolutional critic trained anew, one instrument for generators of any make; takes minutes" };
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly TableReading _reading = new();
    private readonly Terminal _terminal;

    public EvaluateCommand(Terminal terminal)
        : base("evaluate", "Compare samples with real data: columns, pairs, copies, held-out divergences, and what they are worth")
    {
        _terminal = terminal;
        Arguments.Add(_real);
        Arguments.Add(_synthetic);
        foreach (var option in new Option[] { _html, _target, _test, _schema, _parzen, _freshCritic, _seed, _json }.Concat(_reading.Options)) Options.Add(option);
        this.SetLongAction(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var source = TrainingSource.Open(parsed.GetValue(_real)!, _reading.Read(parsed), parsed.GetValue(_schema), TableEncoderOptions.ForGeneration, cancellation);
        var samples = Samples(parsed.GetValue(_synthetic)!, source.Data?.Count ?? source.UsualCount, parsed.GetValue(_seed), cancellation, ForSamples(_reading.Read(parsed)));
        if (source.Data is Table real && samples is Table synthetic) return Tables(parsed, real, synthetic, cancellation);
        if ((parsed.GetValue(_html) ?? parsed.GetValue(_target) ?? parsed.GetValue(_test)) is not null)
            throw new UsageException("--html, --target and --test are for tables; leave them out for this data.");
        var windows = parsed.GetValue(_parzen) ? Parzen(source, parsed.GetValue(_synthetic)!, parsed.GetValue(_seed), cancellation) : null;
        var critic = parsed.GetValue(_freshCritic) ? Critic(source, samples, parsed.GetValue(_seed), cancellation) : null;
        var reference = source.Data ?? source.Toy!.Sample(samples.Count, parsed.GetValue(_seed), [.. ((Table)samples).Names]);
        Show(parsed, new EvaluationText(source.Compare(samples), Estimate(reference, samples, parsed.GetValue(_seed), cancellation)) { Windows = windows, FreshCritic = critic });
        return ExitCode.Ok;
    }

    private ExitCode Tables(ParseResult parsed, Table real, Table synthetic, CancellationToken cancellation)
    {
        if (parsed.GetValue(_parzen) || parsed.GetValue(_freshCritic)) throw new UsageException("--parzen and --fresh-critic are for images; leave them out for this data.");
        var seed = parsed.GetValue(_seed);
        var test = parsed.GetValue(_test) is { } path ? TrainingSource.Open(path, _reading.Read(parsed), parsed.GetValue(_schema), TableEncoderOptions.ForGeneration, cancellation).Data as Table : null;
        var (tables, leftOut) = ComparableTables.Of(real, test is null ? [synthetic] : [synthetic, test]);
        (real, synthetic, test) = (tables[0], tables[1], test is null ? null : tables[2]);
        var utility = parsed.GetValue(_target) is { } target ? Utility.Measure(real, synthetic, target, test, seed, cancellation) : null;
        var closest = test is null ? null : ClosestRecords.Measure(real, test, synthetic);
        var subject = new QualitySubject(
            DataInput.ShortName(parsed.GetValue(_real)!), DataInput.ShortName(parsed.GetValue(_synthetic)!), real, synthetic, SampleEvaluation.Compare(real, synthetic), Estimate(real, synthetic, seed, cancellation))
        {
            Closest = closest,
            Utility = utility,
            LeftOut = leftOut,
        };
        if (leftOut.Count > 0) _terminal.Say($"Identifiers, which are made anew, are not compared: {string.Join(", ", leftOut)}.");
        Show(parsed, new EvaluationText(subject.Quality, subject.Divergences) { Closest = closest, Utility = utility });
        if (parsed.GetValue(_html) is not { } page) return ExitCode.Ok;
        AtomicFile.WriteAllText(page, QualityPage.Write(subject));
        _terminal.Say($"Page: {page}");
        return ExitCode.Ok;
    }

    private void Show(ParseResult parsed, EvaluationText text)
    {
        if (parsed.GetValue(_json)) _terminal.PrintJson(text.Json());
        else text.Print(_terminal);
    }

    // Samples are written as fgan writes, whatever the real file looks like; what the columns mean is the same.
    private static CsvOptions ForSamples(CsvOptions real) => CsvOptions.Default with { Kinds = real.Kinds, AlsoMissing = real.AlsoMissing };

    private static IDataset Samples(string path, int count, ulong seed, CancellationToken cancellation, CsvOptions? reading = null)
    {
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) return DataInput.Open(path, reading, cancellation);
        using var model = GanModel.Load(path);
        return model.Sample(count, seed, cancellation: cancellation);
    }

    private static ParzenWindow Parzen(TrainingSource source, string path, ulong seed, CancellationToken cancellation) =>
        source.Data is ImageSet real && Samples(path, ParzenWindow.MostWindows, seed, cancellation) is ImageSet samples
            ? ParzenWindow.Measure(samples, real)
            : throw new UsageException("--parzen is for images; leave it out for this data.");

    private static FreshCriticResult Critic(TrainingSource source, IDataset samples, ulong seed, CancellationToken cancellation) =>
        source.Data is ImageSet real && samples is ImageSet made
            ? FreshCritic.Measure(real, made, new FreshCriticOptions { Seed = seed }, cancellation)
            : throw new UsageException("--fresh-critic is for images; leave it out for this data.");

    private EstimationResult Estimate(IDataset real, IDataset samples, ulong seed, CancellationToken cancellation)
    {
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<EstimationProgress>(p => line.Show($"held-out divergences: fold {p.Fold} of {p.Folds}"));
        return new DivergenceEstimator(new EstimatorOptions { Seed = seed }).Estimate(real, samples, progress, cancellation);
    }
}
