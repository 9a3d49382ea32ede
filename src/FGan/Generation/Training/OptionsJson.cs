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
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>What a run may change when it is resumed without changing a bit of what it would have computed.</summary>
    private static HashSet<string> FreeOnResume(GanTrainerOptions options)
    {
        string[] always = [nameof(options.TimeBudget)];

        // The cooldown is a share of the steps, so with one the number of steps changes the learning rates.
        return [.. always, .. options.Cooldown == 0 ? [nameof(options.Steps)] : Array.Empty<string>()];
    }

    /// <summary>The options that keep a run from being resumed: those that differ, of those that matter.</summary>
    /// <returns>One phrase an option, such as <c>batchSize was 256, is 512</c>.</returns>
    public static IReadOnlyList<string> Changes(GanTrainerOptions before, GanTrainerOptions now)
    {
        HashSet<string> free = [.. FreeOnResume(now).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        JsonObject old = Tree(before), current = Tree(now);
        return
        [
            .. old.Where(entry => !free.Contains(entry.Key) && !JsonNode.DeepEquals(entry.Value, current[entry.Key]))
                .Select(entry => $"{entry.Key} was {Text(entry.Value)}, is {Text(current[entry.Key])}"),
        ];
    }

    private static JsonObject Tree(GanTrainerOptions options) => JsonSerializer.SerializeToNode(options, Style)!.AsObject();

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "none";

    private sealed class DivergenceConverter : JsonConverter<FDivergence>
    {
        public override FDivergence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Catalogue.Find(reader.GetString()!) : throw new JsonException("the divergence is no text");

        public override void Write(Utf8JsonWriter writer, FDivergence value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }
}
