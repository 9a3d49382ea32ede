namespace FGan.Symbolics;

/// <summary>Evaluates a real function of one variable, one point or a whole span at a time.</summary>
/// <remarks>
/// Outside its domain a function returns NaN, and ±∞ where that is its limit; nothing throws for a value of x.
/// The span overloads are what training calls: they may use vector code and then differ from
/// <see cref="Evaluate(double)"/> in the last bits, never in more.
/// </remarks>
public abstract class RealFunction
{
    /// <summary>The formula as text that the parser reads back, such as <c>exp(v)-2</c>.</summary>
    public abstract string Text { get; }

    /// <summary>The derivative of this function. Costs nothing until it is asked for.</summary>
    public abstract RealFunction Derivative { get; }

    /// <summary>Evaluates the function at one point.</summary>
    /// <param name="x">The point; any double.</param>
    /// <returns>The value, ±∞ where the function overflows or has that limit, NaN outside its domain.</returns>
    public abstract double Evaluate(double x);

    /// <summary>Evaluates the function at every element of <paramref name="x"/>.</summary>
    /// <param name="x">The points.</param>
    /// <param name="y">The values, as many as there are points; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public virtual void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = Evaluate(x[i]);
    }

    /// <summary>Evaluates the function at every element of <paramref name="x"/> in single precision.</summary>
    /// <param name="x">The points.</param>
    /// <param name="y">The values, as many as there are points; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public virtual void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = (float)Evaluate((double)x[i]);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Refuses spans of different length, with both lengths in the message.</summary>
    /// <param name="points">The number of points.</param>
    /// <param name="values">The number of values there is room for.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    protected static void RequireEqualLengths(int points, int values)
    {
        if (points != values)
            throw new ArgumentException($"Got {points} points and room for {values} values; pass spans of equal length.");
    }
}
