using System.Globalization;
using System.Text.Json;

namespace FGan.Divergences.Tests.Reference;

/// <summary>The independent table of values that every divergence is held against (see SOURCE.md).</summary>
internal static class ReferenceTable
{
    private static readonly Lazy<JsonDocument> Document = new(() =>
    {
        using var stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream("divergences.json")!;
        return JsonDocument.Parse(stream);
    });

    public static IEnumerable<string> Ids => Root.EnumerateObject().Select(entry => entry.Name);

    private static JsonElement Root => Document.Value.RootElement.GetProperty("divergences");

    public static JsonElement Entry(string id) => Root.GetProperty(id);

    /// <summary>The rows (point, value) under a key; empty where the table has none.</summary>
    public static IEnumerable<(double X, double Expected)> Rows(string id, string key)
    {
        if (!Entry(id).TryGetProperty(key, out var rows)) yield break;
        foreach (var row in rows.EnumerateArray()) yield return (Number(row[0]), Number(row[1]));
    }

    /// <summary>A number of the table; NaN stands for "overflow".</summary>
    public static double Number(JsonElement element)
    {
        var text = element.GetString()!;
        return text.Contains("overflow", StringComparison.Ordinal) ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
