using System.Globalization;

namespace FGan.Data;

/// <summary>A column of numbers; a missing one is NaN.</summary>
public sealed class NumericColumn : Column
{
    /// <summary>The most decimals that are kept as a fixed count; numbers with more are written in their shortest exact form.</summary>
    public const int MostDecimals = 15;

    /// <summary>Room for any number: 309 digits before the point, <see cref="MostDecimals"/> after it, and some to spare.</summary>
    internal const int LongestText = 400;

    private readonly double[] _values;
    private readonly string _format;

    /// <summary>Makes a column from values.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; NaN is a missing one. Copied.</param>
    /// <param name="decimals">
    /// Digits after the point in text, null for the shortest text that reads back to the same double.
    /// </param>
    /// <param name="trimsZeros">Whether zeros at the end of the decimals are left out: 18 beside 18.7.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public NumericColumn(string name, ReadOnlySpan<double> values, int? decimals = null, bool trimsZeros = false)
        : this(name, values.ToArray(), decimals, trimsZeros)
    {
    }

    private NumericColumn(string name, double[] values, int? decimals, bool trimsZeros)
        : base(name)
    {
        if (decimals is < 0 or > MostDecimals)
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals, $"Decimals go from 0 to {MostDecimals}, or null.");
        (_values, Decimals, TrimsZeros) = (values, decimals, trimsZeros);
        _format = decimals is { } places ? string.Create(CultureInfo.InvariantCulture, $"F{places}") : "R";
        (Minimum, Maximum, MissingCount, IsInteger) = Survey(name, values);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Numeric;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    /// <summary>The values; NaN where missing.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value of a row; NaN where missing.</summary>
    /// <param name="row">The row, from 0.</param>
    public double this[int row] => _values[row];

    /// <summary>Digits after the point in text, null for the shortest exact text.</summary>
    public int? Decimals { get; }

    /// <summary>Whether zeros at the end of the decimals are left out: 18 beside 18.7.</summary>
    public bool TrimsZeros { get; }

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
            string kind = IsInteger ? "whole numbers" : "numbers";
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
        return Own(Name, taken, Decimals, TrimsZeros);
    }

    /// <summary>Makes a column that keeps <paramref name="values"/> without a copy; the caller lets go of them.</summary>
    internal static NumericColumn Own(string name, double[] values, int? decimals, bool trimsZeros = false) =>
        new(name, values, decimals, trimsZeros);

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
        if (!IsMissing(row)) text.Append(_values[row], this);
    }

    /// <summary>Writes a number in the column's style and returns the number of characters.</summary>
    internal int FormatValue(double value, Span<char> text)
    {
        value.TryFormat(text, out int length, _format, CultureInfo.InvariantCulture);
        if (TrimsZeros && Decimals > 0) length = text[..length].TrimEnd('0').TrimEnd('.').Length;

        // A number that rounds to zero keeps no sign.
        Span<char> written = text[..length];
        bool isNegativeZero = written is ['-', ..] && written.IndexOfAnyInRange('1', '9') < 0;
        if (!isNegativeZero) return length;
        written[1..].CopyTo(written);
        return length - 1;
    }

    private string FormatValue(double value)
    {
        Span<char> text = stackalloc char[LongestText];
        return new string(text[..FormatValue(value, text)]);
    }

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
            : throw new ArgumentException($"Column {name} holds an infinite value; a missing one is NaN.", nameof(values));
    }
}
