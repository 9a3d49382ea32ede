using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FGan.Data;

/// <summary>Reads a schema's JSON; every fault names the line, and the column where there is one.</summary>
internal ref struct SchemaReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly string _file;
    private Utf8JsonReader _json;

    private SchemaReader(ReadOnlySpan<byte> text, string file)
    {
        _text = text;
        _file = file;
        _json = new Utf8JsonReader(
            text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    private readonly long Line => 1 + _text[..(int)_json.TokenStartIndex].Count((byte)'\n');

    public static TableSchema Read(ReadOnlySpan<byte> json, string file)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        var reader = new SchemaReader(json.StartsWith(mark) ? json[mark.Length..] : json, file);
        try
        {
            return reader.ReadSchema();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            long line = (e as JsonException)?.LineNumber + 1 ?? reader.Line;
            throw new DataException(
                $"is no JSON: {DataException.Brief(e)}; correct it, or write it anew with fgan schema", file, line, inner: e);
        }
    }

    private TableSchema ReadSchema()
    {
        Expect(JsonTokenType.StartObject, "a schema is an object with \"columns\"", advance: true);
        ImmutableArray<SchemaColumn>? columns = null;
        ImmutableArray<string>? missing = null;
        ImmutableArray<string> constraints = [];
        while (NextProperty() is { } name)
        {
            switch (name)
            {
                case "version": ReadVersion(); break;
                case "missing": missing = ReadTexts(name); break;
                case "columns": columns = ReadColumns(); break;
                case "constraints": constraints = ReadTexts(name); break;
                case "suggested": _json.Skip(); break;
                default:
                    throw Fault(
                        $"{DataException.Show(name)} is no entry of a schema; there are version, missing, columns, constraints "
                        + "(and suggested, which is not read)");
            }
        }

        if (columns is not { IsEmpty: false } found) throw new DataException("names no columns; add \"columns\"", _file);
        return new TableSchema { Columns = found, Missing = missing, Constraints = constraints, File = _file };
    }

    private readonly void ReadVersion()
    {
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt32(out int version) || version != SchemaWords.Version)
            throw Fault($"the version is not {SchemaWords.Version}, which is what this program reads");
    }

    private ImmutableArray<SchemaColumn> ReadColumns()
    {
        Expect(JsonTokenType.StartArray, "columns are a list: [ {\"name\": …}, … ]");
        var columns = ImmutableArray.CreateBuilder<SchemaColumn>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            SchemaColumn column = ReadColumn();
            if (!names.Add(column.Name)) throw Fault("is there twice; keep one of them", column.Name, column.Line);
            columns.Add(column);
        }

        return columns.ToImmutable();
    }

    private SchemaColumn ReadColumn()
    {
        Expect(JsonTokenType.StartObject, "a column is an object with a name and a kind");
        long line = Line;
        string? name = null, kind = null;
        var column = new SchemaColumn("", SchemaKind.Category) { Line = line };
        while (NextProperty() is { } property)
        {
            switch (property)
            {
                case "name": name = ReadText(property, name); break;
                case "kind": kind = ReadText(property, name); break;
                case "minimum": column = column with { Minimum = ReadBound(property, name) }; break;
                case "maximum": column = column with { Maximum = ReadBound(property, name) }; break;
                case "decimals": column = column with { Decimals = ReadDecimals(name) }; break;
                case "categories": column = column with { Categories = ReadTexts(property, name) }; break;
                case "seen": _json.Skip(); break;
                default:
                    throw Fault(
                        $"{DataException.Show(property)} is nothing a schema says; there are name, kind, minimum, maximum, "
                        + "decimals, categories (and seen, which is not read)",
                        name);
            }
        }

        if (string.IsNullOrEmpty(name)) throw Fault("a column has no name; add \"name\"", null, line);
        SchemaKind known = SchemaWords.Find(kind)
            ?? throw Fault($"has the kind {DataException.Show(kind ?? "")}; give one of {SchemaWords.Kinds}", name, line);
        return Checked(column with { Name = name, Kind = known });
    }

    private readonly SchemaColumn Checked(SchemaColumn column)
    {
        bool isNumber = column.Kind == SchemaKind.Number, isOrdered = isNumber || column.Kind == SchemaKind.Date;
        string? stray = (column.Minimum ?? column.Maximum) is not null && !isOrdered ? "bounds"
            : column.Decimals is not null && !isNumber ? "decimals"
            : column.Categories is not null && column.Kind != SchemaKind.Category ? "categories"
            : null;
        if (stray is not null)
            throw Fault($"has {stray}, which a column of kind {SchemaWords.Of(column.Kind)} has not; drop them, or change the kind", column.Name, column.Line);
        if (column.Categories is { IsEmpty: true })
            throw Fault("has an empty list of categories; list some, or drop the list", column.Name, column.Line);
        return column;
    }

    private int ReadDecimals(string? column)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out int decimals)
            && decimals is >= 0 and <= NumericColumn.MostDecimals) return decimals;
        throw Fault($"decimals are {Shown()}; give a whole number from 0 to {NumericColumn.MostDecimals}", column);
    }

    private string ReadBound(string property, string? column) => _json.TokenType switch
    {
        JsonTokenType.Number => Encoding.UTF8.GetString(_json.ValueSpan),
        JsonTokenType.String => _json.GetString()!,
        _ => throw Fault($"the {property} is {Shown()}; give a number, or a date in quotes", column),
    };

    private string ReadText(string property, string? column) => _json.TokenType == JsonTokenType.String
        ? _json.GetString()!
        : throw Fault($"the {property} is {Shown()}; give a text in quotes", column);

    private ImmutableArray<string> ReadTexts(string property, string? column = null)
    {
        Expect(JsonTokenType.StartArray, $"{property} is a list of texts: [\"a\", \"b\"]", column: column);
        var texts = ImmutableArray.CreateBuilder<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            // A category such as 1 may be written without quotes.
            texts.Add(_json.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(_json.ValueSpan) : ReadText(property, column));
        }

        return texts.ToImmutable();
    }

    /// <summary>Moves to the next property's value; null at the end of the object.</summary>
    private string? NextProperty()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject) return null;
        string name = _json.GetString()!;
        _json.Read();
        return name;
    }

    private void Expect(JsonTokenType type, string what, bool advance = false, string? column = null)
    {
        if (advance) _json.Read();
        if (_json.TokenType != type) throw Fault($"{Shown()} stands where something else belongs: {what}", column);
    }

    private readonly string Shown() => _json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => DataException.Show(Encoding.UTF8.GetString(_json.ValueSpan)),
    };

    private readonly DataException Fault(string problem, string? column = null, long? line = null) =>
        new(problem, _file, line ?? Line, column);
}
