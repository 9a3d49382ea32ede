using System.Text.Json;

namespace FGan.Symbolics.Tests;

/// <summary>Reads the tables in Reference/.</summary>
internal static class ReferenceFiles
{
    public static JsonElement Read(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", name)));
        return file.RootElement.Clone();
    }

    public static IEnumerable<(string X, string Y)> Pairs(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var pairs)
            ? pairs.EnumerateArray().Select(p => (p[0].GetString()!, p[1].GetString()!))
            : [];

    public static double Number(string text) => Rational.ParseDecimal(text).ToDouble();
}
