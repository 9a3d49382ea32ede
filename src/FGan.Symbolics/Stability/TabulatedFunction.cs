namespace FGan.Symbolics;

/// <summary>The last resort: exact arithmetic for single values, polynomials interpolated from it for spans.</summary>
/// <remarks>
/// The line (log u for a positive variable) is cut into cells of width ½; a cell's Chebyshev polynomial is made when a span first reaches
/// it and compared with exact values between its nodes. A cell where it fails, at a kink or a pole, and everything beyond the table,
/// is computed exactly.
/// </remarks>
internal sealed class TabulatedFunction(Expr expression, Symbol variable) : RealFunction
{
    private const int CellsPerUnit = 2;
    private const int Reach = 128;
    private const int Count = 16;
    private const double Tolerance = 4e-14;

    private static readonly double[] NoPolynomial = [];
    private static readonly double[] Nodes = [.. Enumerable.Range(0, Count).Select(k => Math.Cos(Math.PI * (k + 0.5) / Count))];

    private readonly ExactFunction _exact = new(expression, variable);
    private readonly double[]?[] _cells = new double[]?[2 * Reach * CellsPerUnit];

    public override string Text => expression.ToString();

    public override RealFunction Derivative => _exact.Derivative;

    public override double Evaluate(double x) => _exact.Evaluate(x);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = Look(x[i]);
    }

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = (float)Look(x[i]);
    }

    private double Look(double x)
    {
        var position = (variable.IsPositive ? Math.Log(x) : x) * CellsPerUnit;
        var cell = Math.Floor(position);
        var index = cell + (Reach * CellsPerUnit);
        if (!(index >= 0 && index < _cells.Length)) return _exact.Evaluate(x);
        var coefficients = _cells[(int)index] ??= Fit(cell);
        return ReferenceEquals(coefficients, NoPolynomial) ? _exact.Evaluate(x) : Clenshaw(coefficients, (2 * (position - cell)) - 1);
    }

    private double[] Fit(double cell)
    {
        var values = Nodes.Select(node => At(cell, node)).ToArray();
        if (!values.All(double.IsFinite)) return NoPolynomial;
        var coefficients = new double[Count];
        for (var j = 0; j < Count; j++)
        {
            var sum = 0.0;
            for (var k = 0; k < Count; k++) sum += values[k] * Math.Cos(Math.PI * j * (k + 0.5) / Count);
            coefficients[j] = sum * (j == 0 ? 1.0 : 2.0) / Count;
        }

        var scale = values.Max(Math.Abs);
        return ((double[])[-0.97, -0.41, 0.13, 0.68, 0.99]).All(t =>
            At(cell, t) is var exact && Math.Abs(Clenshaw(coefficients, t) - exact) <= Tolerance * Math.Max(Math.Abs(exact), 0.01 * scale))
            ? coefficients
            : NoPolynomial;
    }

    private double At(double cell, double t)
    {
        var position = (cell + ((t + 1) / 2)) / CellsPerUnit;
        return _exact.Evaluate(variable.IsPositive ? Math.Exp(position) : position);
    }

    private static double Clenshaw(double[] c, double t)
    {
        var (next, afterNext) = (0.0, 0.0);
        for (var j = c.Length - 1; j > 0; j--) (next, afterNext) = ((2 * t * next) - afterNext + c[j], next);
        return (t * next) - afterNext + c[0];
    }
}
