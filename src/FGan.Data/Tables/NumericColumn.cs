namespace FGan.Data;

/// <summary>A column of numbers, dates or times; a missing one is NaN.</summary>
/// <remarks>
/// Dates are days since 1970-01-01, with a time of day seconds since then, and times of day alone seconds since
/// midnight: all that is done with numbers can be done with them, and they are written as they were read.
/// </remarks>
public sealed class NumericColumn : Column
{
    /// <summary>
    /// The most decimals that are kept as a fixed count; numbers with more are written in their shortest exact form.
    /// </summary>
    public const int MostDecimals = 15;

    private readonly double[] _values;

    /// <summary>Makes a column from values.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; NaN is a missing one. Copied.</param>
    /// <param name="decimals">
    /// Digits after the point in text, null for the shortest text that reads back to the same double.
    /// </param>
    /// <param name="trimsZeros">Whether zeros at the end of the decimals are left out: 18 beside 18.7.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public NumericColumn(string name, ReadOnlySpan<double> values, int? decimals = null, bool trimsZeros = false)
        : this(name, values.ToArray(), new DecimalNotation(decimals, trimsZeros))
    {
    }

    private NumericColumn(string name, double[] values, NumberNotation notation)
        : base(name)
    {
        if (!notation.IsSound)
            throw new ArgumentOutOfRangeException(
                nameof(notation), notation, $"Decimals go from 0 to {MostDecimals}, or null.");
        (_values, Notation) = (values, notation);
        (Minimum, Maximum, MissingCount, IsInteger) = Survey(name, values);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => Notation is DateNotation ? ColumnKind.Date : ColumnKind.Numeric;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    /// <summary>The values; NaN where missing.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value of a row; NaN where missing.</summary>
    /// <param name="row">The row, from 0.</param>
    public double this[int row] => _values[row];

    /// <summary>Digits after the point in text; null for the shortest exact text, and for dates.</summary>
    public int? Decimals => (Notation as DecimalNotation)?.Decimals;

    /// <summary>Whether zeros at the end of the decimals are left out: 18 beside 18.7.</summary>
    public bool TrimsZeros => Notation is DecimalNotation { TrimsZeros: true };

    /// <summary>How dates and times are written, such as <c>yyyy-MM-dd</c>; null for numbers.</summary>
    public string? DatePattern => (Notation as DateNotation)?.Pattern;

    /// <summary>The date or time of a row.</summary>
    /// <param name="row">The row, from 0; its value is not missing.</param>
    /// <returns>A date without a time of day is at midnight, a time of day without a date on 0001-01-01.</returns>
    /// <exception cref="InvalidOperationException">The column holds numbers, or no value in that row.</exception>
    public DateTime Time(int row) => Notation is DateNotation dates && !IsMissing(row)
        ? dates.ToTime(_values[row])
        : throw new InvalidOperationException($"Row {row} of column {Name} holds no date.");

    /// <summary>Whether every value is a whole number, however it is written (181.0).</summary>
    public bool IsInteger { get; }

    /// <summary>The least value; NaN when all are missing.</summary>
    public double Minimum { get; }

    /// <summary>The greatest value; NaN when all are missing.</summary>
    public double Maximum { get; }

    private protected override string Summary
    {
        get
        {
            string kind = Kind == ColumnKind.Date ? "dates" : IsInteger ? "whole numbers" : "numbers";
            return MissingCount == Count
                ? $"{kind}, none given"
                : $"{kind} from {FormatValue(Minimum)} to {FormatValue(Maximum)}";
        }
    }

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(_values[row]);

    /// <inheritdoc/>
    public override string Format(int row) => IsMissing(row) ? "" : FormatValue(_values[row]);

    /// <inheritdoc/>
    public override NumericColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = _values[rows[i]];
        return Own(Name, taken, Notation);
    }

    /// <summary>How the values are written.</summary>
    internal NumberNotation Notation { get; }

    /// <summary>
    /// Makes a column that keeps <paramref name="values"/> without a copy; the caller lets go of them.
    /// </summary>
    internal static NumericColumn Own(string name, double[] values, NumberNotation notation) =>
        new(name, values, notation);

    /// <summary>The values that are there, in ascending order.</summary>
    internal double[] SortedValues()
    {
        var sorted = new double[Count - MissingCount];
        int at = 0;
        foreach (double value in _values)
        {
            if (!double.IsNaN(value)) sorted[at++] = value;
        }

        Array.Sort(sorted);
        return sorted;
    }

    /// <inheritdoc/>
    internal override void AppendTo(CsvTextBuffer text, int row)
    {
        if (!IsMissing(row)) text.Append(_values[row], Notation);
    }

    /// <summary>Writes a value as the column's own are written.</summary>
    internal string FormatValue(double value) => Notation.Text(value);

    private static (double Minimum, double Maximum, int Missing, bool Whole) Survey(string name, double[] values)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        int missing = 0;
        bool whole = true;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            if (value < least) least = value;
            if (value > greatest) greatest = value;
            whole &= value == Math.Floor(value);
        }

        if (missing == values.Length) return (double.NaN, double.NaN, missing, false);
        return double.IsFinite(least) && double.IsFinite(greatest)
            ? (least, greatest, missing, whole)
            : throw new ArgumentException(
                $"Column {name} holds an infinite value; a missing one is NaN.", nameof(values));
    }
}
