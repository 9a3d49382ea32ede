using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace FGan.Data;

/// <summary>Writes a table as comma-separated text.</summary>
internal static class CsvTableWriter
{
    public static void Write(string path, Table table) => AtomicFile.Write(path, stream =>
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream? gzip = packed ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        using var writer = new StreamWriter(gzip ?? stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        Write(writer, table);
    });

    public static void Write(TextWriter writer, Table table)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",

            // A line with nothing on it would be skipped on reading: alone in its row, a missing value is written as "".
            ShouldQuote = field => NeedsQuotes(field.Field) || (table.Columns.Length == 1 && string.IsNullOrEmpty(field.Field)),
        };
        using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        foreach (Column column in table.Columns) csv.WriteField(column.Name);
        csv.NextRecord();
        for (int row = 0; row < table.RowCount; row++)
        {
            foreach (Column column in table.Columns) csv.WriteField(column.Format(row));
            csv.NextRecord();
        }
    }

    private static bool NeedsQuotes(string? text) =>
        !string.IsNullOrEmpty(text) && (text.AsSpan().ContainsAny(",\"\r\n;\t|") || text[0] == ' ' || text[^1] == ' ');
}
