namespace FGan.Numerics.Tests;

/// <summary>Compares every reduction with its definition in double: shapes, widths, teams.</summary>
public class ReductionTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 71), 255, 256, 257, 4095, 4097, 16384, 16385, 70001];

    private static readonly (int Rows, int Channels, int Positions)[] Shapes =
    [
        .. from rows in new[] { 1, 2, 3, 17, 130, 300 }
           from channels in new[] { 1, 2, 7, 15, 16, 17, 33, 64, 65, 130 }
           from positions in new[] { 1, 2, 16, 49 }
           select (rows, channels, positions),
        (1000, 300, 1), (5000, 1, 1), (5000, 2, 1), (64, 3, 784),
    ];

    [Fact]
    public void SumsOfSpans() => Widths.ForEach(width =>
    {
        foreach (int length in Lengths)
        {
            using var x = new GuardedMemory(Floats.Random(length, 1), atEnd: true);
            using var y = new GuardedMemory(Floats.Random(length, 2), atEnd: true);
            float[] ones = [.. Enumerable.Repeat(1f, length)];
            AssertNear(ReductionsReference.Dot(x.Span, ones), Reductions.Sum(x.Span), length);
            AssertNear(ReductionsReference.Dot(x.Span, y.Span), Reductions.Dot(x.Span, y.Span), length);
            AssertNear(ReductionsReference.Dot(x.Span, x.Span), Reductions.SumOfSquares(x.Span), length);
            if (length == 0) continue;
            Assert.Equal(x.Span.ToArray().Max(), Reductions.Maximum(x.Span));
            AssertNear(ReductionsReference.Dot(x.Span, ones) / length, Reductions.Mean(x.Span), 1);
        }
    });

    [Fact]
    public void NothingSumsToNothing()
    {
        Assert.Equal(0.0, Reductions.Sum([]));
        Assert.True(double.IsNaN(Reductions.Mean([])));
        Assert.Equal(float.NegativeInfinity, Reductions.Maximum([]));
        Assert.True(Reductions.AllFinite([]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AnyPlaceOfANumberThatIsNoneIsFound(float value) => Widths.ForEach(width =>
    {
        for (int length = 1; length < 70; length++)
        {
            float[] x = Floats.Random(length, length, -1e38f, 1e38f);
            Assert.True(Reductions.AllFinite(x));
            for (int i = 0; i < length; i++)
            {
                float before = x[i];
                x[i] = value;
                Assert.False(Reductions.AllFinite(x));
                x[i] = before;
            }
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SumsOfChannels(bool accumulate) => Widths.ForEach(width =>
    {
        foreach ((int rows, int channels, int positions) in Shapes)
        {
            int length = rows * channels * positions;
            using var x = new GuardedMemory(Floats.Random(length, 1), atEnd: true);
            using var y = new GuardedMemory(Floats.Random(length, 2), atEnd: true);
            using var sums = new GuardedMemory(Floats.Random(channels, 3), atEnd: true);
            float[] expected = [.. sums.Span], ones = [.. Enumerable.Repeat(1f, length)];
            ReductionsReference.DotChannels(x.Span, ones, expected, positions, accumulate);
            Reductions.SumChannels(x.Span, sums.Span, positions, accumulate);
            AssertAllNear(expected, sums.Span, rows * positions, $"sum {rows}×{channels}×{positions} {width}");
            expected = [.. sums.Span];
            ReductionsReference.DotChannels(x.Span, y.Span, expected, positions, accumulate);
            Reductions.DotChannels(x.Span, y.Span, sums.Span, positions, accumulate);
            AssertAllNear(expected, sums.Span, rows * positions, $"dot {rows}×{channels}×{positions} {width}");
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SumsOfRows(bool accumulate) => Widths.ForEach(width =>
    {
        foreach (int rows in (int[])[1, 2, 19, 500])
        {
            foreach (int columns in (int[])[1, 2, 15, 16, 17, 63, 64, 65, 1000])
            {
                float[] x = Floats.Random(rows * columns, 1), y = Floats.Random(rows * columns, 2), sums = Floats.Random(rows, 3);
                float[] expected = [.. sums], ones = [.. Enumerable.Repeat(1f, x.Length)];
                ReductionsReference.DotRows(x, ones, expected, accumulate);
                Reductions.SumRows(x, sums, accumulate);
                AssertAllNear(expected, sums, columns, $"{rows} × {columns} {width}");
                expected = [.. sums];
                ReductionsReference.DotRows(x, y, expected, accumulate);
                Reductions.DotRows(x, y, sums, accumulate);
                AssertAllNear(expected, sums, columns, $"{rows} × {columns} {width}");
            }
        }
    });

    [Theory]
    [InlineData(0f)]
    [InlineData(1000f)]
    public void Moments(float offset) => Widths.ForEach(width =>
    {
        foreach ((int rows, int channels, int positions) in Shapes)
        {
            using var x = new GuardedMemory(Floats.Random(rows * channels * positions, 4, offset - 2f, offset + 2f), atEnd: true);
            float[] mean = new float[channels], variance = new float[channels], means = new float[channels], variances = new float[channels];
            ReductionsReference.Moments(x.Span, means, variances, positions);
            Reductions.Moments(x.Span, mean, variance, positions);
            for (int c = 0; c < channels; c++)
            {
                Assert.Equal(means[c], mean[c], 4e-6f + (1e-6f * offset));
                // x lies within 4 of the first row's value: its square is 16 at most, in floats of 10⁻⁷.
                Assert.Equal(variances[c], variance[c], 1e-5f);
            }
        }
    });

    [Fact]
    public void ConstantChannelsHaveNoVariance()
    {
        float[] x = [.. Enumerable.Repeat(1e6f, 3000)], mean = new float[30], variance = new float[30];
        Reductions.Moments(x, mean, variance);
        Assert.All(mean, value => Assert.Equal(1e6f, value));
        Assert.All(variance, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void BitsDoNotDependOnTheTeam()
    {
        float[] x = Floats.Random(1000 * 300, 1), y = Floats.Random(x.Length, 2), sums = new float[300], rows = new float[1000], again = new float[1000];
        double dot = Reductions.Dot(x, y, ThreadTeam.Single);
        Reductions.DotChannels(x, y, sums, team: ThreadTeam.Single);
        Reductions.DotRows(x, y, rows, team: ThreadTeam.Single);
        foreach (int size in (int[])[2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            Assert.Equal(dot, Reductions.Dot(x, y, team));
            Reductions.DotChannels(x, y, again.AsSpan(0, 300), team: team);
            Assert.Equal(sums, again[..300]);
            Reductions.DotRows(x, y, again, team: team);
            Assert.Equal(rows, again);
        }
    }

    [Fact]
    public void WarmCallsAllocateNothing()
    {
        float[] x = Floats.Random(1000 * 100, 1), sums = new float[100], variance = new float[100];
        using var team = new ThreadTeam(2);
        Allocations.AssertNone(() =>
        {
            Reductions.Moments(x, sums, variance, 1, team);
            Reductions.SumChannels(x, sums, 1, false, team);
            _ = Reductions.Sum(x, team);
        });
    }

    private static void AssertNear(double expected, double actual, int terms) =>
        Assert.Equal(expected, actual, Tolerances.Sum(terms) + (1e-7 * Math.Abs(expected)));

    private static void AssertAllNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int terms, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int at = i;
            Floats.AssertClose(expected[i], actual[i], 2, (float)Tolerances.Sum(terms), () => $"{where}, {at}");
        }
    }
}
