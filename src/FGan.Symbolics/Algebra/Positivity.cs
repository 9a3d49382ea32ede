namespace FGan.Symbolics;

/// <summary>Tells what is positive for every value of the symbols, as far as that can be read off the form.</summary>
internal static class Positivity
{
    public static bool IsPositive(Expr expression) => expression switch
    {
        Number number => number.Value.Sign > 0,
        Symbol symbol => symbol.IsPositive,
        Sum sum => sum.Terms.All(IsPositive) || IsPositivePolynomial(sum) || IsNonNegativePlusPositive(sum),
        Product product => product.Factors.All(IsPositive),
        Power power => IsPositive(power.Base) || (IsEvenPower(power) && IsConstantNonZero(power.Base)),
        Call call => IsPositive(call),
        Choice choice => IsPositive(choice.WhenLess) && IsPositive(choice.Otherwise),
        _ => false,
    };

    /// <summary>Tells what is not negative.</summary>
    public static bool IsNonNegative(Expr expression) => IsPositive(expression) || expression switch
    {
        Number number => number.Value.Sign >= 0,
        Sum sum => sum.Terms.All(IsNonNegative),
        Product product => product.Factors.All(IsNonNegative),
        Power power => IsNonNegative(power.Base) || IsEvenPower(power) || power.Exponent is Number { Value.IsInteger: false },
        Call { Function: Function.Abs or Function.Acosh } => true,
        _ => false,
    };

    private static bool IsPositive(Call call) => call.Function switch
    {
        Function.Pi or Function.Exp or Function.Cosh or Function.Softplus or Function.Sigmoid or Function.WrightOmega => true,
        Function.Log => IsPositive(call.Argument - 1),
        Function.Sinh or Function.Tanh or Function.Asinh or Function.Atan or Function.Expm1 or Function.Log1p or Function.LambertW =>
            IsPositive(call.Argument),
        Function.Abs => IsPositive(call.Argument),
        Function.Max => IsPositive(call.Argument) || IsPositive(call.Arguments[1]),
        Function.Min => IsPositive(call.Argument) && IsPositive(call.Arguments[1]),
        _ => false,
    };

    private static bool IsNonNegativePlusPositive(Sum sum) => sum.Terms.All(IsNonNegative) && sum.Terms.Any(IsPositive);

    private static bool IsEvenPower(Power power) => power.Exponent is Number { Value: { IsInteger: true } n } && n.Numerator.IsEven;

    private static bool IsConstantNonZero(Expr expression) =>
        expression.Symbols().Count == 0 && ExactValue.Sign(expression) is not (0 or null);

    private static bool IsPositivePolynomial(Sum sum)
    {
        var form = NormalForm.Zero;
        foreach (var term in sum.Terms)
        {
            if (Term(term) is not { } read) return false;
            form += read;
        }

        return Univariate.TryRead(form) is { } univariate && IsPositive(univariate.Atom) && univariate.Polynomial.IsPositiveOnPositives();
    }

    // c·a^q as a term; anything else is no polynomial.
    private static NormalForm? Term(Expr term) => term switch
    {
        Number number => NormalForm.Of(number.Value),
        Product { Factors: [Number c, var rest] } when Term(rest) is { } read => read * c.Value,
        Power { Exponent: Number n } power => NormalForm.Of(Monomial.Of(power.Base, n.Value), Rational.One),
        Symbol or Call => NormalForm.Of(term),
        _ => null,
    };
}
