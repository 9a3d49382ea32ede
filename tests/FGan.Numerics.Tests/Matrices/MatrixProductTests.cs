namespace FGan.Numerics.Tests;

/// <summary>Compares the product with its definition: every small shape, strides, epilogues, widths, teams.</summary>
public class MatrixProductTests
{
    private static readonly int[] Small = [0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 15, 16, 17, 23, 24, 25, 31, 32, 33, 48, 65];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EverySmallShape(bool accumulate) => Widths.ForEach(width =>
    {
        foreach (int rows in Small)
        {
            foreach (int columns in Small)
            {
                foreach (int depth in (int[])[0, 1, 2, 5, 16, 33])
                    new ProductCase(rows, columns, depth) { Accumulate = accumulate }.Check();
            }
        }
    });

    [Fact]
    public void LargerShapes() => Widths.ForEach(width =>
    {
        (int Rows, int Columns, int Depth)[] shapes =
        [
            (64, 64, 256), (257, 65, 129), (500, 60, 256), (31, 500, 300), (1, 240, 700), (300, 1, 784), (300, 2, 128), (64, 2, 513),
            (2, 64, 1025), (1, 1, 3000), (245, 97, 513), (3, 1203, 77), (500, 3, 50),
        ];
        foreach ((int rows, int columns, int depth) in shapes) new ProductCase(rows, columns, depth).Check();
    });

    /// <summary>Long sums of a small result are made in two halves.</summary>
    [Fact]
    public void HalvedSums() => Widths.ForEach(width =>
    {
        foreach ((int rows, int columns, int depth) in ((int, int, int)[])[(60, 256, 500), (130, 70, 397), (5, 33, 20001)])
        {
            new ProductCase(rows, columns, depth) { A = Layout.Columns }.Check();
            new ProductCase(rows, columns, depth) { A = Layout.Columns, C = Layout.Columns, Accumulate = true }.Check();
            // Where the second of two batches begins; batches of a few rows are not halved.
            foreach (int seam in (int[])[1, 47, 48, 200, depth - 48, depth - 47, depth])
                new ProductCase(rows, columns, depth) { A = Layout.Columns, Seam = seam, Accumulate = seam % 2 == 0 }.Check();
        }
    });

