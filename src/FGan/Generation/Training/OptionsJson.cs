using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FGan.Divergences;

namespace FGan;

/// <summary>Writes options into files, reads them back, and says where two sets of options part.</summary>
internal static class OptionsJson
{
    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new DivergenceConverter() },
    };

    public static string Write(GanTrainerOptions options) => JsonSerializer.Serialize(options, Style);

    /// <summary>Reads options and validates them.</summary>
    /// <exception cref="FormatException">The text is no options, or they are faulty.</exception>
    public static GanTrainerOptions Read(string json)
    {
        try
        {
            GanTrainerOptions options = JsonSerializer.Deserialize<GanTrainerOptions>(json, Style) ?? throw new JsonException("null");
            options.Validate();
            return options;
        }
        catch (Exception e) when (e is JsonException or InvalidOptionsException or DivergenceException or NotSupportedException)
        {
            throw new FormatException(Start(e.Message), e);
        }
    }

    /// <summary>A parser quotes what it cannot read, however long: the beginning is enough, in one line.</summary>
    private static string Start(string message)
    {
        const int Longest = 800;
        string line = message.ReplaceLineEndings(" ");
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    /// <summary>The options that keep a run from being resumed: those that differ, of those that matter.</summary>
    /// <param name="before">The options that it ran with.</param>
    /// <param name="now">Those that it is to go on with.</param>
    /// <param name="step">Steps that it has taken.</param>
    /// <returns>One phrase an option, such as <c>batchSize was 256, is 512</c>.</returns>
    public static IReadOnlyList<string> Changes(GanTrainerOptions before, GanTrainerOptions now, long step)
    {
        HashSet<string> free = [.. FreeOnResume(before, now, step).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        JsonObject old = Tree(before), current = Tree(now);
        return
        [
            .. old.Select(entry => entry.Key).Union(current.Select(entry => entry.Key))
                .Where(key => !free.Contains(key) && !JsonNode.DeepEquals(old[key], current[key]))
                .Select(key => $"{key} was {Text(old[key])}, is {Text(current[key])}"),
        ];
    }

    /// <summary>What a run may change when it is resumed without changing a bit of what it would have computed.</summary>
    private static IEnumerable<string> FreeOnResume(GanTrainerOptions before, GanTrainerOptions now, long step)
    {
        yield return nameof(now.TimeBudget);

        // The cooldown is a share of the steps: another number of them is free as long as the learning rates fall under neither.
        if (step <= StepsAtFullRate(before) && step <= StepsAtFullRate(now)) yield return nameof(now.Steps);
    }

    private static double StepsAtFullRate(GanTrainerOptions options) => options switch
    {
        { Cooldown: 0 } => double.PositiveInfinity,
        { Steps: long steps } => (1 - options.Cooldown) * steps,
        _ => 0,
    };

    private static JsonObject Tree(GanTrainerOptions options) => JsonSerializer.SerializeToNode(options, Style)!.AsObject();

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "none";

    private sealed class DivergenceConverter : JsonConverter<FDivergence>
    {
        public override FDivergence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Catalogue.Find(reader.GetString()!) : throw new JsonException("the divergence is no text");

        public override void Write(Utf8JsonWriter writer, FDivergence value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }
}
