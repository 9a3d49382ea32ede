namespace FGan.Data;

/// <summary>
/// Reads one table: header, rows into column readers, and a second pass for columns that turned out to be words late.
/// </summary>
internal sealed class CsvTableReader(CsvSource source, CsvOptions options)
{
    private readonly MissingTokens _missing = new([.. options.MissingTokens, .. options.AlsoMissing]);

    public Table Read()
    {
        CsvDialect dialect = CsvDialect.Of(source, options);
        string[] names = ReadHeader(dialect);
        var columns = new CsvColumnReader[names.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            ColumnKind? kind = options.Kinds.TryGetValue(names[i], out ColumnKind declared) ? declared : null;
            columns[i] = new CsvColumnReader(names[i], kind, dialect.DecimalPoint, _missing, source.Name);
        }

        ReadRows(dialect, columns);

        // Words after numbers: the numbers' own spelling is gone, so those columns are read again as words.
        bool[] again = [.. columns.Select(column => column.IsSpoilt)];
        if (again.Contains(true))
        {
            for (int i = 0; i < columns.Length; i++) columns[i].ReadAgain(again[i]);
            ReadRows(dialect, columns);
        }

        var built = columns.Select(column => column.Build()).ToArray();
        RequireHeaderIsNoRow(built);
        return new Table(built);
    }

    private string[] ReadHeader(CsvDialect dialect)
    {
        using CsvRecords records = source.Records(dialect.Delimiter, options);
        if (!records.Read())
            throw new DataException(
                "is empty; the first line names the columns, each further line is a row", source.Name);
        if (records.Count > options.MaxColumns)
            throw new DataException(
                $"has {records.Count} columns; at most {options.MaxColumns} are read", source.Name, records.Line);
        var names = new string[records.Count];
        for (int i = 0; i < names.Length; i++) names[i] = options.Header == CsvHeader.Absent ? $"x{i}" : records[i];
        if (options.Header != CsvHeader.Absent) CheckHeader(names, records.Line, dialect);
        options.RequireKindsAmong(names, source.Name);
        return names;
    }

    private void CheckHeader(string[] names, long line, CsvDialect dialect)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                string hint = i == 0 ? " (a row index that pandas wrote? save with index=False)" : "";
                throw new DataException($"column {i + 1} has no name; name it in the header{hint}", source.Name, line);
            }

            if (!seen.TryAdd(names[i], i))
                throw new DataException(
                    $"columns {seen[names[i]] + 1} and {i + 1} are both named {DataException.Show(names[i])}; names "
                    + "must differ",
                    source.Name, line);
        }

        if (options.Header == CsvHeader.Present || IsRowOfIndices(names)) return;
        string? number =
            names.FirstOrDefault(name => NumberText.Classify(name, dialect.DecimalPoint) != NumberForm.Text);
        if (number is not null)
            throw new DataException(
                $"the first line holds {DataException.Show(number)}, so it looks like data rather than column names; "
                + "add a header line, or say whether there is one",
                source.Name, line);
    }

    private static bool IsRowOfIndices(string[] names) => names.Select((name, i) => name == $"{i}").All(same => same);

    private void ReadRows(CsvDialect dialect, CsvColumnReader[] columns)
    {
        using CsvRecords records = source.Records(dialect.Delimiter, options);
        if (options.Header != CsvHeader.Absent) records.Read();
        while (records.Read())
        {
            if (records.Count != columns.Length) throw Ragged(records, columns);
            for (int i = 0; i < columns.Length; i++) columns[i].Add(records[i], records.Line);
        }

        if (columns[0].Count == 0)
            throw new DataException("has a header but no rows; add at least one row below it", source.Name);
    }

    private DataException Ragged(CsvRecords records, CsvColumnReader[] columns)
    {
        int got = records.Count;
        string where = got < columns.Length
            ? $"nothing for {DataException.Show(columns[got].Name)}"
            : $"{DataException.Show(records[columns.Length])} is beyond the last column";
        return new DataException(
            $"the row has {got} {(got == 1 ? "field" : "fields")}, the header {columns.Length} ({where}); add or remove a field, or quote the one "
            + "that holds a delimiter",
            source.Name, records.Line, columns[Math.Min(got, columns.Length - 1)].Name);
    }

    /// <summary>
    /// A header whose words recur below it in most of the categorical columns is a row that was taken for names.
    /// </summary>
    private void RequireHeaderIsNoRow(Column[] columns)
    {
        if (options.Header != CsvHeader.Required) return;
        var categorical = columns.OfType<CategoricalColumn>().ToArray();
        string[] recurring =
            [.. categorical.Where(column => column.Levels.Contains(column.Name)).Select(column => column.Name)];
        if (recurring.Length > 0 && 2 * recurring.Length > categorical.Length)
            throw new DataException(
                $"the first line holds {DataException.Show(recurring[0])}, which is a value in the rows below too, so "
                + "it looks like data rather than column names; add a header line, or say whether there is one",
                source.Name, 1);
    }
}
