using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>A formula as a function that keeps its digits; the search for its stable form waits until a value is asked for.</summary>
internal sealed class Kernel(Expr expression, Symbol variable, Interval domain) : RealFunction
{
    private readonly Lazy<StableFunction> _stable = new(() => StableFunction.From(expression, variable, domain));
    private readonly Lazy<RealFunction> _derivative =
        new(() => new Kernel(Differentiation.Derivative(expression, variable), variable, domain));

    public override string Text => expression.ToString();

    public override RealFunction Derivative => _derivative.Value;

    /// <summary>The function as computed, with its measured accuracy.</summary>
    public StableFunction Stable => _stable.Value;

    /// <summary>The function of a formula over all that its variable can be.</summary>
    public static Kernel Of(Expr expression, Symbol variable) =>
        new(expression, variable, variable.IsPositive ? Interval.Positives : Interval.Reals);

    public override double Evaluate(double x) => _stable.Value.Evaluate(x);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => _stable.Value.Evaluate(x, y);

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y) => _stable.Value.Evaluate(x, y);
}
