using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FGan.Data;

/// <summary>Writes a schema as JSON that people edit: what counts first, what was seen under <c>seen</c>.</summary>
internal static class SchemaWriter
{
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(TableSchema schema)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Style))
        {
            json.WriteStartObject();
            json.WriteNumber("version", SchemaWords.Version);
            WriteTexts(json, "missing", schema.Missing ?? CsvOptions.Default.MissingTokens);
            json.WriteStartArray("columns");
            foreach (SchemaColumn column in schema.Columns) Write(json, column);
            json.WriteEndArray();
            WriteTexts(json, "constraints", schema.Constraints);
            if (!schema.Suggested.IsEmpty) WriteTexts(json, "suggested", schema.Suggested);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SchemaColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("kind", SchemaWords.Of(column.Kind));
        WriteBound(json, "minimum", column.Minimum, column.Kind);
        WriteBound(json, "maximum", column.Maximum, column.Kind);
        if (column.Decimals is { } decimals) json.WriteNumber("decimals", decimals);
        if (column.Categories is { } categories) WriteTexts(json, "categories", categories);
        if (column.Seen is { } seen) Write(json, seen);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SeenColumn seen)
    {
        json.WriteStartObject("seen");
        json.WriteNumber("missing", Math.Round(seen.MissingShare, 6));
        json.WriteNumber("distinct", seen.Distinct);
        if (seen.Step is { } step) json.WriteNumber("step", step);
        if (!seen.Spikes.IsEmpty) WriteTexts(json, "spikes", seen.Spikes);
        if (!seen.Frequent.IsEmpty)
        {
            json.WriteStartObject("frequent");
            foreach (LevelShare level in seen.Frequent) json.WriteNumber(level.Name, Math.Round(level.Share, 4));
            json.WriteEndObject();
        }

        if (!seen.Notes.IsEmpty) WriteTexts(json, "notes", seen.Notes);
        json.WriteEndObject();
    }

    private static void WriteBound(Utf8JsonWriter json, string name, string? bound, SchemaKind kind)
    {
        if (bound is null) return;
        bool isNumber = double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (kind == SchemaKind.Number && isNumber && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, bound);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
