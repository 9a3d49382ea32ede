namespace FGan.Numerics;

/// <summary>Maps spans of floats element by element, split over a thread team where they are long.</summary>
/// <remarks>A destination may be the very span of an input (in place); it may not overlap one otherwise.</remarks>
public static unsafe partial class Elementwise
{
    /// <summary>Computes y = −x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Negate(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new NegateOperator(), destination, team);

    /// <summary>Computes y = |x|.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Abs(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new AbsOperator(), destination, team);

    /// <summary>Computes y = x².</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Square(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new SquareOperator(), destination, team);

    /// <summary>Computes y = √x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Sqrt(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new SqrtOperator(), destination, team);

    /// <summary>Computes y = 1/√x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void ReciprocalSqrt(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new ReciprocalSqrtOperator(), destination, team);

    /// <summary>Computes y = 1/x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Reciprocal(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new ReciprocalOperator(), destination, team);

    /// <summary>Computes y = eˣ.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Exp(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new ExpOperator(), destination, team);

    /// <summary>Computes y = eˣ − 1, accurate near 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void ExpMinusOne(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new ExpMinusOneOperator(), destination, team);

    /// <summary>Computes y = log x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Log(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new LogOperator(), destination, team);

    /// <summary>Computes y = log(1 + x), accurate near 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void LogOnePlus(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new LogOnePlusOperator(), destination, team);

    /// <summary>Computes y = tanh x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new TanhOperator(), destination, team);

    /// <summary>Computes y = 1/(1 + e⁻ˣ).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new SigmoidOperator(), destination, team);

    /// <summary>Computes y = log(1 + eˣ).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new SoftplusOperator(), destination, team);

    /// <summary>Computes y = 1 where x &gt; 0, else 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Step(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new StepOperator(), destination, team);

    /// <summary>Computes y = −1, 0 or 1.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Sign(ReadOnlySpan<float> x, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new SignOperator(), destination, team);
}
