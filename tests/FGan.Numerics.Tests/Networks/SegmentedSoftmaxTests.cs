namespace FGan.Numerics.Tests;

public class SegmentedSoftmaxTests
{
    private static readonly (int Columns, ColumnSegment[] Segments)[] Cases =
    [
        (1, [new(0, 1)]), (5, []), (7, [new(1, 3)]), (20, [new(0, 2), new(5, 15)]), (64, [new(0, 32), new(32, 32)]), (70, [new(3, 17), new(20, 50)]),
    ];

    [Fact]
    public void ForwardAndBackwardMatchTheDefinition() => Widths.ForEach(width =>
    {
        foreach ((int columns, ColumnSegment[] segments) in Cases)
        {
            foreach (int rows in (int[])[0, 1, 3, 400])
            {
                foreach (float temperature in (float[])[1f, 0.2f])
                {
                    using var x = new GuardedMemory(Floats.Random(rows * columns, 1, -30f, 30f), atEnd: true);
                    using var y = new GuardedMemory(rows * columns, atEnd: true);
                    using var upstream = new GuardedMemory(Floats.Random(rows * columns, 2), atEnd: true);
                    using var slope = new GuardedMemory(rows * columns, atEnd: true);
                    float[] expected = new float[y.Length];
                    SegmentedSoftmaxReference.Forward(x.Span, columns, segments, temperature, expected);
                    SegmentedSoftmaxKernels.Forward(x.Span, columns, segments, temperature, y.Span);
                    AssertNear(expected, y.Span, 2e-6f);
                    SegmentedSoftmaxReference.Backward(upstream.Span, y.Span, columns, segments, temperature, expected);
                    SegmentedSoftmaxKernels.Backward(upstream.Span, y.Span, columns, segments, temperature, slope.Span);
                    AssertNear(expected, slope.Span, 1e-5f);
                    SegmentedSoftmaxKernels.Backward(upstream.Span, y.Span, columns, segments, temperature, upstream.Span);
                    Assert.Equal(slope.Span.ToArray(), upstream.Span.ToArray());
                    SegmentedSoftmaxKernels.Forward(x.Span, columns, segments, temperature, x.Span);
                    Assert.Equal(y.Span.ToArray(), x.Span.ToArray());
                }
            }
        }
    });

    [Fact]
    public void SegmentsSumToOneAndOthersPassThrough()
    {
        float[] x = Floats.Random(10 * 9, 3, -5f, 5f), y = new float[x.Length];
        SegmentedSoftmaxKernels.Forward(x, 9, [new(2, 4)], 0.5f, y);
        for (int row = 0; row < 10; row++)
        {
            Assert.Equal(1f, y.AsSpan((row * 9) + 2, 4).ToArray().Sum(), 1e-6f);
            Assert.Equal(x[row * 9], y[row * 9]);
            Assert.Equal(x[(row * 9) + 8], y[(row * 9) + 8]);
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] x = Floats.Random(500 * 60, 3), y = new float[x.Length];
        ColumnSegment[] segments = [new(2, 4), new(10, 50)];
        using var team = new ThreadTeam(2);
        Allocations.AssertNone(() =>
        {
            SegmentedSoftmaxKernels.Forward(x, 60, segments, 0.5f, y, team);
            SegmentedSoftmaxKernels.Backward(x, y, 60, segments, 0.5f, x, team);
        });
    }

    [Fact]
    public void WrongSegmentsAreRefused()
    {
        float[] x = new float[20], y = new float[20];
        Assert.Throws<ArgumentException>(() => SegmentedSoftmaxKernels.Forward(x, 10, [new(8, 3)], 1f, y));
        Assert.Throws<ArgumentException>(() => SegmentedSoftmaxKernels.Forward(x, 10, [new(-1, 3)], 1f, y));
        Assert.Throws<ArgumentException>(() => SegmentedSoftmaxKernels.Forward(x, 10, [new(0, 3)], 0f, y));
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
