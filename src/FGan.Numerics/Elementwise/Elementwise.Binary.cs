namespace FGan.Numerics;

public static unsafe partial class Elementwise
{
    /// <summary>Computes z = x + y.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new AddOperator(), destination, team);

    /// <summary>Computes z = x − y.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Subtract(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new SubtractOperator(), destination, team);

    /// <summary>Computes z = x · y.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new MultiplyOperator(), destination, team);

    /// <summary>Computes z = x / y.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Divide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new DivideOperator(), destination, team);

    /// <summary>Computes z = max(x, y).</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Maximum(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new MaximumOperator(), destination, team);

    /// <summary>Computes z = min(x, y).</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Minimum(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new MinimumOperator(), destination, team);
}
