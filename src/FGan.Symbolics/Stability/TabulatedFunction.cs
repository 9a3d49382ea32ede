namespace FGan.Symbolics;

/// <summary>Evaluates through polynomials that were fitted to exact values, for what no formula computes stably.</summary>
/// <remarks>
/// The line (of log x for a positive variable) is cut into cells of a half, halved again where the function is not smooth enough. In a cell a
/// Chebyshev sum of degree 15 through exact values is good to a few units in the last place of its largest value; it is made when the cell
/// is first met. Where that does not hold, single values are exact. Two threads may fit the same cell; they write the same numbers.
/// </remarks>
/// <param name="exact">The function, correct to the last bits however slow.</param>
/// <param name="inLogarithm">Whether cells are cut in log x.</param>
public sealed class TabulatedFunction(RealFunction exact, bool inLogarithm) : RealFunction
{
    private const double CellWidth = 0.5;
    private const int Reach = 256;
    private const int Deepest = 7;
    private const int Count = 16;
    private const double Tolerance = 4e-14;
    private static readonly double[] Nodes = [.. Enumerable.Range(0, Count).Select(k => Math.Cos(Math.PI * (k + 0.5) / Count))];
    private readonly Cell?[] _cells = new Cell?[2 * Reach];
    private readonly Lazy<RealFunction> _derivative = new(() => new TabulatedFunction(exact.Derivative, inLogarithm));

    /// <inheritdoc/>
    public override string Text => exact.Text;

    /// <inheritdoc/>
    public override RealFunction Derivative => _derivative.Value;

    /// <inheritdoc/>
    public override double Evaluate(double x) => exact.Evaluate(x);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = Look(x[i]);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = (float)Look(x[i]);
    }

    private double Look(double x)
    {
        var position = inLogarithm ? Math.Log(x) : x;
        var index = Math.Floor(position / CellWidth) + Reach;
        if (!(index >= 0 && index < _cells.Length)) return exact.Evaluate(x);
        var cell = _cells[(int)index] ??= Fit((index - Reach) * CellWidth, CellWidth, 0);
        while (cell.Halves is var (left, right)) cell = position < right.From ? left : right;
        return cell.Coefficients is { } c ? Clenshaw(c, (2 * (position - cell.From) / cell.Width) - 1) : exact.Evaluate(x);
    }

    private Cell Fit(double from, double width, int depth)
    {
        var values = Nodes.Select(node => At(from, width, node)).ToArray();
        // Beyond the doubles a cell holds one infinity throughout.
        if (double.IsInfinity(values[0]) && Array.TrueForAll(values, v => v.Equals(values[0]))) return new(from, width, [values[0]], null);
        if (Polynomial(values) is { } coefficients && IsGood(coefficients, from, width, values.Max(Math.Abs))) return new(from, width, coefficients, null);
        if (depth == Deepest || Array.TrueForAll(values, double.IsNaN)) return new(from, width, null, null);
        return new(from, width, null, (Fit(from, width / 2, depth + 1), Fit(from + (width / 2), width / 2, depth + 1)));
    }

    private bool IsGood(double[] coefficients, double from, double width, double scale) => Array.TrueForAll([-0.97, -0.41, 0.13, 0.68, 0.99], t =>
        At(from, width, t) is var value && Math.Abs(Clenshaw(coefficients, t) - value) <= Tolerance * Math.Max(Math.Abs(value), 0.01 * scale));

    private static double[]? Polynomial(double[] values)
    {
        if (!Array.TrueForAll(values, double.IsFinite)) return null;
        var coefficients = new double[Count];
        for (var j = 0; j < Count; j++)
        {
            var sum = 0.0;
            for (var k = 0; k < Count; k++) sum += values[k] * Math.Cos(Math.PI * j * (k + 0.5) / Count);
            coefficients[j] = sum * (j == 0 ? 1.0 : 2.0) / Count;
        }

        return coefficients;
    }

    private double At(double from, double width, double t)
    {
        var position = from + (width * (t + 1) / 2);
        return exact.Evaluate(inLogarithm ? Math.Exp(position) : position);
    }

    private static double Clenshaw(double[] c, double t)
    {
        if (c.Length == 1) return c[0];
        var (next, afterNext) = (0.0, 0.0);
        for (var j = c.Length - 1; j > 0; j--) (next, afterNext) = ((2 * t * next) - afterNext + c[j], next);
        return (t * next) - afterNext + c[0];
    }

    /// <summary>A stretch with its polynomial, or cut in two; with neither, values there are computed one by one.</summary>
    private sealed record Cell(double From, double Width, double[]? Coefficients, (Cell Left, Cell Right)? Halves);
}
