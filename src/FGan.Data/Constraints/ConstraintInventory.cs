using System.Text.Json;
using System.Text.Json.Nodes;

namespace FGan.Data;

/// <summary>Lists what the JSON of constraints holds about the data, entry by entry; see <see cref="EncoderInventory"/>.</summary>
public static class ConstraintInventory
{
    /// <summary>Lists everything.</summary>
    /// <param name="json">What <see cref="TableConstraints.ToJson"/> wrote.</param>
    /// <returns>The columns that are made in another form, then what concerns all.</returns>
    /// <exception cref="DataException">The text holds no constraints.</exception>
    public static IReadOnlyList<HeldColumn> Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonObject rest = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("null");
            var columns = new List<HeldColumn>();
            if (EncoderInventory.Take(rest, "derived") is JsonArray derived) columns.AddRange(derived.Select(column => Of(column!.AsObject())));
            EncoderInventory.Take(rest, "version");
            var whole = new List<HeldFact>();
            foreach ((string key, string what) in new[]
            {
                ("texts", "what holds in every row"), ("checks", "of these, what is checked: rows that break it are made anew"), ("order", "names of the columns"),
            })
            {
                if (EncoderInventory.Take(rest, key) is JsonArray { Count: > 0 } list)
                    whole.Add(new HeldFact(what, string.Join("; ", list.Select(text => text?.ToString())), HeldOrigin.Form, list.Count));
            }

            columns.Add(new HeldColumn("", "constraints", [.. whole, .. EncoderInventory.Unknown(rest)]));
            return columns;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new DataException($"the constraints' JSON is damaged ({DataException.Brief(e)})", inner: e);
        }
    }

    private static HeldColumn Of(JsonObject column)
    {
        var rest = (JsonObject)column.DeepClone();
        string by = EncoderInventory.Take(rest, "by")?.ToString() ?? "";
        string low = EncoderInventory.Take(rest, "low")?.ToString() ?? "", high = EncoderInventory.Take(rest, "high")?.ToString() ?? "";
        string names = EncoderInventory.Take(rest, "columns") is JsonArray columns ? string.Join(", ", columns.Select(name => name?.ToString())) : "";
        var facts = new List<HeldFact>();
        if (EncoderInventory.Take(rest, "least") is { } least) facts.Add(new HeldFact("least difference", least.ToJsonString(), HeldOrigin.Form));
        if (EncoderInventory.Take(rest, "notations") is { } notations) facts.Add(new HeldFact("how numbers are written", notations.ToJsonString(), HeldOrigin.Form));
        return by == "difference"
            ? new HeldColumn(high, $"made by adding to {low}; what the list says of its encoding is said of the difference", [.. facts, .. EncoderInventory.Numbers(rest), .. EncoderInventory.Unknown(rest)])
            : new HeldColumn(names, "made together, in combinations that the data have", [.. facts, .. EncoderInventory.Unknown(rest)]);
    }
}
