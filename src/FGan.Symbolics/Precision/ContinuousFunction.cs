namespace FGan.Symbolics;

/// <summary>Evaluates an expression exactly and, where it has no value of its own, by the limits from both sides, at a jump their mean.</summary>
/// <remarks>
/// A derivative such as log(u)²/√(u·log u − u + 1) is 0/0 at u = 1 and yet continuous there. The limit is read off 2^−1200 away on each
/// side, which 4000 bits bear. The slope of max(e^u, e^(2−u)) jumps at 1, where not even 4000 bits tell which of the two is larger.
/// </remarks>
/// <param name="expression">The expression.</param>
/// <param name="variable">The only symbol in it.</param>
public sealed class ContinuousFunction(Expr expression, Symbol variable) : RealFunction
{
    private const int Nearness = -1200;
    private const double Nothing = 1e-100;
    private const double Agreement = 1e-15;

    private readonly ExactFunction _exact = new(expression, variable);

    /// <inheritdoc/>
    public override string Text => expression.ToString();

    /// <inheritdoc/>
    public override RealFunction Derivative => new ContinuousFunction(Differentiation.Derivative(expression, variable), variable);

    /// <inheritdoc/>
    public override double Evaluate(double x)
    {
        var value = _exact.Evaluate(x);
        return double.IsNaN(value) && double.IsFinite(x) ? LimitAt(x) : value;
    }

    private double LimitAt(double x)
    {
        var (point, step) = (BigReal.FromDouble(x), BigReal.One.Scale(Nearness));
        var below = _exact.Evaluate(BigReal.Subtract(point, step, 2400));
        if (double.IsNaN(below)) return below;
        var above = _exact.Evaluate(BigReal.Add(point, step, 2400));
        if (Math.Abs(below) < Nothing && Math.Abs(above) < Nothing) return 0;
        if (below.Equals(above) || Math.Abs(above - below) <= Agreement * Math.Abs(above)) return above;
        return double.IsFinite(below) && double.IsFinite(above) ? below + (above - below) / 2 : double.NaN;
    }
}
