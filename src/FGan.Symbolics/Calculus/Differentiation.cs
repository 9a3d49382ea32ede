namespace FGan.Symbolics;

/// <summary>Takes derivatives of expressions.</summary>
public static class Differentiation
{
    private static readonly Symbol Placeholder = Symbol.Named("x");

    /// <summary>Differentiates by a symbol and simplifies.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="by">The symbol.</param>
    /// <returns>The derivative; at a kink of abs, max or min it takes the mean of both sides.</returns>
    public static Expr Derivative(Expr expression, Symbol by) => Simplifier.Simplify(Slope(expression, by));

    /// <summary>Differentiates and leaves the result as the rules produce it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="by">The symbol.</param>
    /// <returns>The derivative, not simplified.</returns>
    public static Expr Slope(Expr expression, Symbol by) => expression switch
    {
        Number => Expr.Zero,
        Symbol symbol => symbol == by ? Expr.One : Expr.Zero,
        Sum sum => Sum.Of(sum.Terms.Select(term => Slope(term, by))),
        Product product => ProductSlope(product, by),
        Power power => PowerSlope(power, by),
        Call call => CallSlope(call, by),
        Choice c => Choose(c, Slope(c.WhenLess, by), Slope(c.Otherwise, by)),
        _ => throw new NotSupportedException($"Cannot differentiate {expression.GetType().Name}."),
    };

    private static Expr ProductSlope(Product product, Symbol by)
    {
        var factors = product.Factors;
        return Sum.Of(Enumerable.Range(0, factors.Length).Select(i =>
        {
            var slope = Slope(factors[i], by);
            return slope.Equals(Expr.Zero) ? Expr.Zero : Product.Of(factors.Select((factor, j) => j == i ? slope : factor));
        }));
    }

    private static Expr PowerSlope(Power power, Symbol by)
    {
        var baseSlope = Slope(power.Base, by);
        if (power.Exponent is Number { Value: var n }) return n * Power.Of(power.Base, n - 1) * baseSlope;
        var exponentSlope = Slope(power.Exponent, by);
        return power * ((exponentSlope * Expr.Log(power.Base)) + (power.Exponent * baseSlope / power.Base));
    }

    private static Expr CallSlope(Call call, Symbol by)
    {
        if (call.Arguments.Length == 0) return Expr.Zero;
        var slope = Slope(call.Argument, by);
        if (call.Function is Function.Max or Function.Min)
        {
            // max(a, b)' is a' where a > b, b' where a < b, and their mean where they meet.
            var (a, b) = (call.Argument, call.Arguments[1]);
            var side = Expr.Call(Function.Sign, call.Function == Function.Max ? a - b : b - a);
            return (slope * (1 + side) * Expr.Half) + (Slope(b, by) * (1 - side) * Expr.Half);
        }

        return slope.Equals(Expr.Zero) ? Expr.Zero : FunctionTable.Of(call.Function).Slope.Substitute(Placeholder, call.Argument) * slope;
    }

    private static Expr Choose(Choice choice, Expr whenLess, Expr otherwise) =>
        whenLess.Equals(otherwise) ? whenLess : new Choice(choice.Left, choice.Right, whenLess, otherwise);
}
