namespace FGan.Symbolics;

/// <summary>A range of real numbers; an end may be infinite.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end, not below the lower one.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>All real numbers.</summary>
    public static Interval Reals => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The positive numbers.</summary>
    public static Interval Positives => new(0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"[{Lower}, {Upper}]");
}
