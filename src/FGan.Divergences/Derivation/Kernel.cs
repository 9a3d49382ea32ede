using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>A formula as a function that keeps its digits.</summary>
/// <remarks>
/// The first single values come from exact arithmetic, correct to the last bit but slow; the search for a stable form, which
/// takes as long as thousands of them, waits until there are many or a span is asked for.
/// </remarks>
internal sealed class Kernel(Expr expression, Symbol variable, Interval domain) : RealFunction
{
    private const int ExactValues = 400;

    private readonly Lazy<ContinuousFunction> _exact = new(() => new ContinuousFunction(expression, variable));
    private readonly Lazy<StableFunction> _stable = new(() => StableFunction.From(expression, variable, domain));
    private readonly Lazy<RealFunction> _derivative =
        new(() => new Kernel(Differentiation.Derivative(expression, variable), variable, domain));

    private int _evaluated;

    public override string Text => expression.ToString();

    public override RealFunction Derivative => _derivative.Value;

    /// <summary>The function as computed, with its measured accuracy.</summary>
    public StableFunction Stable => _stable.Value;

    /// <summary>The function of a formula over all that its variable can be.</summary>
    public static Kernel Of(Expr expression, Symbol variable) =>
        new(expression, variable, variable.IsPositive ? Interval.Positives : Interval.Reals);

    public override double Evaluate(double x)
    {
        if (_evaluated >= ExactValues || _stable.IsValueCreated) return _stable.Value.Evaluate(x);
        _evaluated++;
        return _exact.Value.Evaluate(x);
    }

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => _stable.Value.Evaluate(x, y);

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y) => _stable.Value.Evaluate(x, y);
}
