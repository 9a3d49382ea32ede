using System.Globalization;
using System.Text.Json;
using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Where a run stands beside its tensors.</summary>
/// <param name="Step">Generator steps taken; batches and random numbers follow from it.</param>
/// <param name="Seconds">Time of training so far.</param>
/// <param name="Recovery">Factor on the learning rates after returns to an earlier state.</param>
/// <param name="History">The evaluations so far.</param>
/// <param name="Setbacks">The returns so far.</param>
internal sealed record RunPosition(
    long Step, double Seconds, double Recovery, IReadOnlyList<GanEvaluation> History, IReadOnlyList<string> Setbacks);

/// <summary>Writes and reads the whole state of a run: weights, both optimisers, the average, the position; never a row of the data.</summary>
internal static class Checkpoint
{
    private const string Role = "checkpoint";
    private const string DataKey = "fgan.data", PositionKey = "fgan.position";

    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes the state, replacing the file only once all of it is on the disk.</summary>
    public static void Save(string path, Game game, BestState? best, TrainingRows rows, GanTrainerOptions options, RunPosition position)
    {
        var file = new SafetensorsWriter();
        ModelFile.WriteHead(file, Role, rows.Space, options, position.Step);
        file.AddMetadata(DataKey, rows.Fingerprint.ToString("x16", CultureInfo.InvariantCulture));
        file.AddMetadata(PositionKey, JsonSerializer.Serialize(position, Style));
        foreach ((string name, NamedTensor tensor) in Tensors(game, best)) file.Add(name, tensor);
        file.Save(path);
    }

    /// <summary>Puts a game into the state saved.</summary>
    /// <returns>Where the run stood.</returns>
    /// <exception cref="DataException">The file is damaged, or it belongs to other data or to other options; the message names what changed.</exception>
    public static RunPosition Restore(string path, Game game, BestState? best, TrainingRows rows, GanTrainerOptions options)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var metadata = new Metadata(file, path);
        (_, GanTrainerOptions saved, long step) = ModelFile.ReadHead(metadata, Role);
        if (OptionsJson.Changes(saved, options, step) is { Count: > 0 } changes)
            throw new DataException($"cannot be resumed with other options: {string.Join("; ", changes)}; restore them, or begin a new run", path);
        if (metadata.Text(DataKey) != rows.Fingerprint.ToString("x16", CultureInfo.InvariantCulture))
            throw new DataException("cannot be resumed on other data than it was trained on; give the same file, or begin a new run", path);
        foreach ((string name, NamedTensor tensor) in Tensors(game, best)) file.Read(path, name, tensor);
        return ReadPosition(metadata);
    }

    private static IEnumerable<(string Name, NamedTensor Tensor)> Tensors(Game game, BestState? best) => best is null ? game.Tensors : game.Tensors.Concat(best.Tensors);

    private static RunPosition ReadPosition(Metadata metadata)
    {
        try
        {
            RunPosition position = JsonSerializer.Deserialize<RunPosition>(metadata.Text(PositionKey), Style) ?? throw new JsonException("null");
            return position is { Step: >= 0, Seconds: >= 0, Recovery: > 0 and <= 1 } ? position : throw new JsonException("a number is out of range");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw metadata.Damaged(PositionKey, e.Message);
        }
    }
}
