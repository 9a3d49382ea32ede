namespace FGan.Data;

/// <summary>The least and greatest number that an encoder makes of a column.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="MinimumText">The least, as it is written.</param>
/// <param name="MaximumText">The greatest, as it is written.</param>
internal sealed record ColumnRange(double Minimum, double Maximum, string MinimumText, string MaximumText)
{
    public static ColumnRange Of(double minimum, double maximum, NumberNotation notation) =>
        new(minimum, maximum, notation.Text(minimum), notation.Text(maximum));
}
