using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FGan.Data;

namespace FGan;

/// <summary>Lists what the JSON of a <see cref="ConditionVector"/> holds about the data, entry by entry; see <see cref="EncoderInventory"/>.</summary>
internal static class ConditionInventory
{
    public static IReadOnlyList<HeldColumn> Of(string json)
    {
        try
        {
            JsonObject rest = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("null");
            JsonArray columns = Take(rest, "columns") as JsonArray ?? throw new JsonException("no columns");
            HeldColumn[] held = [.. columns.Select(column => Of((column ?? throw new JsonException("a column is null")).DeepClone().AsObject()))];
            Take(rest, "version");
            JsonNode? least = Take(rest, "leastShare");
            HeldFact[] whole = [.. least is null ? Array.Empty<HeldFact>() : [LeastShare(least)], .. Unknown(rest)];
            return [.. held, new HeldColumn("", "conditions", whole)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DataException($"the condition's JSON is damaged ({e.Message.ReplaceLineEndings(" ")})", inner: e);
        }
    }

    /// <summary>It is a fixed count of rows over the number of rows, which can be worked out from it.</summary>
    private static HeldFact LeastShare(JsonNode least) => new("least share of the rows that a value must have to be asked for", Percent(least), HeldOrigin.Summary);

    private static string Percent(JsonNode? share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share!.GetValue<double>():0.###} %");

    private static HeldColumn Of(JsonObject column)
    {
        string name = Take(column, "column")?.ToString() ?? "";
        var facts = new List<HeldFact>();
        if (Take(column, "shares") is JsonArray shares)
        {
            string text = string.Join(", ", shares.Select(Percent));
            facts.Add(new HeldFact("share of the rows that have each value, in the order of its places: its categories or frequent values, those that share a place, missing", text, HeldOrigin.Summary, shares.Count));
        }

        if (Take(column, "rarest") is JsonArray rarest)
            facts.Add(new HeldFact("share of the rows of which each value is the rarest, in the same order", string.Join(", ", rarest.Select(Percent)), HeldOrigin.Summary, rarest.Count));
        return new HeldColumn(name, "may be asked for when rows are made", [.. facts, .. Unknown(column)]);
    }

    private static IEnumerable<HeldFact> Unknown(JsonObject rest) => rest
        .Where(entry => entry.Value is not null)
        .Select(entry => new HeldFact($"an entry that this program does not know, {entry.Key}", entry.Value!.ToJsonString(), HeldOrigin.Unknown));

    private static JsonNode? Take(JsonObject from, string name)
    {
        JsonNode? taken = from[name];
        from.Remove(name);
        return taken;
    }
}
