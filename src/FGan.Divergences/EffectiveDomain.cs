using System.Globalization;

namespace FGan.Divergences;

/// <summary>The interval f'(D) of slopes of a Csiszár function: where its convex conjugate is an honest supremum.</summary>
/// <param name="Lower">The lower end f'(0⁺), −∞ where the slope has no bound.</param>
/// <param name="Upper">The upper end f'(∞), +∞ where the slope has no bound.</param>
/// <param name="LowerClosed">Whether f' attains its lower end, as it does where f is straight near 0.</param>
/// <param name="UpperClosed">Whether f' attains its upper end, as it does where f is straight near ∞.</param>
public readonly record struct EffectiveDomain(double Lower, double Upper, bool LowerClosed = false, bool UpperClosed = false)
{
    /// <summary>All real slopes, (−∞, ∞).</summary>
    public static EffectiveDomain RealLine { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The lower end as a formula such as <c>-log(2)/2</c>.</summary>
    public string LowerText { get; init; } = Number(Lower);

    /// <summary>The upper end as a formula such as <c>log(2)/2</c>.</summary>
    public string UpperText { get; init; } = Number(Upper);

    /// <summary>Says whether a slope lies in the domain.</summary>
    /// <param name="t">The slope; NaN lies nowhere.</param>
    public bool Contains(double t) =>
        (t > Lower || (LowerClosed && t == Lower)) && (t < Upper || (UpperClosed && t == Upper));

    /// <summary>Prints the interval, <c>(-∞, log(2)/2)</c>.</summary>
    public override string ToString() => $"{(LowerClosed ? '[' : '(')}{LowerText}, {UpperText}{(UpperClosed ? ']' : ')')}";

    private static string Number(double end) =>
        double.IsPositiveInfinity(end) ? "∞"
        : double.IsNegativeInfinity(end) ? "-∞"
        : end.ToString("R", CultureInfo.InvariantCulture);
}
