using System.Globalization;
using System.Text.Json;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>The files that a training run leaves: beside a model file, or in a folder of the run's own, which holds more.</summary>
internal sealed record RunFiles(string Model, string Checkpoint, string History, string Summary)
{
    // What people give new rows, pictures, pages and exports; a model under such a name is a slip.
    private static readonly string[] NotForModels = [".csv", ".tsv", ".gz", ".jsonl", ".json", ".npy", ".npz", ".png", ".html", ".onnx"];

    private static readonly JsonSerializerOptions Line = new(JsonStyle.Options) { WriteIndented = false };

    /// <summary>Where pictures or rows of each evaluation go; null beside a model file.</summary>
    public string? Samples { get; private init; }

    private string? HistoryLines { get; init; }

    private string? Configuration { get; init; }

    /// <summary>A folder where the name is one or ends like one, else files beside the model.</summary>
    public static RunFiles Of(string output) =>
        Directory.Exists(output) || Path.EndsInDirectorySeparator(output) ? Within(output) : Beside(output);

    /// <summary>The files beside a model.</summary>
    /// <exception cref="UsageException">The name is one of rows, pictures or pages.</exception>
    public static RunFiles Beside(string model)
    {
        if (NotForModels.Contains(Path.GetExtension(model), StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"--output is {model}; a model ends in .safetensors. For new rows or pictures add --samples {model}.");
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

    /// <summary>Makes sure that none of the files is the data.</summary>
    /// <exception cref="UsageException">One of them is.</exception>
    public void RequireOtherThan(string data)
    {
        foreach (var file in new[] { Model, Checkpoint, History, Summary })
            if (File.Exists(data) && AtomicFile.AreSame(data, file)) throw new UsageException($"the run would write over its data, {data}; give another --output.");
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
