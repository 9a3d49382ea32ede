namespace FGan.Numerics.Tests;

/// <summary>Compares sums over blocks, and what they are put together to, with their definitions in double.</summary>
public class BlockReductionTests
{
    private static readonly int[] Columns = [.. Enumerable.Range(1, 37), 60, 64, 65, 128, 130, 256];

    [Fact]
    public void SumsAndProducts() => Widths.ForEach(width =>
    {
        foreach (int columns in Columns)
        {
            foreach (int rows in (int[])[1, 2, 13, 60])
            {
                using var x = new GuardedMemory(Floats.Random(rows * columns, 1), atEnd: true);
                using var sums = new GuardedMemory(new float[columns], atEnd: true);
                float[] expected = new float[columns], ones = [.. Enumerable.Repeat(1f, rows * columns)];
                ReductionsReference.DotChannels(x.Span, ones, expected, 1, false);
                BlockReductions.Sums(x.Span, sums.Span);
                AssertNear(expected, sums.Span, rows, $"sums {rows} × {columns} {width}");
                for (int narrow = 1; narrow <= 4; narrow++) AssertProducts(x.Span, rows, columns, narrow);
            }
        }
    });

    [Theory]
    [InlineData(0f)]
    [InlineData(1000f)]
    public void MomentsOfBlocksGiveThoseOfAll(float offset) => Widths.ForEach(width =>
    {
        foreach (int columns in Columns)
        {
            const int Rows = 131, BlockRows = 48, Blocks = 5;
            float[] x = Floats.Random(Rows * columns, 4, offset - 2f, offset + 2f), blocks = new float[Blocks * ((2 * columns) + 1)];
            for (int block = 0; block * BlockRows < Rows; block++)
            {
                int start = block * BlockRows, rows = Math.Min(BlockRows, Rows - start);
                BlockReductions.Moments(x.AsSpan(start * columns, rows * columns), Row(blocks, block, (2 * columns) + 1));
            }

            float[] mean = new float[columns], variance = new float[columns], means = new float[columns], variances = new float[columns];
            ReductionsReference.Moments(x, means, variances, 1);
            BlockReductions.CombineMoments(blocks, mean, variance);
            for (int c = 0; c < columns; c++)
            {
                Assert.Equal(means[c], mean[c], 4e-6f + (1e-6f * offset));
                Assert.Equal(variances[c], variance[c], 1e-5f + (1e-7f * offset));
            }
        }
    });

    [Fact]
    public void ConstantColumnsHaveNoVariance()
    {
        float[] x = [.. Enumerable.Repeat(1e6f, 300)], moments = new float[2 * 7], mean = new float[3], variance = new float[3];
        BlockReductions.Moments(x.AsSpan(0, 180), moments.AsSpan(0, 7));
        BlockReductions.Moments(x.AsSpan(180), moments.AsSpan(7));
        BlockReductions.CombineMoments(moments, mean, variance);
        Assert.All(mean, value => Assert.Equal(1e6f, value));
        Assert.All(variance, value => Assert.Equal(0f, value));
    }

    [Theory]
    [InlineData(ActivationKind.Identity)]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.Elu)]
    public void SlopeSumsOfBlocksGiveThoseOfAll(ActivationKind kind) => Widths.ForEach(width =>
    {
        foreach (int columns in (int[])[1, 5, 17, 64, 130])
        {
            const int Rows = 101, BlockRows = 60, Blocks = 4;
            var activation = new Activation(kind, 0.7f);
            float[] g = Floats.Random(Rows * columns, 1), x = Floats.Random(Rows * columns, 2), y = Floats.Random(Rows * columns, 3), mean = new float[columns], variance = new float[columns];
            Reductions.Moments(x, mean, variance);
            float[] blocks = new float[Blocks * 2 * columns];
            for (int block = 0; block * BlockRows < Rows; block++)
            {
                int start = block * BlockRows * columns, length = Math.Min(BlockRows * columns, x.Length - start);
                BlockReductions.SlopeSums(
                    g.AsSpan(start, length), x.AsSpan(start, length), y.AsSpan(start, length), mean, activation, Row(blocks, block, 2 * columns));
            }

            float[][] expected = [.. Enumerable.Range(0, 4).Select(_ => new float[columns])], found = [.. Enumerable.Range(0, 4).Select(_ => new float[columns])];
            BatchNormKernels.BackwardSums(g, x, y, mean, variance, 1e-5f, activation, expected[0], expected[1], expected[2], expected[3]);
            BatchNormKernels.CombineSums(blocks, Rows, variance, 1e-5f, found[0], found[1], found[2], found[3]);
            for (int i = 0; i < 4; i++) AssertNear(expected[i], found[i], Rows, $"{kind} {columns} {width}, {i}");
        }
    });

    [Fact]
    public void RowsOfZerosChangeNothing()
    {
        float[] blocks = Floats.Random(3 * 40, 1), sums = new float[40], more = new float[40];
        BlockReductions.Combine(blocks, sums, 0.5f);
        BlockReductions.Combine([.. blocks, .. new float[80]], more, 0.5f);
        Assert.Equal(sums, more);
        Assert.Equal((blocks[0] + blocks[40] + blocks[80]) * 0.5f, sums[0], 1e-6f);
    }

    [Fact]
    public void WarmCallsAllocateNothing()
    {
        float[] x = Floats.Random(60 * 100, 1), sums = new float[100], moments = new float[201], variance = new float[100];
        Allocations.AssertNone(() =>
        {
            BlockReductions.Sums(x, sums);
            BlockReductions.Moments(x, moments);
            BlockReductions.CombineMoments(moments, sums, variance);
            BlockReductions.Combine(x, sums);
        });
    }

    private static void AssertProducts(ReadOnlySpan<float> x, int rows, int columns, int narrow)
    {
        using var a = new GuardedMemory(Floats.Random(rows * narrow, 7), atEnd: true);
        using var c = new GuardedMemory(new float[narrow * columns], atEnd: true);
        BlockReductions.Products(a.Span, narrow, x, c.Span);
        for (int i = 0; i < narrow; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = 0.0;
                for (int r = 0; r < rows; r++) sum += (double)a.Span[(r * narrow) + i] * x[(r * columns) + j];
                Assert.Equal(sum, c.Span[(i * columns) + j], Tolerances.Sum(rows));
            }
        }
    }

    private static Span<float> Row(float[] table, int row, int width) => table.AsSpan(row * width, width);

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int terms, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int at = i;
            Floats.AssertClose(expected[i], actual[i], 2, (float)Tolerances.Sum(terms), () => $"{where}, {at}");
        }
    }
}
