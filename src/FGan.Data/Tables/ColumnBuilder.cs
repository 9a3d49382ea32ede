using System.Globalization;

namespace FGan.Data;

/// <summary>
/// Collects a column value by value from a source whose values have types: JSON, a database, a program's own objects.
/// </summary>
/// <remarks>
/// A column is numeric while every value is a number, and dates while every value is one. A text is a word even where it
/// consists of digits; words that are all written in one date pattern are dates. Numbers beside words become words.
/// Numbers that are just 0 and 1, and truth values, become two categories.
/// </remarks>
public sealed class ColumnBuilder
{
    private readonly ColumnKind? _declared;
    private readonly MissingTokens _missing;
    private readonly string _source;
    private readonly NumberStyle _style = new();
    private Growing<double> _numbers = new();
    private WordColumn? _words;
    private TimeColumn? _times;
    private int _given;

    /// <summary>Starts an empty column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Kinds by name and further texts that stand for a missing value.</param>
    /// <param name="source">What error messages call the source.</param>
    public ColumnBuilder(string name, CsvOptions? options = null, string source = "rows")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= CsvOptions.Default;
        (Name, _source, _missing) = (name, source, new MissingTokens(options.AlsoMissing));
        if (options.Kinds.TryGetValue(name, out ColumnKind declared)) _declared = declared;
        if (_declared is ColumnKind.Categorical or ColumnKind.Date) BecomeWords();
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a row without a value.</summary>
    public void AddMissing()
    {
        Count++;
        if (_words is not null) _words.AddMissing();
        else if (_times is not null) _times.AddMissing();
        else _numbers.Add(double.NaN);
    }

    /// <summary>Appends a text; an empty one is a missing value.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="DataException">The column is declared numeric and the text is no number.</exception>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string word = text.Trim();
        if (_missing.Contains(word)) AddMissing();
        else if (_declared == ColumnKind.Numeric) AddDeclaredNumber(word);
        else AddWord(word, isNumber: false);
    }

    /// <summary>Appends a truth value, as the word true or false.</summary>
    /// <param name="value">The value.</param>
    public void Add(bool value) => Add(value ? "true" : "false");

    /// <summary>Appends a number as it is written, from which the column's decimals are found.</summary>
    /// <param name="text">A number with a point for its decimals, an exponent allowed.</param>
    /// <exception cref="DataException">The number is beyond what a double holds.</exception>
    public void AddNumber(ReadOnlySpan<char> text)
    {
        NumberToken token = NumberText.Read(text, '.');
        if (token.Form == NumberForm.TooLarge)
            throw Fault($"{DataException.Show(text)} is too large for a number (at most 1.8e308); correct it");
        if (!_missing.IsEmpty && _missing.Contains(text.ToString())) AddMissing();
        else if (token.Form == NumberForm.Code && _declared == ColumnKind.Numeric) AddDeclaredNumber(text.ToString());
        else if (token.Form != NumberForm.Number || _words is not null) AddWord(text.ToString(), isNumber: true);
        else AddNumber(token);
    }

    /// <summary>Appends a number; NaN is a missing value.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="DataException">It is infinite.</exception>
    public void Add(double value)
    {
        if (double.IsNaN(value)) AddMissing();
        else if (double.IsInfinity(value)) throw Fault("is infinite; leave such rows out or replace the value");
        else AddNumber(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Appends a decimal number with the decimals it has: 1.50 has two.</summary>
    /// <param name="value">The number.</param>
    public void Add(decimal value) => AddNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends a whole number; in a column with numbers of 2^53 and more they are words.</summary>
    /// <param name="value">The number.</param>
    public void Add(long value) => AddNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends a date.</summary>
    /// <param name="value">The date.</param>
    public void Add(DateOnly value) => AddTime(value.ToDateTime(TimeOnly.MinValue), TimeForm.Date);

    /// <summary>Appends a time of day.</summary>
    /// <param name="value">The time.</param>
    public void Add(TimeOnly value) => AddTime(new DateTime(value.Ticks, DateTimeKind.Unspecified), TimeForm.TimeOfDay);

    /// <summary>Appends a date with a time of day; of kind <see cref="DateTimeKind.Utc"/> it is written with a Z.</summary>
    /// <param name="value">The point in time.</param>
    public void Add(DateTime value) =>
        AddTime(value, value.Kind == DateTimeKind.Utc ? TimeForm.Instant : TimeForm.DateAndTime);

    /// <summary>Makes the column of the rows so far; the builder is used up.</summary>
    /// <returns>The column, its kind found over all rows unless declared.</returns>
    /// <exception cref="DataException">The kind declared is not that of the values, or a slip stands among numbers.</exception>
    public Column Build()
    {
        if (_words is not null) return _words.Build();
        if (_times is not null) return _times.Build(Name);
        double[] values = _numbers.ToArray();
        bool isTruth = _declared is null && _style.Notation.Decimals == 0 && TruthColumn.Holds(values);
        return isTruth ? TruthColumn.Of(Name, values) : NumericColumn.Own(Name, values, _style.Notation);
    }

    private void AddNumber(in NumberToken token)
    {
        if (_times is not null) throw Mixed();
        _numbers.Add(token.Value);
        _style.Add(token);
        _given++;
        Count++;
    }

    private void AddDeclaredNumber(string text)
    {
        NumberToken token = NumberText.Read(text, '.');
        if (token.Form is NumberForm.Text or NumberForm.TooLarge)
            throw Fault(
                $"{DataException.Show(text)} is not a number; correct it, or add it to the missing tokens if it means a "
                + "missing value");
        if (token.Form == NumberForm.Code)
            token = token with { Value = double.Parse(text, CultureInfo.InvariantCulture) };
        AddNumber(token);
    }

    private void AddWord(string word, bool isNumber)
    {
        if (_times is not null) throw Mixed();
        if (_words is null) BecomeWords();
        if (word.Contains('\0')) throw Fault("holds a NUL character, which no table can hold; remove it");
        _words!.Add(word, isNumber, line: null);
        Count++;
    }

    private void AddTime(DateTime value, TimeForm form)
    {
        bool isDeclaredOtherwise = _declared is ColumnKind.Categorical or ColumnKind.Numeric;
        if (isDeclaredOtherwise || _given > 0 || (_words is not null && _declared != ColumnKind.Date))
        {
            AddWord(TimeColumn.Text(value, form), isNumber: false);
            return;
        }

        _words = null;
        _times ??= new TimeColumn(missing: Count);
        if (!_times.TryAdd(value, form)) throw Mixed();
        Count++;
    }

    /// <summary>What was a number so far becomes a word in its shortest exact spelling.</summary>
    private void BecomeWords()
    {
        _words = new WordColumn(Name, _declared, '.', _source) { SuspectsDecoration = false };
        foreach (double value in _numbers.ToArray())
        {
            if (double.IsNaN(value)) _words.AddMissing();
            else _words.Add(value.ToString("R", CultureInfo.InvariantCulture), isNumber: true, line: null);
        }

        _numbers = new Growing<double>();
    }

    private DataException Mixed() => Fault("holds dates beside other values; make them one kind at the source");

    private DataException Fault(string problem) => new($"row {Count + 1}: {problem}", _source, column: Name);
}
