using System.Text;

namespace FGan.Data;

/// <summary>Writes a table as comma-separated text.</summary>
internal static class CsvTableWriter
{
    public static void Write(string path, Table table) => OutputFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 15, leaveOpen: true);
        Write(writer, table);
    });

    public static void Write(TextWriter writer, Table table)
    {
        var text = new CsvTextBuffer(writer);
        ReadOnlySpan<Column> columns = table.Columns.AsSpan();
        for (int i = 0; i < columns.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.AppendField(columns[i].Name);
        }

        text.Append('\n');
        for (int row = 0; row < table.RowCount; row++) WriteRow(text, columns, row);
        text.Flush();
    }

    private static void WriteRow(CsvTextBuffer text, ReadOnlySpan<Column> columns, int row)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (i > 0) text.Append(',');
            columns[i].AppendTo(text, row);
        }

        // A line with nothing on it would be skipped on reading: alone in its row, a missing value is written as "".
        if (columns.Length == 1 && columns[0].IsMissing(row))
        {
            text.Append('"');
            text.Append('"');
        }

        text.Append('\n');
    }
}
