using System.Text.Json;

namespace FGan.Data;

/// <summary>Reads one table from JSON lines, line by line; what a row holds goes straight into its columns.</summary>
internal sealed class JsonLinesReader(string file, CsvOptions options)
{
    /// <summary>
    /// Cells that no row gave cost memory too: beyond this many for each that one did, rows do not share their keys.
    /// </summary>
    private const long MostAbsentPerGiven = 20;
    private const long AbsentFloor = 10_000_000;

    private readonly List<ColumnBuilder> _columns = [];
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private int _rows;
    private long _given;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public Table Read(Stream stream)
    {
        var lines = new ByteLines(stream, file, options.MaxLineLength);
        while (lines.Read())
        {
            ReadOnlySpan<byte> line = lines.Current;
            if (lines.Number == 1 && line.StartsWith(Mark)) line = line[Mark.Length..];
            if (line.Trim(" \t"u8).IsEmpty) continue;
            ReadRow(line, lines.Number);
        }

        if (_rows == 0) throw new DataException("holds no rows; each line is one JSON object, such as {\"age\":42}", file);
        if (_columns.Count == 0) throw new DataException("holds only empty objects; name the columns in them", file);
        options.RequireKindsAmong(_indexOf.Keys, file);
        foreach (ColumnBuilder column in _columns) FillUp(column);
        return new Table(_columns.Select(column => column.Build()));
    }

    private void ReadRow(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Fault(
                    number,
                    $"starts with {Kind(json.TokenType)}; each line is one object, such as {{\"age\":42}} (jq -c '.[]' makes "
                    + "lines of an array)");
            int expected = 0;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                ColumnBuilder column = Find(ref json, ref expected, number);
                json.Read();
                Add(ref json, column, number);
            }

            if (json.Read()) throw new JsonException("something follows the object");
            _rows++;
            RequireSharedKeys(number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Fault(number, $"is not one JSON object ({DataException.Brief(e)}); write one row a line", e);
        }
    }

    /// <summary>Finds a key's column; most rows have the keys in the order of the row before.</summary>
    private ColumnBuilder Find(ref Utf8JsonReader json, ref int expected, long number)
    {
        if (expected >= _columns.Count || !json.ValueTextEquals(_columns[expected].Name))
        {
            string name = json.GetString()!;
            if (!_indexOf.TryGetValue(name, out expected)) expected = AddColumn(name, number);
        }

        ColumnBuilder column = _columns[expected++];
        return column.Count <= _rows ? column : throw Fault(
            number, "the key stands twice in the row; once is allowed", column: column.Name);
    }

    private int AddColumn(string name, long number)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0'))
            throw Fault(number, "has a key without a name; every column needs one");
        if (_columns.Count == options.MaxColumns)
            throw Fault(number, $"has one more key than the {options.MaxColumns} columns that are read");
        _columns.Add(new ColumnBuilder(name, options, file));
        _indexOf.Add(name, _columns.Count - 1);
        return _columns.Count - 1;
    }

    private void Add(ref Utf8JsonReader json, ColumnBuilder column, long number)
    {
        FillUp(column);
        _given++;
        switch (json.TokenType)
        {
            case JsonTokenType.Null: column.AddMissing(); break;
            case JsonTokenType.True: column.Add(true); break;
            case JsonTokenType.False: column.Add(false); break;
            case JsonTokenType.Number: AddNumber(ref json, column); break;
            case JsonTokenType.String: column.Add(RequireShort(json.GetString()!, column, number)); break;
            default:
                throw Fault(
                    number,
                    $"holds {Kind(json.TokenType)}; a cell is a number, a text, true, false or null: flatten the data "
                    + "first, or leave the key out",
                    column: column.Name);
        }
    }

    private static void AddNumber(ref Utf8JsonReader json, ColumnBuilder column)
    {
        Span<char> text = json.ValueSpan.Length <= 64 ? stackalloc char[64] : new char[json.ValueSpan.Length];
        int length = System.Text.Encoding.ASCII.GetChars(json.ValueSpan, text);
        column.AddNumber(text[..length]);
    }

    private string RequireShort(string text, ColumnBuilder column, long number) => text.Length <= options.MaxFieldLength
        ? text
        : throw Fault(
            number, $"a text is longer than {options.MaxFieldLength} characters; shorten it or leave the column out",
            column: column.Name);

    private void FillUp(ColumnBuilder column)
    {
        while (column.Count < _rows) column.AddMissing();
    }

    private void RequireSharedKeys(long number)
    {
        long absent = ((long)_rows * _columns.Count) - _given;
        if (absent <= AbsentFloor || absent / MostAbsentPerGiven <= _given) return;
        throw Fault(
            number,
            $"brings the keys to {_columns.Count} over {_rows} rows, of which a row has {(double)_given / _rows:0.#} on "
            + "average; rows of a table share their columns");
    }

    private DataException Fault(long line, string problem, Exception? inner = null, string? column = null) =>
        new(problem, file, line, column, inner);

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        _ => token.ToString().ToLowerInvariant(),
    };
}
