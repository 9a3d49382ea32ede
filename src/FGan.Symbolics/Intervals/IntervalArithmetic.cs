namespace FGan.Symbolics;

/// <summary>Runs tapes in intervals: the result contains every value that the expression takes.</summary>
internal sealed class IntervalArithmetic : TapeArithmetic<Interval>
{
    private static readonly Interval NonNegative = new(0, double.PositiveInfinity);

    /// <summary>Whether a function met a range that is not wholly inside its domain.</summary>
    public bool HasLeftDomain { get; private set; }

    public override Interval Constant(Tape tape, int index) => tape.Constants[index] switch
    {
        Number { Value: var v } when v.IsInteger || v.Denominator.IsPowerOfTwo => ExactOrWidened(tape.Doubles[index]),
        _ => double.IsNaN(tape.Doubles[index])
            ? Interval.Empty
            : new(Math.BitDecrement(tape.Doubles[index]), Math.BitIncrement(tape.Doubles[index])),
    };

    public override Interval Negate(Interval x) => -x;

    public override Interval Add(Interval a, Interval b) => a + b;

    public override Interval Subtract(Interval a, Interval b) => a - b;

    public override Interval Multiply(Interval a, Interval b) => a * b;

    public override Interval Square(Interval x) => IntegerPower(x, 2);

    public override Interval Divide(Interval a, Interval b) => a / b;

    public override Interval Sqrt(Interval x)
    {
        x = Inside(x, NonNegative);
        return x.IsEmpty ? x : new(Rounding.SqrtDown(x.Lower), Rounding.SqrtUp(x.Upper));
    }

    public override Interval IntegerPower(Interval x, int exponent)
    {
        if (x.IsEmpty) return x;
        if (exponent < 0) return Interval.Of(1) / IntegerPower(x, -exponent);
        if ((exponent & 1) == 0)
        {
            // An even power depends on |x| only.
            var (low, high) = (Math.Abs(x.Lower), Math.Abs(x.Upper));
            x = x.Contains(0) ? new(0, Math.Max(low, high)) : new(Math.Min(low, high), Math.Max(low, high));
        }

        return new(PowerOf(x.Lower, exponent).Lower, PowerOf(x.Upper, exponent).Upper);
    }

    public override Interval Power(Interval x, Interval exponent)
    {
        x = Inside(x, NonNegative);
        if (x.IsEmpty || exponent.IsEmpty) return Interval.Empty;
        return IntervalFunctions.Apply(Function.Exp, exponent * IntervalFunctions.Apply(Function.Log, x));
    }

    public override Interval Apply(Function function, Interval x)
    {
        x = Inside(x, IntervalFunctions.DomainOf(function));
        return x.IsEmpty ? x : IntervalFunctions.Apply(function, x);
    }

    public override Interval Max(Interval a, Interval b) => a.IsEmpty || b.IsEmpty
        ? Interval.Empty
        : new(Math.Max(a.Lower, b.Lower), Math.Max(a.Upper, b.Upper));

    public override Interval Min(Interval a, Interval b) => -Max(-a, -b);

    public override Interval Select(Interval left, Interval right, Interval whenLess, Interval otherwise) =>
        left.Upper < right.Lower ? whenLess : left.Lower >= right.Upper ? otherwise : whenLess.Hull(otherwise);

    private Interval Inside(Interval x, Interval domain)
    {
        HasLeftDomain |= !domain.Contains(x);
        return x.Intersect(domain);
    }

    private static Interval ExactOrWidened(double value) => Math.Abs(value) < 9e15
        ? Interval.Of(value)
        : new(Math.BitDecrement(value), Math.BitIncrement(value));

    private static Interval PowerOf(double x, int exponent)
    {
        var (result, factor) = (Interval.Of(1), Interval.Of(x));
        for (var left = exponent; left > 0; left >>= 1)
        {
            if ((left & 1) != 0) result *= factor;
            if (left > 1) factor *= factor;
        }

        return result;
    }
}
