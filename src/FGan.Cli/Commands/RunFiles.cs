using System.Globalization;
using System.Text.Json;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>The files that a training run leaves: beside a model file, or in a folder of the run's own, which holds more.</summary>
internal sealed record RunFiles(string Model, string Checkpoint, string History, string Summary)
{
    private static readonly JsonSerializerOptions Line = new(JsonStyle.Options) { WriteIndented = false };

    /// <summary>Where pictures or rows of each evaluation go; null beside a model file.</summary>
    public string? Samples { get; private init; }

    private string? HistoryLines { get; init; }

    private string? Configuration { get; init; }

    /// <summary>A folder where the name is one or ends like one, else files beside the model.</summary>
    public static RunFiles Of(string output) =>
        Directory.Exists(output) || Path.EndsInDirectorySeparator(output) ? Within(output) : Beside(output);

    public static RunFiles Beside(string model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(model))!);
        var stem = Path.Combine(Path.GetDirectoryName(model) ?? "", Path.GetFileNameWithoutExtension(model));
        return new RunFiles(model, stem + ".checkpoint.safetensors", stem + ".history.csv", stem + ".summary.md");
    }

    private static RunFiles Within(string folder)
    {
        string At(string name) => Path.Combine(folder, name);
        Directory.CreateDirectory(At("samples"));
        return new RunFiles(At("model.safetensors"), At("checkpoint.safetensors"), At("history.csv"), At("summary.md"))
        {
            Samples = At("samples"),
            HistoryLines = At("history.jsonl"),
            Configuration = At("config.json"),
        };
    }

    /// <summary>Writes what the run is to do, where the run has a folder.</summary>
    public void WriteConfiguration(GanTrainerOptions options)
    {
        if (Configuration is not null) AtomicFile.WriteAllText(Configuration, options.ToJson() + "\n");
    }

    public void WriteHistory(IReadOnlyList<GanEvaluation> history)
    {
        AtomicFile.WriteAllText(History, HistoryTable.Write(history));
        if (HistoryLines is not null)
            AtomicFile.WriteAllText(HistoryLines, string.Concat(history.Select(e => JsonSerializer.Serialize(e, Line) + "\n")));
    }

    /// <summary>Writes samples of an evaluation, where the run has a folder.</summary>
    public void WriteSamples(GanProgress progress, SampleKind kind)
    {
        const int Pictures = 64, Rows = 1000;
        if (Samples is null) return;
        var isPicture = kind == SampleKind.Images;
        var name = string.Create(CultureInfo.InvariantCulture, $"step-{progress.Step:000000}{(isPicture ? ".png" : ".csv")}");
        SampleSink.Write(Path.Combine(Samples, name), progress.Samples(isPicture ? Pictures : Rows));
    }
}
