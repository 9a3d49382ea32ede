namespace FGan.Data;

/// <summary>Reads and writes tables as JSON lines: one object a row, its keys the columns.</summary>
/// <remarks>
/// A key that a row lacks, and null, are missing values. Numbers are numbers, texts are words even where they consist of
/// digits, and words all written in one date pattern are dates. Objects and arrays within a row are an error: a table
/// has one value a cell.
/// </remarks>
public static class JsonLinesTable
{
    /// <summary>Reads a table from a file.</summary>
    /// <param name="path">One JSON object a line, UTF-8, plain or gzipped; empty lines are skipped.</param>
    /// <param name="options">Limits, kinds and further missing texts; the defaults when left out.</param>
    /// <returns>All rows; the columns are in the order in which their keys first occur.</returns>
    /// <exception cref="DataException">
    /// The file is missing or is no table; the message names line, column and fix.
    /// </exception>
    public static Table Read(string path, CsvOptions? options = null)
    {
        using Stream stream = InputFile.Open(path);
        return new JsonLinesReader(path, options ?? CsvOptions.Default).Read(stream);
    }

    /// <summary>
    /// Writes a table to a file, all of it or nothing: numbers as numbers, the words true and false as truth values,
    /// other words and dates as texts, missing values as null.
    /// </summary>
    /// <param name="path">The target, replaced when it exists; gzipped when its name ends in <c>.gz</c>.</param>
    /// <param name="table">The rows; numbers are written with their column's decimals.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        OutputFile.Write(path, stream => JsonLinesWriter.Write(stream, table));
    }
}
