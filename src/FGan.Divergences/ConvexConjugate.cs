using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>The convex conjugate g(t) = sup over u ≥ 0 of t·u − f(u), together with its effective domain.</summary>
/// <remarks>
/// Inside the domain f'(D) it is the formula of <see cref="Text"/>. Below the domain the supremum is taken at u = 0 and
/// the value is −f(0⁺); above it is +∞. Nothing is clamped. The derivative g'(t) is the ratio u at which f has slope t.
/// Source: Nowozin, Cseke, Tomioka (arXiv 1606.00709), section 2.1, with u ≥ 0 respected.
/// </remarks>
public sealed class ConvexConjugate : RealFunction
{
    private readonly RealFunction _interior;
    private readonly double _below;
    private readonly double _atUpper;
    private readonly double _above;

    /// <summary>Joins a formula that holds inside the domain to the values that hold outside it.</summary>
    internal ConvexConjugate(RealFunction interior, EffectiveDomain domain, double below, double atUpper,
        double above = double.PositiveInfinity)
    {
        _interior = interior;
        Domain = domain;
        _below = below;
        _atUpper = atUpper;
        _above = above;
    }

    /// <summary>The slopes f'(D) of f; above <see cref="EffectiveDomain.Upper"/> the conjugate is +∞.</summary>
    public EffectiveDomain Domain { get; }

    /// <summary>Whether <see cref="Text"/> is a formula in closed form; otherwise values come from a numerical supremum.</summary>
    public bool IsClosedForm { get; internal init; } = true;

    /// <summary>The formula in t that holds inside <see cref="Domain"/>.</summary>
    public override string Text => _interior.Text;

    /// <summary>The maximising ratio u as a function of t: 0 below the domain, NaN above it.</summary>
    public override RealFunction Derivative =>
        new ConvexConjugate(_interior.Derivative, Domain, 0, LimitOfSlope, double.NaN) { IsClosedForm = IsClosedForm };

    private double LimitOfSlope => Domain.UpperClosed ? _interior.Derivative.Evaluate(Domain.Upper) : double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Evaluate(double x)
    {
        if (x <= Domain.Lower) return double.IsNegativeInfinity(Domain.Lower) ? _interior.Evaluate(x) : _below;
        if (x < Domain.Upper) return _interior.Evaluate(x);
        return x == Domain.Upper ? _atUpper : x > Domain.Upper ? _above : double.NaN;
    }
}