    [Fact]
    public void BitsOfHalvedSumsDoNotDependOnTheTeam()
    {
        foreach ((int rows, int columns, int depth, int seam) in ((int, int, int, int)[])[(60, 256, 500, 0), (60, 256, 500, 250), (130, 70, 1397, 0), (256, 256, 1000, 300)])
        {
            float[] a = Floats.Random(rows * depth, 1), b = Floats.Random(depth * columns, 2);
            float[] expected = new float[rows * columns];
            MatrixProduct.Multiply(new MatrixView(a, depth, rows).Transposed, new(b, depth, columns), new(expected, rows, columns), team: ThreadTeam.Single, seam: seam);
            foreach (int size in (int[])[2, 3, 4])
            {
                using var team = new ThreadTeam(size);
                float[] actual = new float[rows * columns];
                MatrixProduct.Multiply(new MatrixView(a, depth, rows).Transposed, new(b, depth, columns), new(actual, rows, columns), team: team, seam: seam);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [InlineData(12, 32, 20)]
    [InlineData(13, 35, 21)]
    [InlineData(70, 66, 40)]
    [InlineData(1, 40, 30)]
    [InlineData(40, 1, 30)]
    [InlineData(2, 3, 300)]
    public void EveryLayout(int rows, int columns, int depth) => Widths.ForEach(width =>
    {
        foreach (Layout a in Enum.GetValues<Layout>())
        {
            foreach (Layout b in Enum.GetValues<Layout>())
            {
                foreach (Layout c in Enum.GetValues<Layout>())
                {
                    new ProductCase(rows, columns, depth) { A = a, B = b, C = c }.Check();
                    new ProductCase(rows, columns, depth) { A = a, B = b, C = c, Accumulate = true, Activation = Activation.Tanh, Bias = true }.Check();
                    new ProductCase(rows, columns, depth) { A = a, B = b, C = c, Activation = Activation.Elu(), Slope = c }.Check();
                }
            }
        }
    });

    [Fact]
    public void EveryEpilogue() => Widths.ForEach(width =>
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            var activation = new Activation(kind, 0.3f);
            foreach ((int rows, int columns, int depth) in ((int, int, int)[])[(25, 50, 19), (64, 1, 33), (3, 2, 5), (30, 20, 600)])
            {
                new ProductCase(rows, columns, depth) { Activation = activation, Bias = true }.Check();
                new ProductCase(rows, columns, depth) { Activation = activation, Bias = true, Accumulate = true }.Check();
                new ProductCase(rows, columns, depth) { Activation = activation }.Check();
                new ProductCase(rows, columns, depth) { Activation = activation, Slope = Layout.Rows }.Check();
                new ProductCase(rows, columns, depth) { Activation = activation, Slope = Layout.Columns, Accumulate = true }.Check();
            }
        }
    });

    [Fact]
    public void BitsDoNotDependOnTheTeam()
    {
        foreach ((int rows, int columns, int depth) in ((int, int, int)[])[(500, 60, 300), (64, 200, 1500), (1024, 2, 128), (1, 300, 5000), (5000, 1, 300)])
        {
            float[] a = Floats.Random(rows * depth, 1), b = Floats.Random(depth * columns, 2), bias = Floats.Random(columns, 3);
            float[] expected = new float[rows * columns];
            MatrixProduct.Multiply(new(a, rows, depth), new(b, depth, columns), new(expected, rows, columns), false, Epilogue.BiasActivation(bias, Activation.Tanh), ThreadTeam.Single);
            foreach (int size in (int[])[2, 3, 4])
            {
                using var team = new ThreadTeam(size);
                float[] actual = new float[rows * columns];
                MatrixProduct.Multiply(new(a, rows, depth), new(b, depth, columns), new(actual, rows, columns), false, Epilogue.BiasActivation(bias, Activation.Tanh), team);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void NaNsAndInfinitiesComeThrough()
    {
        float[] a = [float.NaN, 1f, float.PositiveInfinity, 1f], b = [1f, 0f, 0f, 1f], c = new float[4];
        MatrixProduct.Multiply(new(a, 2, 2), new(b, 2, 2), new(c, 2, 2), false, Epilogue.BiasActivation(default, Activation.Relu));
        Assert.True(float.IsNaN(c[0]));
        Assert.True(float.IsPositiveInfinity(c[2]));
    }

    [Fact]
    public void WrongExtentsAreRefused()
    {
        float[] x = new float[100], y = new float[100];
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new(x, 2, 3), new(x, 4, 5), new(y, 2, 5)));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new(x, 2, 3), new(x, 3, 5), new(x, 2, 5)));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new(x, 2, 3), new(x, 3, 5), new(y, 2, 5), false, Epilogue.BiasActivation(new float[4])));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Multiply(new(x, 2, 3), new(x, 3, 5), new(y, 2, 5), seam: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Multiply(new(x, 2, 3), new(x, 3, 5), new(y, 2, 5), seam: -1));
        Assert.Throws<ArgumentException>(() => new MatrixView(x, 10, 11));
        Assert.Throws<ArgumentException>(() => new MatrixView(x, 10, 10, -1, 1));
        Assert.Throws<ArgumentException>(() => new MatrixSpan(y, 10, 10, 1, 1));
        Assert.Throws<ArgumentException>(() => new MatrixView(x, 10, 10).Slice(5, 5, 6, 1));
    }

    [Fact]
    public void WarmCallsAllocateNothing()
    {
        float[] a = Floats.Random(300 * 200, 1), b = Floats.Random(200 * 100, 2), c = new float[300 * 100], bias = new float[100];
        using var team = new ThreadTeam(2);
        void Work() => MatrixProduct.Multiply(new(a, 300, 200), new(b, 200, 100), new(c, 300, 100), false, Epilogue.BiasActivation(bias, Activation.Tanh), team);
        Allocations.AssertNone(Work);
    }
}
