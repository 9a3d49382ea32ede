using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FGan.Data;

/// <summary>Text that can be read more than once, and what to call it in messages.</summary>
internal sealed record CsvSource(string Name, Func<TextReader> Open)
{
    /// <summary>Starts reading records; every fault of the text becomes a <see cref="DataException"/>.</summary>
    public CsvRecords Records(char delimiter, CsvOptions options) =>
        new(Name, new GuardedReader(Open(), Name, options.MaxLineLength, delimiter), delimiter, options);

    /// <summary>Reads the first <paramref name="length"/> characters, fewer when there are no more.</summary>
    public string Start(int length, CsvOptions options)
    {
        using var reader = new GuardedReader(Open(), Name, options.MaxLineLength);
        var start = new char[length];
        return new string(start, 0, reader.ReadBlock(start, 0, length));
    }
}

/// <summary>The records of delimited text one by one, each with the line it starts on.</summary>
internal sealed class CsvRecords : IDisposable
{
    private readonly string _file;
    private readonly CsvParser _parser;
    private readonly int _maxFieldLength;

    public CsvRecords(string file, TextReader reader, char delimiter, CsvOptions options)
    {
        _file = file;
        _maxFieldLength = options.MaxFieldLength;
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BufferSize = 1 << 15,
            ProcessFieldBufferSize = 1 << 10,
            MaxFieldSize = options.MaxFieldLength,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => throw BadQuote(),
        });
    }

    /// <summary>The line that the current record starts on, from 1; after blank lines, the first of them.</summary>
    public long Line { get; private set; }

    /// <summary>The number of fields of the current record.</summary>
    public int Count => _parser.Count;

    /// <summary>A field of the current record, unquoted and trimmed.</summary>
    public string this[int field] => _parser[field];

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        Line = _parser.RawRow + 1;
        try
        {
            return _parser.Read();
        }
        catch (MaxFieldSizeException e)
        {
            throw new DataException(
                $"a field is longer than {_maxFieldLength} characters; look for a quote (\") that is never closed",
                _file, Line, inner: e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    private DataException BadQuote() => new(
        "a quote (\") stands inside a field or is never closed; put the field in quotes and double the quotes in it",
        _file, Line);
}
