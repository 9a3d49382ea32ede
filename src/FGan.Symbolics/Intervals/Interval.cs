using System.Globalization;

namespace FGan.Symbolics;

/// <summary>A range of real numbers; an infinite end means that there is no bound, not that infinity belongs to it.</summary>
/// <param name="Lower">The lower end; NaN, with the upper, for the empty range.</param>
/// <param name="Upper">The upper end, not below the lower one.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>All real numbers.</summary>
    public static Interval Reals => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The positive numbers, with 0 as their border.</summary>
    public static Interval Positives => new(0, double.PositiveInfinity);

    /// <summary>No number at all: what a function makes of a range outside its domain.</summary>
    public static Interval Empty => new(double.NaN, double.NaN);

    /// <summary>Whether there is no number in it.</summary>
    public bool IsEmpty => double.IsNaN(Lower);

    /// <summary>Whether all numbers in it are 0 or more.</summary>
    public bool IsNonNegative => Lower >= 0;

    /// <summary>Whether all numbers in it are 0 or less.</summary>
    public bool IsNonPositive => Upper <= 0;

    /// <summary>Upper − lower, rounded up.</summary>
    public double Width => IsEmpty ? 0 : Rounding.AddUp(Upper, -Lower);

    /// <summary>Makes the range of a single number.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>[value, value].</returns>
    public static Interval Of(double value) => new(value, value);

    /// <summary>Whether a number lies in it.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>Whether Lower ≤ value ≤ Upper.</returns>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>Whether another range lies in it.</summary>
    /// <param name="other">Another range; the empty one lies in every range.</param>
    /// <returns>Whether every number of the other lies in this one.</returns>
    public bool Contains(Interval other) => other.IsEmpty || (Lower <= other.Lower && other.Upper <= Upper);

    /// <summary>The numbers in both.</summary>
    /// <param name="other">Another range.</param>
    /// <returns>The common part, perhaps empty.</returns>
    public Interval Intersect(Interval other)
    {
        if (IsEmpty || other.IsEmpty) return Empty;
        var (lower, upper) = (Math.Max(Lower, other.Lower), Math.Min(Upper, other.Upper));
        return lower <= upper ? new(lower, upper) : Empty;
    }

    /// <summary>The least range that contains both.</summary>
    /// <param name="other">Another range.</param>
    /// <returns>The hull.</returns>
    public Interval Hull(Interval other) => IsEmpty ? other : other.IsEmpty ? this
        : new(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper));

    /// <inheritdoc/>
    public override string ToString() => IsEmpty ? "empty" : string.Create(CultureInfo.InvariantCulture, $"[{Lower:R}, {Upper:R}]");

    /// <summary>Adds every number of one to every number of the other, ends rounded outwards.</summary>
    public static Interval operator +(Interval a, Interval b) => a.IsEmpty || b.IsEmpty
        ? Empty
        : new(Rounding.AddDown(a.Lower, b.Lower), Rounding.AddUp(a.Upper, b.Upper));

    /// <summary>Subtracts, ends rounded outwards.</summary>
    public static Interval operator -(Interval a, Interval b) => a + -b;

    /// <summary>Negates.</summary>
    public static Interval operator -(Interval a) => new(-a.Upper, -a.Lower);

    /// <summary>Multiplies, ends rounded outwards.</summary>
    public static Interval operator *(Interval a, Interval b)
    {
        if (a.IsEmpty || b.IsEmpty) return Empty;
        return new(
            Math.Min(
                Math.Min(Rounding.MultiplyDown(a.Lower, b.Lower), Rounding.MultiplyDown(a.Lower, b.Upper)),
                Math.Min(Rounding.MultiplyDown(a.Upper, b.Lower), Rounding.MultiplyDown(a.Upper, b.Upper))),
            Math.Max(
                Math.Max(Rounding.MultiplyUp(a.Lower, b.Lower), Rounding.MultiplyUp(a.Lower, b.Upper)),
                Math.Max(Rounding.MultiplyUp(a.Upper, b.Lower), Rounding.MultiplyUp(a.Upper, b.Upper))));
    }

    /// <summary>Divides, ends rounded outwards; a divisor with 0 inside it gives all real numbers.</summary>
    public static Interval operator /(Interval a, Interval b)
    {
        if (a.IsEmpty || b.IsEmpty || (b.Lower == 0 && b.Upper == 0)) return Empty;
        return b.Lower < 0 && b.Upper > 0 ? Reals : a * Reciprocal(b);
    }

    // 1/b for a b that does not change its sign; a border at 0 becomes one at infinity.
    private static Interval Reciprocal(Interval b) => new(
        b.Upper == 0 ? double.NegativeInfinity : Rounding.DivideDown(1, b.Upper),
        b.Lower == 0 ? double.PositiveInfinity : Rounding.DivideUp(1, b.Lower));
}
