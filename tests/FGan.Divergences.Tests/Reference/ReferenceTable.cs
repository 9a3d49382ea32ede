using System.Globalization;
using System.Text.Json;

namespace FGan.Divergences.Tests.Reference;

/// <summary>The independent table of values that every divergence is held against (see SOURCE.md).</summary>
internal static class ReferenceTable
{
    private static readonly Lazy<JsonElement> Divergences = new(() => Load("divergences.json").GetProperty("divergences"));
    private static readonly Lazy<JsonElement> Novel = new(() => Load("novel.json"));

    public static IEnumerable<string> Ids => Divergences.Value.EnumerateObject().Select(entry => entry.Name);

    /// <summary>Texts of f that are in no catalogue, with values made by novel.py.</summary>
    public static IEnumerable<string> NovelFormulas => Novel.Value.EnumerateObject().Select(entry => entry.Name);

    public static JsonElement Entry(string id) => Divergences.Value.GetProperty(id);

    public static JsonElement NovelEntry(string formula) => Novel.Value.GetProperty(formula);

    /// <summary>The rows (point, value) under a key; empty where the table has none.</summary>
    public static IEnumerable<(double X, double Expected)> Rows(JsonElement entry, string key)
    {
        if (!entry.TryGetProperty(key, out var rows)) yield break;
        foreach (var row in rows.EnumerateArray()) yield return (Number(row[0]), Number(row[1]));
    }

    private static JsonElement Load(string name)
    {
        using var stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream(name)!;
        return JsonDocument.Parse(stream).RootElement;
    }

    /// <summary>A number of the table; NaN stands for "overflow".</summary>
    public static double Number(JsonElement element)
    {
        var text = element.GetString()!;
        return text.Contains("overflow", StringComparison.Ordinal) ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
