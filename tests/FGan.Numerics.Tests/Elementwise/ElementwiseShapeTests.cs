namespace FGan.Numerics.Tests;

/// <summary>Runs the drivers at every small length against guard pages, in place, at every width, with teams of several sizes.</summary>
public class ElementwiseShapeTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 71), 255, 256, 257, 16383, 16384, 16385, 50001];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryLengthStaysInsideItsSpan(bool atEnd) => Widths.ForEach(width =>
    {
        foreach (int length in Lengths)
        {
            using var x = new GuardedMemory(Floats.Random(length, length), atEnd);
            using var y = new GuardedMemory(Floats.Random(length, length + 1), atEnd);
            using var z = new GuardedMemory(length, atEnd);
            Elementwise.Negate(x.Span, z.Span);
            AssertEach(z.Span, i => -x.Span[i], width, length);
            Elementwise.Subtract(x.Span, y.Span, z.Span);
            AssertEach(z.Span, i => x.Span[i] - y.Span[i], width, length);
            z.Span.Fill(2f);
            Elementwise.AddProduct(x.Span, x.Span, z.Span);
            AssertEach(z.Span, i => (float)(((double)x.Span[i] * x.Span[i]) + 2.0), width, length);
        }
    });

    [Fact]
    public void InPlaceGivesTheSame() => Widths.ForEach(width =>
    {
        foreach (int length in Lengths)
        {
            float[] x = Floats.Random(length, 5), y = Floats.Random(length, 6), expected = new float[length];
            Elementwise.Subtract(x, y, expected);
            float[] left = [.. x], right = [.. y];
            Elementwise.Subtract(left, y, left);
            Elementwise.Subtract(x, right, right);
            Assert.Equal(expected, left);
            Assert.Equal(expected, right);
        }
    });

    [Fact]
    public void ResultsDoNotDependOnPositionTeamOrWidth()
    {
        float[] x = Floats.Random(50000, 9, -5f, 5f), whole = new float[x.Length];
        Elementwise.Softplus(x, whole, ThreadTeam.Single);
        foreach (int size in (int[])[1, 2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            Widths.ForEach(width =>
            {
                float[] again = new float[x.Length];
                Elementwise.Softplus(x, again, team);
                Assert.Equal(whole, again);
                Elementwise.Softplus(x.AsSpan(3), again.AsSpan(3), team);
                Assert.Equal(whole, again);
            });
        }
    }

    [Fact]
    public void OverlapsAndLengthsAreRefused()
    {
        float[] x = new float[20];
        Assert.Throws<ArgumentException>(() => Elementwise.Exp(x.AsSpan(0, 10), x.AsSpan(1, 10)));
        Assert.Throws<ArgumentException>(() => Elementwise.Add(x.AsSpan(0, 10), x.AsSpan(5, 10), x.AsSpan(0, 10)));
        var failure = Assert.Throws<ArgumentException>(() => Elementwise.Exp(x.AsSpan(0, 10), new float[9]));
        Assert.Equal("destination.Length is 9; expected 10. Pass a span of that length.", failure.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(49)]
    public void BroadcastsAtEveryShape(int positions) => Widths.ForEach(width =>
    {
        foreach (int rows in (int[])[0, 1, 2, 3, 65, 200])
        {
            foreach (int channels in (int[])[1, 2, 3, 7, 16, 33, 63, 64, 70])
            {
                int length = rows * channels * positions;
                using var x = new GuardedMemory(Floats.Random(length, 1), true);
                using var channel = new GuardedMemory(Floats.Random(channels, 2), true);
                using var y = new GuardedMemory(length, true);
                int Channel(int i) => i / positions % channels;
                Broadcast.AddChannel(x.Span, channel.Span, y.Span, positions);
                AssertEach(y.Span, i => x.Span[i] + channel.Span[Channel(i)], width, length);
                Broadcast.MultiplyChannel(x.Span, channel.Span, y.Span, positions);
                AssertEach(y.Span, i => x.Span[i] * channel.Span[Channel(i)], width, length);
                Broadcast.FillChannel(channel.Span, y.Span, positions);
                AssertEach(y.Span, i => channel.Span[Channel(i)], width, length);
            }
        }
    });

    [Fact]
    public void ColumnsAreBroadcastAlongRows() => Widths.ForEach(width =>
    {
        foreach (int rows in (int[])[1, 2, 17, 300])
        {
            foreach (int columns in (int[])[1, 2, 15, 16, 17, 64, 100])
            {
                float[] x = Floats.Random(rows * columns, 1), column = Floats.Random(rows, 2), y = new float[x.Length];
                Broadcast.AddColumn(x, column, y);
                AssertEach(y, i => x[i] + column[i / columns], width, y.Length);
                Broadcast.MultiplyColumn(x, column, y);
                AssertEach(y, i => x[i] * column[i / columns], width, y.Length);
                Broadcast.FillColumn(column, y);
                AssertEach(y, i => column[i / columns], width, y.Length);
            }
        }
    });

    private static void AssertEach(ReadOnlySpan<float> actual, Func<int, float> expected, SimdWidth width, int length)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            int at = i;
            Floats.AssertClose(expected(i), actual[i], Tolerances.Fused, 0f, () => $"element {at} of {length}, {width}");
        }
    }
}
