namespace FGan.Numerics;

public static unsafe partial class Elementwise
{
    /// <summary>Computes y = factor · x.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Scale(ReadOnlySpan<float> x, float factor, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new AffineOperator(factor, 0f), destination, team);

    /// <summary>Computes y = factor · x + offset.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="offset">What is added.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Affine(ReadOnlySpan<float> x, float factor, float offset, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new AffineOperator(factor, offset), destination, team);

    /// <summary>Adds a multiple in place: y ← y + factor · x.</summary>
    /// <param name="x">What is added, scaled.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="y">As many values, changed.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> y, ThreadTeam? team = null) =>
        Apply(x, y, new CombineOperator(factor, 1f), y, team);

    /// <summary>Computes z = a · x + b · y (a moving average, an interpolation).</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="a">Factor of x.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="b">Factor of y.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Combine(
        ReadOnlySpan<float> x, float a, ReadOnlySpan<float> y, float b, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, new CombineOperator(a, b), destination, team);

    /// <summary>Computes z = x · y + destination in place of the destination.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="destination">As many values, changed.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, y, destination, new MultiplyAddOperator(), destination, team);

    /// <summary>Computes y = min(max(x, low), high).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="low">Lower limit.</param>
    /// <param name="high">Upper limit, at least <paramref name="low"/>.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Clamp(ReadOnlySpan<float> x, float low, float high, Span<float> destination, ThreadTeam? team = null) =>
        Apply(x, new ClampOperator(low, high), destination, team);

    /// <summary>Computes y = a(x).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="activation">a.</param>
    /// <param name="destination">As many results.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Activate(ReadOnlySpan<float> x, Activation activation, Span<float> destination, ThreadTeam? team = null) =>
        ActivationFunctions.Run(activation, new ActivateWork(x, activation, destination, team));

    /// <summary>Computes the slope a'(x) from the outputs a(x).</summary>
    /// <param name="output">The outputs a(x).</param>
    /// <param name="activation">a.</param>
    /// <param name="destination">As many slopes.</param>
    /// <param name="team">The threads to work with.</param>
    public static void ActivationSlope(ReadOnlySpan<float> output, Activation activation, Span<float> destination, ThreadTeam? team = null) =>
        ActivationFunctions.Run(activation, new SlopeWork(output, activation, destination, team));

    /// <summary>Computes upstream · a'(x) from the outputs a(x): the backward pass through an activation.</summary>
    /// <param name="upstream">Slopes with respect to the outputs.</param>
    /// <param name="output">The outputs a(x), as many.</param>
    /// <param name="activation">a.</param>
    /// <param name="destination">As many slopes with respect to the inputs.</param>
    /// <param name="team">The threads to work with.</param>
    public static void MultiplyBySlope(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> output, Activation activation, Span<float> destination, ThreadTeam? team = null) =>
        ActivationFunctions.Run(activation, new TimesSlopeWork(upstream, output, activation, destination, team));

    private readonly ref struct ActivateWork(ReadOnlySpan<float> x, Activation activation, Span<float> destination, ThreadTeam? team)
        : IActivationWork
    {
        private readonly ReadOnlySpan<float> _x = x;
        private readonly Span<float> _destination = destination;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Apply(_x, new ActivationOperator<TFunction>(activation, function), _destination, team);
    }

    private readonly ref struct SlopeWork(ReadOnlySpan<float> output, Activation activation, Span<float> destination, ThreadTeam? team)
        : IActivationWork
    {
        private readonly ReadOnlySpan<float> _output = output;
        private readonly Span<float> _destination = destination;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Apply(_output, new SlopeOperator<TFunction>(activation, function), _destination, team);
    }

    private readonly ref struct TimesSlopeWork(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> output, Activation activation, Span<float> destination, ThreadTeam? team)
        : IActivationWork
    {
        private readonly ReadOnlySpan<float> _upstream = upstream;
        private readonly ReadOnlySpan<float> _output = output;
        private readonly Span<float> _destination = destination;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Apply(_upstream, _output, new TimesSlopeOperator<TFunction>(activation, function), _destination, team);
    }
}
