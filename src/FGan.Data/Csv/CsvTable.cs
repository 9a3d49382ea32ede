namespace FGan.Data;

/// <summary>
/// Reads and writes tables as delimited text: a header line, then one row a line.
/// </summary>
/// <remarks>
/// The delimiter is found among comma, semicolon, tab and pipe. Fields may be quoted, lines end in LF or CRLF, a byte
/// order mark and gzip are recognised. A column is numeric when every value that is not missing is a number;
/// whole-number columns that hold just 0 and 1 are truth values and so categorical, and digits with a leading zero
/// (007) are words. A column with mostly numbers but a few words in it is an error, because it is far more often a slip
/// than a meaning; <see cref="CsvOptions.Kinds"/> settles it.
/// </remarks>
public static class CsvTable
{
    /// <summary>Reads a table from a file.</summary>
    /// <param name="path">Delimited text, plain or gzipped.</param>
    /// <param name="options">How to read it; the defaults when left out.</param>
    /// <returns>All rows, with each column's kind inferred over all of them.</returns>
    /// <exception cref="DataException">
    /// The file is missing or is no table; the message names line, column and fix.
    /// </exception>
    public static Table Read(string path, CsvOptions? options = null)
    {
        if (FileSignature.ForeignTo(InputFile.ReadStart(path, FileSignature.Length)) is { } what)
            throw new DataException($"is {what}, not a table of delimited text; export it as CSV", path);
        var source = new CsvSource(path, () => Decode(InputFile.Open(path)));
        return new CsvTableReader(source, options ?? CsvOptions.Default).Read();
    }

    /// <summary>Reads a table from text in memory.</summary>
    /// <param name="text">Delimited text.</param>
    /// <param name="options">How to read it; the defaults when left out.</param>
    /// <param name="name">What error messages call the text.</param>
    /// <returns>All rows, with each column's kind inferred over all of them.</returns>
    /// <exception cref="DataException">The text is no table; the message names line, column and fix.</exception>
    public static Table Parse(string text, CsvOptions? options = null, string name = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = new CsvSource(name, () => new StringReader(text));
        return new CsvTableReader(source, options ?? CsvOptions.Default).Read();
    }

    /// <summary>
    /// Writes a table to a file, all of it or nothing: comma-separated, UTF-8, LF, quoted where needed, missing values
    /// as nothing.
    /// </summary>
    /// <param name="path">The target, replaced when it exists; gzipped when its name ends in <c>.gz</c>.</param>
    /// <param name="table">The rows; numbers are written with their column's decimals.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, Table table) => CsvTableWriter.Write(path, table);

    /// <summary>Writes a table as delimited text.</summary>
    /// <param name="writer">Where to; stays open.</param>
    /// <param name="table">The rows; numbers are written with their column's decimals.</param>
    public static void Write(TextWriter writer, Table table) => CsvTableWriter.Write(writer, table);

    private static StreamReader Decode(Stream stream)
    {
        var strict = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 15);
    }
}
