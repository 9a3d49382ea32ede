using System.Text.Json;

namespace FGan.Bench;

/// <summary>What other estimators found on the same tasks: peers.json says how they were run.</summary>
internal static class Peers
{
    public static readonly string[] Names = ["ksg", "nwj", "mine"];

    /// <summary>Estimates by task and peer; a broken run counts as 0.</summary>
    public static Dictionary<string, Dictionary<string, double>> Read()
    {
        using var stream = typeof(Peers).Assembly.GetManifestResourceStream("peers.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.GetProperty("tasks").EnumerateArray().ToDictionary(
            task => task.GetProperty("id").GetString()!,
            task => Names.ToDictionary(name => name, name => task.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : 0));
    }
}
