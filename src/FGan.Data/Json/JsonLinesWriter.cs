using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FGan.Data;

/// <summary>Writes a table as JSON lines.</summary>
internal static class JsonLinesWriter
{
    private const int Portion = 1 << 15;

    private static readonly JsonWriterOptions Style = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Write(Stream stream, Table table)
    {
        var text = new ArrayBufferWriter<byte>(2 * Portion);
        using var json = new Utf8JsonWriter(text, Style);
        CellWriter[] cells = [.. table.Columns.Select(CellWriter.For)];
        for (int row = 0; row < table.RowCount; row++)
        {
            json.Reset();
            json.WriteStartObject();
            foreach (CellWriter cell in cells) cell.Write(json, row);
            json.WriteEndObject();
            json.Flush();
            text.Write("\n"u8);
            if (text.WrittenCount < Portion) continue;
            stream.Write(text.WrittenSpan);
            text.ResetWrittenCount();
        }

        stream.Write(text.WrittenSpan);
    }

    /// <summary>Writes a column's cells, its name escaped once.</summary>
    private abstract class CellWriter(Column column)
    {
        private readonly JsonEncodedText _name = JsonEncodedText.Encode(column.Name, Style.Encoder);

        public static CellWriter For(Column column) => column switch
        {
            NumericColumn { Kind: ColumnKind.Numeric } numbers => new NumberWriter(numbers),
            NumericColumn dates => new DateWriter(dates),
            _ => new WordWriter((CategoricalColumn)column),
        };

        public void Write(Utf8JsonWriter json, int row)
        {
            json.WritePropertyName(_name);
            if (column.IsMissing(row)) json.WriteNullValue();
            else WriteValue(json, row);
        }

        protected abstract void WriteValue(Utf8JsonWriter json, int row);
    }

    private sealed class NumberWriter(NumericColumn column) : CellWriter(column)
    {
        private readonly char[] _text = new char[NumberNotation.LongestText];

        protected override void WriteValue(Utf8JsonWriter json, int row)
        {
            int length = column.Notation.Write(column[row], _text);
            json.WriteRawValue(_text.AsSpan(0, length), skipInputValidation: true);
        }
    }

    private sealed class DateWriter(NumericColumn column) : CellWriter(column)
    {
        private readonly char[] _text = new char[NumberNotation.LongestText];

        protected override void WriteValue(Utf8JsonWriter json, int row)
        {
            int length = column.Notation.Write(column[row], _text);
            json.WriteStringValue(_text.AsSpan(0, length));
        }
    }

    private sealed class WordWriter(CategoricalColumn column) : CellWriter(column)
    {
        private readonly TruthForm _truth = column.Truth;
        private readonly JsonEncodedText[] _levels =
            [.. column.Levels.Select(level => JsonEncodedText.Encode(level, Style.Encoder))];

        protected override void WriteValue(Utf8JsonWriter json, int row)
        {
            int code = column.Codes[row];
            if (_truth == TruthForm.Digits) json.WriteRawValue(column.Levels[code], skipInputValidation: true);
            else if (_truth == TruthForm.Words) json.WriteBooleanValue(column.Levels[code] == "true");
            else json.WriteStringValue(_levels[code]);
        }
    }
}
