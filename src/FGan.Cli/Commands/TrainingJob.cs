using System.Globalization;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>One run of <c>fgan train</c>, from the opened data to the files it leaves.</summary>
internal sealed class TrainingJob(Terminal terminal, TrainingSource source, RunFiles files, GanTrainerOptions options)
{
    public bool Resume { get; init; }

    public string? SamplesPath { get; init; }

    public int? SampleCount { get; init; }

    public ExitCode Run(bool json, CancellationToken cancellation)
    {
        if (SamplesPath is not null) SampleSink.RequireWritable(SamplesPath, source.Kind);
        terminal.Say($"Training on {source.Description} under {options.Divergence}: {Length()}");
        var result = Train(cancellation);
        using var model = result.Model;
        files.WriteConfiguration(options);
        files.WriteHistory(result.History);
        if (result.StopReason == StopReason.Cancelled)
        {
            terminal.Say($"Stopped at step {result.Steps}; {files.Checkpoint} holds the state. Go on with the same command and --resume.");
            return ExitCode.Interrupted;
        }

        model.Save(files.Model);
        var samples = model.Sample(SampleCount ?? source.UsualCount, options.Seed, cancellation: cancellation);
        if (SamplesPath is not null) SampleSink.Write(SamplesPath, samples);
        var quality = source.Compare(samples);
        var summary = Summary(result, quality);
        AtomicFile.WriteAllText(files.Summary, string.Join('\n', summary) + "\n");
        if (json) terminal.PrintJson(Json(result, quality));
        else foreach (var line in summary) terminal.Print(line);
        return ExitCode.Ok;
    }

    private GanTrainingResult Train(CancellationToken cancellation)
    {
        var trainer = new GanTrainer(options);
        using var line = new ProgressLine(terminal);
        var progress = new DirectProgress<GanProgress>(p =>
        {
            if (p.IsNewEvaluation)
            {
                files.WriteHistory(p.History);
                files.WriteSamples(p, source.Kind);
            }

            if (p.Remark is not null) line.Say(Sentence(p.Remark));
            else line.Show(Line(p));
        });
        if (Resume && !File.Exists(files.Checkpoint))
            throw new UsageException($"There is no checkpoint {files.Checkpoint} to go on from; leave --resume out to begin anew.");
        if (!Resume) files.WriteConfiguration(options);
        try
        {
            return source.Train(trainer, progress, cancellation, Resume ? files.Checkpoint : null);
        }
        catch (TrainingDivergedException e)
        {
            files.WriteHistory(e.History);
            throw;
        }
    }

    /// <summary>How long the run will be, in words.</summary>
    private string Length()
    {
        var time = options.TimeBudget is { } budget ? budget.TotalMinutes >= 2 ? $"{budget.TotalMinutes:0.#} minutes" : $"{budget.TotalSeconds:0.#} seconds" : "";
        var length = (options.Steps, options.TimeBudget) switch
        {
            (long steps, null) => string.Create(CultureInfo.InvariantCulture, $"{steps:N0} steps"),
            (long steps, _) => string.Create(CultureInfo.InvariantCulture, $"{steps:N0} steps, at most {time}"),
            _ => time,
        };
        return $"{length}; --steps or --time changes that";
    }

    private static string Sentence(string remark) => char.ToUpperInvariant(remark[0]) + remark[1..] + (remark.EndsWith('.') ? "" : ".");

    private static string Line(GanProgress p)
    {
        var state = p.Evaluation is { } e ? $"; {e}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{p.Fraction:P0} step {p.Step}, {p.Elapsed.TotalSeconds:0} s{state}");
    }

    private List<string> Summary(GanTrainingResult result, SampleEvaluation quality)
    {
        var lines = new List<string>
        {
            $"# What was learned from {source.Name}",
            "",
            $"Data: {source.Description}. Divergence: {options.Divergence}.",
            string.Create(CultureInfo.InvariantCulture, $"Training: {result.Steps} steps in {result.Elapsed.TotalSeconds:0} s, seed {options.Seed}. {result.Diagnosis}"),
        };
        lines.AddRange(result.Remarks.Select(Sentence));
        if (options.Keep == KeptModel.Best)
            lines.Add($"Kept: the state of step {result.Model.Steps}, where a critic trained anew found least: {result.History.First(e => e.Step == result.Model.Steps).Referee}.");
        lines.AddRange(result.Setbacks);
        lines.Add($"Compared with {quality.SyntheticCount} new samples:");
        lines.AddRange(quality.Describe().Select(line => $"- {line}"));
        lines.Add($"Model: {files.Model}{(SamplesPath is null ? "" : $"; new samples: {DataInput.Shown(SamplesPath)}")}; history: {files.History}.");
        lines.Add($"Make more: fgan sample {files.Model} -n 1000 -o more{SampleSink.UsualExtension(source.Kind)}");
        return lines;
    }

    private object Json(GanTrainingResult result, SampleEvaluation quality) => new
    {
        model = files.Model,
        samples = SamplesPath is null ? null : DataInput.Shown(SamplesPath),
        history = files.History,
        summary = files.Summary,
        checkpoint = files.Checkpoint,
        divergence = options.Divergence.Id,
        f = options.Divergence.Formula,
        direction = options.Direction,
        steps = result.Steps,
        keptStep = result.Model.Steps,
        seconds = result.Elapsed.TotalSeconds,
        stopReason = result.StopReason,
        seed = options.Seed,
        evaluation = result.History[^1],
        remarks = result.Remarks,
        setbacks = result.Setbacks,
        diagnosis = result.Diagnosis,
        modesFound = result.Coverage?.Found,
        nearAMode = result.Coverage?.Near,
        meanColumnDistance = quality.MeanColumnDistance,
        meanPairDifference = quality.MeanPairDifference,
        exactCopies = quality.ExactCopies,
    };
}
