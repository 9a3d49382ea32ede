namespace FGan.Numerics.Tests;

/// <summary>Compares products with a packed factor, however the rows are cut, with the product itself.</summary>
public unsafe class PackedProductTests
{
    private static readonly int[] Extents = [1, 2, 3, 4, 5, 12, 16, 17, 31, 32, 33, 60, 64, 65, 257];

    [Fact]
    public void EveryShapeAndEpilogueAgreesWithTheProduct() => Widths.ForEach(width =>
    {
        foreach (int columns in Extents)
        {
            foreach (int depth in (int[])[1, 2, 7, 16, 33, 300])
            {
                Check(25, columns, depth, transposed: false, Activation.Identity, bias: false, slope: false);
                Check(13, columns, depth, transposed: true, Activation.Elu(), bias: true, slope: false);
                Check(30, columns, depth, transposed: false, Activation.LeakyRelu(0.2f), bias: false, slope: true);
                Check(3, columns, depth, transposed: true, Activation.Sigmoid, bias: false, slope: false);
            }
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(300)]
    public void HowRowsAreCutNeverShows(int columns)
    {
        const int rows = 61, depth = 70;
        float[] a = Floats.Random(rows * depth, 1), b = Floats.Random(depth * columns, 2), packed = new float[PackedProduct.Length(depth, columns)];
        PackedProduct.Pack(new MatrixView(b, depth, columns), packed);
        float[] whole = new float[rows * columns], parts = new float[rows * columns];
        PackedProduct.Multiply(new MatrixView(a, rows, depth), packed, new MatrixSpan(whole, rows, columns));
        for (int first = 0, count = 1; first < rows; first += count, count = Math.Min(count + 3, rows - first))
        {
            PackedProduct.Multiply(
                new MatrixView(a.AsSpan(first * depth, count * depth), count, depth), packed, new MatrixSpan(parts.AsSpan(first * columns, count * columns), count, columns));
        }

        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData(800, 70, false)]
    [InlineData(800, 70, true)]
    [InlineData(70, 800, false)]
    [InlineData(390, 33, true)]
    [InlineData(500, 3, false)]
    public void SlicesInAnyOrderAreTheWhole(int depth, int columns, bool transposed) => Widths.ForEach(width =>
    {
        float[] b = Floats.Random(depth * columns, 2), whole = new float[PackedProduct.Length(depth, columns)], slices = new float[whole.Length];
        MatrixView factor = transposed ? new MatrixView(b, columns, depth).Transposed : new MatrixView(b, depth, columns);
        PackedProduct.Pack(factor, whole);
        for (int slice = PackedProduct.Slices(factor) - 1; slice >= 0; slice--) PackedProduct.PackSlice(factor, slices, slice);
        float[] a = Floats.Random(5 * depth, 1), expected = new float[5 * columns], found = new float[5 * columns];
        MatrixProduct.Multiply(new MatrixView(a, 5, depth), factor, new MatrixSpan(expected, 5, columns));
        PackedProduct.Multiply(new MatrixView(a, 5, depth), slices, new MatrixSpan(found, 5, columns));
        Assert.Equal(whole, slices);
        for (int i = 0; i < found.Length; i++) Floats.AssertClose(expected[i], found[i], 4, 1e-5f * MathF.Sqrt(depth), () => $"{width}, {i}");
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedProduct.PackSlice(new MatrixView(b, depth, columns), slices, PackedProduct.Slices(new MatrixView(b, depth, columns))));
    });

    [Fact]
    public void NothingOutsideIsReadOrWritten() => Widths.ForEach(width =>
    {
        foreach (int columns in Extents)
        {
            using var a = new GuardedMemory(Floats.Random(13 * 9, 1), atEnd: true);
            using var b = new GuardedMemory(Floats.Random(9 * columns, 2), atEnd: true);
            using var y = new GuardedMemory(Floats.Random(13 * columns, 3), atEnd: true);
            using var c = new GuardedMemory(13 * columns, atEnd: true);
            using var packed = new GuardedMemory(PackedProduct.Length(9, columns), atEnd: true);
            PackedProduct.Pack(new MatrixView(b.Span, 9, columns), packed.Span);
            PackedProduct.Multiply(new MatrixView(a.Span, 13, 9), packed.Span, new MatrixSpan(c.Span, 13, columns), Epilogue.Slope(new MatrixView(y.Span, 13, columns), Activation.Tanh));
            PackedProduct.Multiply(new MatrixView(a.Span, 13, 9), packed.Span, new MatrixSpan(c.Span, 13, columns), Epilogue.BiasActivation(b.Span[..columns], Activation.Relu));
        }
    });

    [Fact]
    public void MatricesThatDoNotFitAreRefused()
    {
        float[] packed = new float[PackedProduct.Length(4, 5)], a = new float[12], c = new float[15];
        Assert.Throws<ArgumentException>(() => PackedProduct.Pack(new MatrixView(new float[20], 5, 4), packed));
        Assert.Throws<ArgumentException>(() => PackedProduct.Multiply(new MatrixView(a, 3, 4), packed, new MatrixSpan(c, 5, 3).Transposed));
        Assert.Throws<ArgumentException>(() => PackedProduct.Multiply(new MatrixView(a, 4, 3).Transposed, packed, new MatrixSpan(c, 3, 5)));
        Assert.Throws<ArgumentException>(() => PackedProduct.Multiply(new MatrixView(a, 2, 4), packed, new MatrixSpan(c, 3, 5)));
    }

    private static void Check(int rows, int columns, int depth, bool transposed, Activation activation, bool bias, bool slope)
    {
        float[] a = Floats.Random(rows * depth, 1), b = Floats.Random(depth * columns, 2), row = Floats.Random(columns, 3), y = Floats.Random(rows * columns, 4);
        MatrixView right = transposed ? new MatrixView(b, columns, depth).Transposed : new MatrixView(b, depth, columns);
        var outputs = new MatrixView(y, rows, columns);
        Epilogue epilogue = slope ? Epilogue.Slope(outputs, activation) : Epilogue.BiasActivation(bias ? row : default, activation);
        float[] expected = new float[rows * columns], found = new float[rows * columns], packed = new float[PackedProduct.Length(depth, columns)];
        MatrixProductReference.Multiply(new MatrixView(a, rows, depth), right, new MatrixSpan(expected, rows, columns), false, epilogue);
        PackedProduct.Pack(right, packed);
        PackedProduct.Multiply(new MatrixView(a, rows, depth), packed, new MatrixSpan(found, rows, columns), epilogue);
        for (int i = 0; i < expected.Length; i++)
            Floats.AssertClose(expected[i], found[i], 4, 2e-6f * depth, () => $"{rows} × {columns} × {depth}, {activation}, element {i}");
    }
}
