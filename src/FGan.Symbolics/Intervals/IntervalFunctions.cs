namespace FGan.Symbolics;

/// <summary>The range of a function of one argument over an interval.</summary>
internal static class IntervalFunctions
{
    private const double BranchPoint = -0.36787944117144233;

    public static Interval DomainOf(Function function) => function switch
    {
        Function.Log => new(0, double.PositiveInfinity),
        Function.Log1p => new(-1, double.PositiveInfinity),
        Function.Acosh => new(1, double.PositiveInfinity),
        Function.Atanh => new(-1, 1),
        Function.LambertW => new(BranchPoint, double.PositiveInfinity),
        Function.LowerLambertW => new(BranchPoint, 0),
        _ => Interval.Reals,
    };

    /// <summary>The range over an interval that lies in the domain.</summary>
    public static Interval Apply(Function function, Interval x)
    {
        return function switch
        {
            Function.Abs => x.Lower >= 0 ? x : x.Upper <= 0 ? -x : new(0, Math.Max(-x.Lower, x.Upper)),
            Function.Sign => new(Math.Sign(x.Lower), Math.Sign(x.Upper)),
            Function.Cosh => Increasing(function, Apply(Function.Abs, x)),
            Function.LowerLambertW => new(
                Value(function, x.Upper, double.NegativeInfinity).Lower, Value(function, x.Lower, double.PositiveInfinity).Upper),
            Function.Sin => Wave(x, Math.PI / 2, Math.Sin),
            Function.Cos => Wave(x, 0, Math.Cos),
            Function.Tan => Tangent(x),
            _ => Increasing(function, x),
        };
    }

    private static Interval Increasing(Function function, Interval x)
    {
        var range = function switch
        {
            Function.Exp or Function.Softplus or Function.WrightOmega => new(0, double.PositiveInfinity),
            Function.Expm1 => new(-1, double.PositiveInfinity),
            Function.Sigmoid => new(0, 1),
            Function.Tanh => new(-1, 1),
            Function.Cosh => new(1, double.PositiveInfinity),
            Function.Acosh => new(0, double.PositiveInfinity),
            Function.LambertW => new(-1, double.PositiveInfinity),
            _ => Interval.Reals,
        };
        var image = new Interval(
            Value(function, x.Lower, double.NegativeInfinity).Lower, Value(function, x.Upper, double.PositiveInfinity).Upper);

        // A function through the origin keeps signs.
        if (Value(function, 0, 0) is { Lower: 0, Upper: 0 })
            range = range.Intersect(new(x.Lower >= 0 ? 0 : double.NegativeInfinity, x.Upper <= 0 ? 0 : double.PositiveInfinity));
        if (function is Function.Log && x.Lower >= 1) range = new(0, double.PositiveInfinity);
        if (function is Function.Log && x.Upper <= 1) range = new(double.NegativeInfinity, 0);
        return image.Intersect(range);
    }

    // Value at an end, widened; the points where it is known exactly are not. Where the computed value is NaN there is no bound.
    private static Interval Value(Function function, double x, double unbounded)
    {
        var value = RealPrimitives.Apply(function, x);
        if (double.IsNaN(value)) return Interval.Of(unbounded);
        if (double.IsInfinity(x)) return double.IsInfinity(value) || function != Function.Atan ? Interval.Of(value) : Widened(value);
        var isExact = (x == 0 && value is 0 or 1) || (x == 1 && value == 0);
        return isExact ? Interval.Of(value) : Widened(value);
    }

    private static Interval Widened(double value) => new(Rounding.Below(value), Rounding.Above(value));

    // A wave whose maxima lie at peak + 2πk.
    private static Interval Wave(Interval x, double peak, Func<double, double> wave)
    {
        if (!(x.Width < 6) || Math.Abs(x.Lower) > 1e8) return new(-1, 1);
        var (a, b) = (wave(x.Lower), wave(x.Upper));
        return new(
            HasPoint(x, peak + Math.PI) ? -1 : Math.Max(-1, Rounding.Below(Math.Min(a, b))),
            HasPoint(x, peak) ? 1 : Math.Min(1, Rounding.Above(Math.Max(a, b))));
    }

    private static Interval Tangent(Interval x)
    {
        if (!(x.Width < 3) || Math.Abs(x.Lower) > 1e8 || HasPoint(x, Math.PI / 2) || HasPoint(x, -Math.PI / 2)) return Interval.Reals;
        return new(Rounding.Below(Math.Tan(x.Lower)), Rounding.Above(Math.Tan(x.Upper)));
    }

    // Whether point + 2πk lies within, or within rounding of, the interval.
    private static bool HasPoint(Interval x, double point)
    {
        const double Slack = 1e-6;
        var turns = Math.Ceiling((x.Lower - Slack - point) / (2 * Math.PI));
        return point + (turns * 2 * Math.PI) <= x.Upper + Slack;
    }
}
