namespace FGan.Data;

/// <summary>
/// Collects one column: numbers as long as all values are, words from the first value that is none. Words that come
/// after numbers spoil the column for this pass, because the numbers' spelling is no longer there.
/// </summary>
internal sealed class CsvColumnReader
{
    private readonly ColumnKind? _declared;
    private readonly char _point;
    private readonly MissingTokens _missing;
    private readonly string _file;
    private readonly NumberStyle _style = new();
    private Growing<double>? _numbers;
    private WordColumn? _words;
    private bool _skips;
    private int _given;

    public CsvColumnReader(string name, ColumnKind? declared, char point, MissingTokens missing, string file)
    {
        (Name, _declared, _point, _missing, _file) = (name, declared, point, missing, file);
        if (declared is ColumnKind.Categorical or ColumnKind.Date) _words = NewWords();
        else _numbers = new Growing<double>();
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The rows read.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a word came after numbers.</summary>
    public bool IsSpoilt { get; private set; }

    /// <summary>Prepares for the second pass: a spoilt column collects words, another keeps what it has.</summary>
    public void ReadAgain(bool asWords)
    {
        Count = 0;
        _skips = !asWords;
        if (!asWords) return;
        (IsSpoilt, _given) = (false, 0);
        (_numbers, _words) = (null, NewWords());
    }

    /// <summary>Appends a row.</summary>
    public void Add(string text, long line)
    {
        Count++;
        if (_skips || IsSpoilt) return;
        if (_words is not null) AddWord(_words, text, line);
        else AddNumber(text, line);
    }

    /// <summary>Makes the column from the rows read.</summary>
    public Column Build()
    {
        if (_words is not null) return _words.Build();
        double[] values = _numbers!.ToArray();
        bool isTruth = _declared is null && _style.Notation.Decimals == 0 && TruthColumn.Holds(values);
        return isTruth ? TruthColumn.Of(Name, values) : NumericColumn.Own(Name, values, _style.Notation);
    }

    private void AddNumber(string text, long line)
    {
        if (_missing.IncludesNumbers && _missing.Contains(text))
        {
            _numbers!.Add(double.NaN);
            return;
        }

        NumberToken token = NumberText.Read(text, _point);
        switch (token.Form)
        {
            case NumberForm.Number:
                _numbers!.Add(token.Value);
                _given++;
                _style.Add(token);
                break;
            case NumberForm.Code when _declared == ColumnKind.Numeric:
                _numbers!.Add(
                    double.Parse(text.Replace(_point, '.'), System.Globalization.CultureInfo.InvariantCulture));
                _given++;
                break;
            case NumberForm.TooLarge:
                throw new DataException(
                    $"{DataException.Show(text)} is too large for a number (at most 1.8e308); correct it",
                    _file, line, Name);
            default:
                if (_missing.Contains(text)) _numbers!.Add(double.NaN);
                else AddFirstWord(text, line);
                break;
        }
    }

    private void AddFirstWord(string text, long line)
    {
        if (_declared == ColumnKind.Numeric)
            throw new DataException(
                $"{DataException.Show(text)} is not a number; correct it, or add it to the missing tokens if it means "
                + "a missing value",
                _file, line, Name);
        if (_given > 0)
        {
            IsSpoilt = true;
            return;
        }

        _words = NewWords();
        for (int row = 0; row < _numbers!.Count; row++) _words.AddMissing();
        _numbers = null;
        AddWord(_words, text, line);
    }

    private void AddWord(WordColumn words, string text, long line)
    {
        if (_missing.Contains(text)) words.AddMissing();
        else words.Add(text, NumberText.Classify(text, _point) != NumberForm.Text, line);
    }

    private WordColumn NewWords() => new(Name, _declared, _point, _file);
}
