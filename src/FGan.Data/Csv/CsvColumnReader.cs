using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Collects one column: numbers as long as all values are, words from the first value that is none. Words that come
/// after numbers spoil the column for this pass, because the numbers' spelling is no longer there.
/// </summary>
internal sealed class CsvColumnReader
{
    /// <summary>
    /// A column with more distinct numbers than this and few words has a slip in it rather than categories.
    /// </summary>
    private const int MostNumberLevels = 50;
    private const double SlipShare = 0.1;

    private readonly ColumnKind? _declared;
    private readonly char _point;
    private readonly MissingTokens _missing;
    private readonly string _file;
    private readonly NumberStyle _style = new();
    private Growing<double>? _numbers;
    private LevelBuilder? _levels;
    private bool _skips;
    private int _given;
    private int _others;
    private (long Line, string Text) _firstOther;

    public CsvColumnReader(string name, ColumnKind? declared, char point, MissingTokens missing, string file)
    {
        (Name, _declared, _point, _missing, _file) = (name, declared, point, missing, file);
        if (declared is ColumnKind.Categorical or ColumnKind.Date) _levels = new LevelBuilder();
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
        (IsSpoilt, _given, _others) = (false, 0, 0);
        (_numbers, _levels) = (null, new LevelBuilder());
    }

    /// <summary>Appends a row.</summary>
    public void Add(string text, long line)
    {
        Count++;
        if (_skips || IsSpoilt) return;
        if (_levels is not null) AddWord(text, line);
        else AddNumber(text, line);
    }

    /// <summary>Makes the column from the rows read.</summary>
    public Column Build()
    {
        if (_levels is not null) return BuildWords(_levels);
        double[] values = _numbers!.ToArray();
        if (_declared is null && IsTruth(values)) return Truth(values);
        return NumericColumn.Own(Name, values, _style.Notation);
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

        _levels = new LevelBuilder();
        for (int row = 0; row < _numbers!.Count; row++) _levels.Add(null);
        _numbers = null;
        AddWord(text, line);
    }

    private void AddWord(string text, long line)
    {
        if (_missing.Contains(text))
        {
            _levels!.Add(null);
            return;
        }

        _levels!.Add(text);
        _given++;
        if (NumberText.Classify(text, _point) != NumberForm.Text) return;
        if (_others++ == 0) _firstOther = (line, text);
    }

    private Column BuildWords(LevelBuilder levels)
    {
        if (_declared != ColumnKind.Categorical && DateNotation.Find(levels.Words) is { } dates)
            return BuildDates(levels, dates);
        if (_declared == ColumnKind.Date) throw Undated(levels.Words);
        if (_declared is null) RequireNoSlip(levels.Words);
        return levels.Build(Name);
    }

    private DataException Undated(IEnumerable<string> words)
    {
        string some = string.Join(", ", words.Take(3).Select(word => DataException.Show(word)));
        return new DataException(
            $"has no one date format for all its values ({some}); write them as 2024-12-31", _file, column: Name);
    }

    private NumericColumn BuildDates(LevelBuilder levels, DateNotation notation)
    {
        CategoricalColumn words = levels.Build(Name);
        double[] numbers = [.. words.Levels.Select(notation.Parse)];
        var values = new double[words.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = words.IsMissing(row) ? double.NaN : numbers[words.Codes[row]];
        return NumericColumn.Own(Name, values, notation);
    }

    private void RequireNoSlip(IReadOnlyCollection<string> words)
    {
        int numbers = words.Count(word => NumberText.Classify(word, _point) == NumberForm.Number);
        if (_others > 0 && _others <= SlipShare * _given && numbers > MostNumberLevels)
        {
            throw new DataException(
                $"{DataException.Show(_firstOther.Text)} stands among {_given - _others} numbers ({_others} such); "
                + "correct it, add it to the missing tokens, or declare the column categorical",
                _file, _firstOther.Line, Name);
        }

        int decorated = words.Count > MostNumberLevels ? words.Count(NumberText.IsDecorated) : 0;
        if (decorated > (1 - SlipShare) * words.Count)
        {
            throw new DataException(
                $"{DataException.Show(words.First(NumberText.IsDecorated))} and the like look like numbers with "
                + "thousands or a unit; write them plainly (1234.5), or declare the column categorical",
                _file, column: Name);
        }
    }

    private bool IsTruth(double[] values)
    {
        if (_style.Notation.Decimals != 0) return false;
        bool zero = false, one = false;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            if (value == 0) zero = true;
            else if (value == 1) one = true;
            else return false;
        }

        return zero && one;
    }

    private CategoricalColumn Truth(double[] values)
    {
        var codes = new int[values.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = double.IsNaN(values[i]) ? CategoricalColumn.Missing : (int)values[i];
        return CategoricalColumn.Own(Name, codes, ImmutableArray.Create("0", "1"));
    }
}
