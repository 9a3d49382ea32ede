namespace FGan.Numerics.Tests;

public class BatchNormTests
{
    private const float Epsilon = 1e-5f;

    private static readonly (int Rows, int Channels, int Positions)[] Shapes =
        [(2, 1, 1), (5, 3, 1), (64, 16, 1), (65, 33, 1), (200, 250, 1), (3, 2, 4), (8, 5, 49), (20, 16, 17), (300, 4, 16)];

    public static TheoryData<ActivationKind> Kinds => [.. Enum.GetValues<ActivationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ForwardAndBackwardMatchTheDefinition(ActivationKind kind) => Widths.ForEach(width =>
    {
        var activation = new Activation(kind, 0.2f);
        foreach ((int rows, int channels, int positions) in Shapes)
        {
            int length = rows * channels * positions;
            using var x = new GuardedMemory(Floats.Random(length, 1, -2f, 3f), atEnd: true);
            using var y = new GuardedMemory(length, atEnd: true);
            using var upstream = new GuardedMemory(Floats.Random(length, 2), atEnd: true);
            using var slope = new GuardedMemory(length, atEnd: true);
            float[] scale = Floats.Random(channels, 3), shift = Floats.Random(channels, 4), mean = new float[channels], variance = new float[channels];
            BatchNormKernels.Forward(x.Span, scale, shift, Epsilon, activation, mean, variance, y.Span, positions);
            float[] expected = new float[length];
            BatchNormReference.Normalise(x.Span, mean, variance, scale, shift, Epsilon, activation, expected, positions);
            AssertNear(expected, y.Span, 2e-6f, $"{kind} {rows}×{channels}×{positions} {width}");

            float[] scaleSlope = new float[channels], shiftSlope = new float[channels], scales = new float[channels], shifts = new float[channels];
            BatchNormReference.Backward(upstream.Span, x.Span, y.Span, mean, variance, scale, Epsilon, activation, scales, shifts, expected, positions);
            BatchNormKernels.Backward(
                upstream.Span, x.Span, y.Span, mean, variance, scale, Epsilon, activation, scaleSlope, shiftSlope, slope.Span, positions);
            string where = $"{kind} backward {rows}×{channels}×{positions} {width}";
            float size = (float)Math.Sqrt(rows * positions);
            AssertNear(scales, scaleSlope, 2e-6f * size, where);
            AssertNear(shifts, shiftSlope, 1e-6f * size, where);
            AssertNear(expected, slope.Span, 2e-5f, where);

            BatchNormKernels.Backward(
                upstream.Span, x.Span, y.Span, mean, variance, scale, Epsilon, activation, scaleSlope, shiftSlope, upstream.Span, positions, accumulate: true);
            Assert.Equal(slope.Span.ToArray(), upstream.Span.ToArray());
            AssertNear([.. scales.Select(value => 2f * value)], scaleSlope, 4e-6f * size, where);
        }
    });

    [Fact]
    public void InPlaceAndAnyTeamGiveTheSame()
    {
        float[] x = Floats.Random(300 * 200, 1), scale = Floats.Random(200, 2), shift = Floats.Random(200, 3);
        float[] mean = new float[200], variance = new float[200], expected = new float[x.Length];
        BatchNormKernels.Forward(x, scale, shift, Epsilon, Activation.Relu, mean, variance, expected, 1, ThreadTeam.Single);
        foreach (int size in (int[])[2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            float[] again = [.. x];
            BatchNormKernels.Forward(again, scale, shift, Epsilon, Activation.Relu, mean, variance, again, 1, team);
            Assert.Equal(expected, again);
        }
    }

    [Fact]
    public void WarmCallsAllocateNothing()
    {
        float[] x = Floats.Random(300 * 200, 1), y = new float[x.Length], slope = new float[x.Length], scale = new float[200], shift = new float[200];
        float[] mean = new float[200], variance = new float[200];
        using var team = new ThreadTeam(2);
        Allocations.AssertNone(() =>
        {
            BatchNormKernels.Forward(x, scale, shift, Epsilon, Activation.Tanh, mean, variance, y, 1, team);
            BatchNormKernels.Backward(y, x, y, mean, variance, scale, Epsilon, Activation.Tanh, scale, shift, slope, 1, false, team);
        });
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int at = i;
            // A kink may fall between the two: the slope's side is that of the output, which both see alike.
            Floats.AssertClose(expected[i], actual[i], 8, tolerance, () => $"{where}, {at}");
        }
    }
}
