namespace FGan.Symbolics;

/// <summary>Evaluates an expression correctly to the last bit of a double, however much cancels on the way.</summary>
/// <remarks>
/// Each value is computed in <see cref="BigReal"/> numbers that carry an error bound, with more and more bits until the bound is below
/// the last bit of a double. Costs tens of microseconds a point: it is the oracle of this room, and the fallback for what has no stable form.
/// </remarks>
public sealed class ExactFunction : RealFunction
{
    private static readonly int[] Precisions = [128, 320, 800, 1600, 4000];

    private readonly Tape _tape;
    private readonly EnclosureArithmetic?[] _arithmetics = new EnclosureArithmetic?[Precisions.Length];
    private readonly Lazy<RealFunction> _derivative;

    /// <summary>Prepares an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The only symbol in it.</param>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public ExactFunction(Expr expression, Symbol variable)
    {
        Expression = expression;
        _tape = Tape.Of(expression, variable);
        _derivative = new(() => new ExactFunction(Differentiation.Derivative(expression, variable), variable));
    }

    /// <summary>The expression.</summary>
    public Expr Expression { get; }

    /// <inheritdoc/>
    public override string Text => Expression.ToString();

    /// <inheritdoc/>
    public override RealFunction Derivative => _derivative.Value;

    /// <inheritdoc/>
    public override double Evaluate(double x) => TryEvaluate(x, out var value) ? value : double.NaN;

    /// <summary>Evaluates at a point of any precision.</summary>
    /// <param name="x">The point, taken as exact.</param>
    /// <returns>The nearest double, ±∞ beyond its range or by a limit, NaN where there is no value.</returns>
    public double Evaluate(BigReal x) => TryEvaluate(Enclosure.Of(x), out var value) ? value : double.NaN;

    /// <summary>Evaluates, telling what has no value from what could not be settled.</summary>
    /// <param name="x">The point.</param>
    /// <param name="value">The nearest double; NaN where the function has no value there, or none was found.</param>
    /// <returns>False if 4000 bits, or numbers up to 2^(2^38), were not enough.</returns>
    public bool TryEvaluate(double x, out double value)
    {
        value = x;
        return double.IsNaN(x) || TryEvaluate(At(x), out value);
    }

    /// <summary>Encloses the value at a point.</summary>
    /// <param name="x">The point, taken as exact.</param>
    /// <param name="bits">The working precision.</param>
    /// <returns>The value and its error.</returns>
    public Enclosure Enclose(BigReal x, int bits) => Run(new EnclosureArithmetic(bits), Enclosure.Of(x));

    private static Enclosure At(double x) => x switch
    {
        double.PositiveInfinity => Enclosure.PositiveInfinity,
        double.NegativeInfinity => Enclosure.NegativeInfinity,
        _ => Enclosure.Of(BigReal.FromDouble(x)),
    };

    /// <summary>Evaluates f(x) − y, correct to the last bit even where the two are nearly equal.</summary>
    /// <param name="x">The point, taken as exact.</param>
    /// <param name="y">What is taken off, taken as exact.</param>
    /// <returns>The nearest double; NaN where there is no value.</returns>
    public double EvaluateMinus(BigReal x, BigReal y) => TryEvaluate(Enclosure.Of(x), out var value, y) ? value : double.NaN;

    private bool TryEvaluate(Enclosure x, out double value, BigReal less = default)
    {
        for (var i = 0; i < Precisions.Length; i++)
        {
            // Two threads may both make one; either serves.
            var arithmetic = _arithmetics[i] ??= new EnclosureArithmetic(Precisions[i]);
            Enclosure result;
            lock (arithmetic)
            {
                result = Run(arithmetic, x);
                if (!less.IsZero) result = arithmetic.Subtract(result, Enclosure.Of(less));
            }

            if (result.TryToDouble(out value)) return true;
            if (result.IsHopeless) break;
        }

        value = double.NaN;
        return false;
    }

    private Enclosure Run(EnclosureArithmetic arithmetic, Enclosure x) =>
        _tape.Run(arithmetic, x, new Enclosure[_tape.Instructions.Length]);
}
