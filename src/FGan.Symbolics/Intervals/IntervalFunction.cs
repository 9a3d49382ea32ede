namespace FGan.Symbolics;

/// <summary>Bounds an expression over ranges of its variable, rigorously.</summary>
/// <remarks>
/// The value is the common part of three enclosures: the expression computed in intervals, the mean value form
/// f(m) + f'(X)·(X − m), and the hull of the values at both ends where the slope does not change its sign.
/// </remarks>
public sealed class IntervalFunction
{
    private readonly Tape _value;
    private readonly Lazy<Tape?> _slope;
    private readonly Lazy<Limit> _atLower;
    private readonly Lazy<Limit> _atUpper;
    private readonly Symbol _variable;

    /// <summary>Prepares an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The only symbol in it.</param>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public IntervalFunction(Expr expression, Symbol variable)
    {
        ArgumentNullException.ThrowIfNull(expression);
        (Expression, _variable) = (expression, variable);
        _value = Tape.Of(expression, variable);
        _atLower = new(() => variable.IsPositive ? Limits.AtZero(expression, variable) : Limits.AtMinusInfinity(expression, variable));
        _atUpper = new(() => Limits.AtInfinity(expression, variable));
        _slope = new(() => HasJump(expression) ? null : Tape.Of(Nested.Of(Differentiation.Derivative(expression, variable)), variable));
    }

    /// <summary>The expression.</summary>
    public Expr Expression { get; }

    /// <summary>Bounds the values over a range.</summary>
    /// <param name="range">A range of the variable; ends may be infinite, or borders of the domain.</param>
    /// <returns>A range that contains every value there is; empty where the function is defined nowhere in the range.</returns>
    public Interval Evaluate(Interval range)
    {
        var arithmetic = new IntervalArithmetic();
        var natural = Run(_value, range, arithmetic);

        // What follows needs a function that is continuous over all of the range.
        if (natural.IsEmpty || arithmetic.HasLeftDomain || range.Lower == range.Upper || _slope.Value is not { } slopeTape) return natural;
        var slope = Run(slopeTape, range, arithmetic);
        if (slope.IsEmpty || arithmetic.HasLeftDomain) return natural;
        if (slope.IsNonNegative) return natural.Intersect(Between(range, Side.Below, natural));
        if (slope.IsNonPositive) return natural.Intersect(Between(range, Side.Above, natural));
        if (!double.IsFinite(range.Lower) || !double.IsFinite(range.Upper)) return natural;
        var middle = range.Lower + ((range.Upper - range.Lower) / 2);
        var meanValue = Run(_value, Interval.Of(middle), arithmetic) + (slope * (range - Interval.Of(middle)));
        return meanValue.IsEmpty ? natural : natural.Intersect(meanValue);
    }

    // The hull of the values at both ends of a monotone function, the least of them at the given side.
    private Interval Between(Interval range, Side least, Interval natural)
    {
        var (lower, upper) = (AtEnd(range.Lower), AtEnd(range.Upper));
        var (low, high) = least == Side.Below ? (lower, upper) : (upper, lower);
        return new(low.IsEmpty ? natural.Lower : low.Lower, high.IsEmpty ? natural.Upper : high.Upper);
    }

    // An end where the function has no value of its own is a border: there the limit counts, if it is known exactly.
    private Interval AtEnd(double end)
    {
        var isBorder = !double.IsFinite(end) || (end == 0 && _variable.IsPositive);
        if (!isBorder) return Run(_value, Interval.Of(end), new());
        var limit = double.IsPositiveInfinity(end) ? _atUpper.Value : _atLower.Value;
        if (limit.Exact is null) return Interval.Empty;
        return limit.Exact.Equals(Expr.Zero) ? Interval.Of(0) : new(Math.BitDecrement(limit.Value), Math.BitIncrement(limit.Value));
    }

    private static Interval Run(Tape tape, Interval range, IntervalArithmetic arithmetic) =>
        tape.Run(arithmetic, range, new Interval[tape.Instructions.Length]);

    private static bool HasJump(Expr expression) =>
        expression is Choice or Call { Function: Function.Sign } || expression.Children.Any(HasJump);
}
