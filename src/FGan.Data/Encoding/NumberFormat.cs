namespace FGan.Data;

/// <summary>What numbers of a column look like: their range, how they are written, and whether they are whole.</summary>
internal sealed record NumberFormat(double Minimum, double Maximum, int? Decimals, bool TrimsZeros, bool IsInteger)
{
    public static NumberFormat Of(NumericColumn column) => new(column.Minimum, column.Maximum, column.Decimals, column.TrimsZeros, column.IsInteger);

    /// <summary>The distance between neighbouring numbers as they are written; 0 when they are not rounded.</summary>
    public double Grain => IsInteger ? 1 : Decimals is { } places ? Math.Pow(10, -places) : 0;

    /// <summary>Tells whether the format, read from a file, is consistent.</summary>
    public bool IsSound => double.IsFinite(Minimum) && double.IsFinite(Maximum) && Minimum <= Maximum
        && Decimals is null or (>= 0 and <= NumericColumn.MostDecimals);

    /// <summary>The number nearest to <paramref name="value"/> that the column could hold.</summary>
    public double Restore(double value)
    {
        if (IsInteger) value = Math.Round(value);
        else if (Decimals is { } places) value = Math.Round(value, places);
        return Math.Clamp(value, Minimum, Maximum);
    }

    /// <summary>Makes a column of restored numbers, written as the fitted column's are.</summary>
    public NumericColumn Column(string name, double[] values) => NumericColumn.Own(name, values, Decimals, TrimsZeros);
}
