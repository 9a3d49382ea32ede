namespace FGan.Data;

/// <summary>
/// What the numbers of a column are: their range, how they are written, whether they are whole, and the step they go
/// in.
/// </summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Notation">How they are written.</param>
/// <param name="IsInteger">Whether all are whole, however they are written.</param>
/// <param name="Step">
/// The distance of which all differences are multiples, such as 25; 0 when they are not rounded.
/// </param>
internal sealed record NumberFormat(
    double Minimum, double Maximum, NumberNotation Notation, bool IsInteger, double Step)
{
    private const int LeastDistinct = 20;

    /// <summary>Whether the format, read from a file, is consistent.</summary>
    public bool IsSound => double.IsFinite(Minimum) && double.IsFinite(Maximum) && Minimum <= Maximum
        && Notation is { IsSound: true } && double.IsFinite(Step) && Step >= 0;

    /// <summary>The numbers that <see cref="Restore"/> makes.</summary>
    public ColumnRange Range => ColumnRange.Of(Minimum, Maximum, Notation);

    public static NumberFormat Of(NumericColumn column)
    {
        double unit = column.IsInteger ? Math.Max(column.Notation.Unit, 1) : column.Notation.Unit;
        return new NumberFormat(
            column.Minimum, column.Maximum, column.Notation, column.IsInteger, unit * CommonMultiple(column, unit));
    }

    /// <summary>The format with the bounds that a rule sets, moved inwards to the next number that the step allows.</summary>
    public NumberFormat Within(ColumnRule rule) => this with
    {
        Minimum = rule.Minimum is { } least ? OnGrid(least, up: true) : Minimum,
        Maximum = rule.Maximum is { } greatest ? OnGrid(greatest, up: false) : Maximum,
    };

    /// <summary>The number nearest to <paramref name="value"/> that the column could hold.</summary>
    public double Restore(double value)
    {
        value = Math.Clamp(value, Minimum, Maximum);
        if (Step > 0) value = Minimum + (Math.Round((value - Minimum) / Step) * Step);
        if (IsInteger) value = Math.Round(value);
        return Math.Clamp(Notation.Round(value), Minimum, Maximum);
    }

    private double OnGrid(double bound, bool up)
    {
        if (Step == 0) return bound;

        // A bound on the grid but for rounding stays where it is.
        double steps = (bound - Minimum) / Step;
        double whole = Math.Round(steps);
        if (Math.Abs(steps - whole) > 1e-9 * Math.Max(1, Math.Abs(steps))) whole = up ? Math.Ceiling(steps) : Math.Floor(steps);
        return Notation.Round(Minimum + (whole * Step));
    }

    /// <summary>Makes a column of restored numbers, written as the fitted column's are.</summary>
    public NumericColumn Column(string name, double[] values) => NumericColumn.Own(name, values, Notation);

    /// <summary>
    /// The greatest number of units that divides every difference; 1 when there are too few different values for a
    /// common divisor to be more than chance (among 20 numbers all even ones are as likely as 20 heads).
    /// </summary>
    private static long CommonMultiple(NumericColumn column, double unit)
    {
        const double Exact = 1L << 53;
        if (unit == 0 || Math.Max(Math.Abs(column.Minimum), Math.Abs(column.Maximum)) / unit >= Exact) return 1;
        long common = 0, first = (long)Math.Round(column.Minimum / unit);
        var distinct = new HashSet<long>();
        foreach (double value in column.Values)
        {
            if (double.IsNaN(value)) continue;
            long offset = (long)Math.Round(value / unit) - first;
            common = GreatestCommonDivisor(common, offset);
            if (common == 1) return 1;
            if (distinct.Count < LeastDistinct) distinct.Add(offset);
        }

        return distinct.Count < LeastDistinct ? 1 : Math.Max(common, 1);
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
