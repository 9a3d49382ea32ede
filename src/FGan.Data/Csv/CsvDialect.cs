namespace FGan.Data;

/// <summary>How a file's fields are apart and how its numbers are written.</summary>
internal readonly record struct CsvDialect(char Delimiter, char DecimalPoint)
{
    private const int SampleLength = 1 << 15;

    /// <summary>The candidates, the likelier first.</summary>
    private static ReadOnlySpan<char> Delimiters => [',', ';', '\t', '|'];

    /// <summary>Finds the dialect from the start of a file, where the options leave it open.</summary>
    public static CsvDialect Of(CsvSource source, CsvOptions options)
    {
        string sample = source.Start(SampleLength, options);
        RequireTable(sample, source.Name);
        char delimiter = options.Delimiter ?? FindDelimiter(sample);
        bool comma = options.DecimalComma ?? HasDecimalComma(source, delimiter, options);
        if (comma && delimiter == ',' && options.DecimalComma is true && options.Delimiter is null)
            delimiter = FindDelimiter(sample, but: ',');
        return new CsvDialect(delimiter, comma ? ',' : '.');
    }

    /// <summary>
    /// Picks the delimiter whose count agrees best from line to line, and of those the most frequent.
    /// </summary>
    internal static char FindDelimiter(ReadOnlySpan<char> sample, char but = '\0')
    {
        char best = ',';
        double bestAgreement = 0;
        int bestCount = 0;
        foreach (char candidate in Delimiters)
        {
            if (candidate == but) continue;
            (int count, double agreement) = Survey(sample, candidate);
            if (count == 0) continue;
            bool better = agreement > bestAgreement + 0.1 || (agreement > bestAgreement - 0.1 && count > bestCount);
            if (better) (best, bestAgreement, bestCount) = (candidate, agreement, count);
        }

        return best;
    }

    /// <summary>
    /// Counts a delimiter outside quotes in the first line, and the share of the lines that have as many.
    /// </summary>
    private static (int Count, double Agreement) Survey(ReadOnlySpan<char> sample, char delimiter)
    {
        int first = -1, count = 0, lines = 0, agreeing = 0;
        bool quoted = false, blank = true;
        foreach (char c in sample)
        {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == '\n')
            {
                if (blank) continue;
                if (first < 0) first = count;
                lines++;
                if (count == first) agreeing++;
                (count, blank) = (0, true);
            }
            else if (c != '\r')
            {
                blank = false;
                if (c == delimiter) count++;
            }
        }

        return lines == 0 ? (count, 1) : (first, (double)agreeing / lines);
    }

    private static void RequireTable(ReadOnlySpan<char> sample, string file)
    {
        ReadOnlySpan<char> text = sample.TrimStart();
        if (text.IsEmpty)
            throw new DataException("is empty; the first line names the columns, each further line is a row", file);
        if (text[0] == '<')
            throw new DataException("looks like HTML or XML, not a table of delimited text; export it as CSV", file);
        if (text[0] == '{')
            throw new DataException("looks like JSON, not a table of delimited text; export it as CSV", file);
        if (text[0] == '[')
            throw new DataException(
                "looks like a JSON array, not a table; write one object a line (jq -c '.[]' does), or export it as CSV",
                file);
    }

    /// <summary>
    /// Looks for numbers such as 1,5 in the fields of the first rows; a number such as 1.5 settles it the other way.
    /// </summary>
    private static bool HasDecimalComma(CsvSource source, char delimiter, CsvOptions options)
    {
        const int Rows = 200;
        using CsvRecords records = source.Records(delimiter, options);
        bool clear = false;
        (long Line, string Text)? ambiguous = null;
        for (int row = 0; row < Rows && records.Read(); row++)
        {
            for (int i = 0; i < records.Count; i++)
            {
                string field = records[i];
                if (NumberText.Read(field, '.') is { Form: NumberForm.Number, Decimals: > 0 }) return false;
                if (!field.Contains(',') || NumberText.Read(field, ',') is not { Form: NumberForm.Number } number)
                    continue;
                bool mayBeThousands =
                    number.Decimals == 3 && !field.TrimStart('+', '-').StartsWith("0,", StringComparison.Ordinal);
                if (mayBeThousands) ambiguous ??= (records.Line, field);
                else clear = true;
            }
        }

        return clear || ambiguous is null ? clear : throw new DataException(
            $"{DataException.Show(ambiguous.Value.Text)} may mean a decimal comma or thousands; write numbers with a "
            + "point, or say which it is",
            source.Name, ambiguous.Value.Line);
    }
}
