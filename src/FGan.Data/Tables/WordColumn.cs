namespace FGan.Data;

/// <summary>
/// Collects a column's words and tells at the end what they are: dates, categories, or numbers with slips among them.
/// </summary>
/// <param name="name">The column's name.</param>
/// <param name="declared">What the user says the column is; null to find out.</param>
/// <param name="point">The decimal point of numbers among the words.</param>
/// <param name="file">What error messages call the source.</param>
internal sealed class WordColumn(string name, ColumnKind? declared, char point, string file)
{
    /// <summary>
    /// A column with more distinct numbers than this and few words has a slip in it rather than categories.
    /// </summary>
    private const int MostNumberLevels = 50;
    private const double SlipShare = 0.1;

    private readonly LevelBuilder _levels = new();
    private int _given;
    private int _others;
    private (long? Line, string Text) _firstOther;

    /// <summary>
    /// Whether words with the looks of 1,234 or $5 stand for numbers, as they do in text; where values have types they
    /// are words.
    /// </summary>
    public bool SuspectsDecoration { get; init; } = true;

    /// <summary>Appends a row without a value.</summary>
    public void AddMissing() => _levels.Add(null);

    /// <summary>Appends a word.</summary>
    /// <param name="text">The word, not empty.</param>
    /// <param name="isNumber">Whether it is a number all the same.</param>
    /// <param name="line">The line it stands on.</param>
    public void Add(string text, bool isNumber, long? line)
    {
        _levels.Add(text);
        _given++;
        if (!isNumber && _others++ == 0) _firstOther = (line, text);
    }

    /// <summary>Makes the column; the collection is used up.</summary>
    public Column Build()
    {
        if (declared != ColumnKind.Categorical && DateNotation.Find(_levels.Words) is { } dates) return BuildDates(dates);
        if (declared == ColumnKind.Date) throw Undated();
        if (declared is null) RequireNoSlip();
        return _levels.Build(name);
    }

    private NumericColumn BuildDates(DateNotation notation)
    {
        CategoricalColumn words = _levels.Build(name);
        double[] numbers = [.. words.Levels.Select(notation.Parse)];
        var values = new double[words.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = words.IsMissing(row) ? double.NaN : numbers[words.Codes[row]];
        return NumericColumn.Own(name, values, notation);
    }

    private DataException Undated()
    {
        string some = string.Join(", ", _levels.Words.Take(3).Select(word => DataException.Show(word)));
        return new DataException(
            $"has no one date format for all its values ({some}); write them as 2024-12-31", file, column: name);
    }

    private void RequireNoSlip()
    {
        IReadOnlyCollection<string> words = _levels.Words;
        bool isMostlyNumbers = _others > 0 && _others <= SlipShare * _given;
        if (isMostlyNumbers && words.Count(word => NumberText.Classify(word, point) == NumberForm.Number) > MostNumberLevels)
        {
            throw new DataException(
                $"{DataException.Show(_firstOther.Text)} stands among {_given - _others} numbers ({_others} such); "
                + "correct it, add it to the missing tokens, or declare the column categorical",
                file, _firstOther.Line, name);
        }

        if (!SuspectsDecoration) return;
        int decorated = words.Count > MostNumberLevels ? words.Count(NumberText.IsDecorated) : 0;
        if (decorated > (1 - SlipShare) * words.Count)
        {
            throw new DataException(
                $"{DataException.Show(words.First(NumberText.IsDecorated))} and the like look like numbers with "
                + "thousands or a unit; write them plainly (1234.5), or declare the column categorical",
                file, column: name);
        }
    }
}
