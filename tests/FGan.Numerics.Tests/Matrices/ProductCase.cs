namespace FGan.Numerics.Tests;

/// <summary>How a matrix of a test lies in memory.</summary>
public enum Layout
{
    /// <summary>Row after row.</summary>
    Rows,

    /// <summary>Column after column.</summary>
    Columns,

    /// <summary>Row after row with gaps.</summary>
    GappedRows,

    /// <summary>With gaps both ways.</summary>
    Sparse,
}

/// <summary>Is one product with all its settings; checks it against the definition, between guard pages and untouched gaps.</summary>
internal sealed class ProductCase(int rows, int columns, int depth)
{
    private const float Gap = 12345f;

    public Layout A { get; init; }

    public Layout B { get; init; }

    public Layout C { get; init; }

    public bool Accumulate { get; init; }

    public Activation Activation { get; init; }

    public bool Bias { get; init; }

    public Layout? Slope { get; init; }

    public int Seam { get; init; }

    public void Check()
    {
        using GuardedMemory a = Memory(rows, depth, A, 1), b = Memory(depth, columns, B, 2), c = Memory(rows, columns, C, 3);
        using GuardedMemory output = Memory(rows, columns, Slope ?? Layout.Rows, 4), bias = new(Floats.Random(columns, 5), atEnd: true);
        float[] expected = [.. c.Span];
        Epilogue epilogue = Slope is { } slope
            ? Epilogue.Slope(View(output.Span, rows, columns, slope), Activation)
            : Epilogue.BiasActivation(Bias ? bias.Span : default, Activation);
        MatrixProductReference.Multiply(View(a.Span, rows, depth, A), View(b.Span, depth, columns, B), View(expected, rows, columns, C), Accumulate, epilogue);
        MatrixProduct.Multiply(View(a.Span, rows, depth, A), View(b.Span, depth, columns, B), View(c.Span, rows, columns, C), Accumulate, epilogue, seam: Seam);
        // Factors lie in (−1, 1): partial sums are of size √n, each of n steps rounds one of them, and roundings add up like √n.
        float tolerance = (float)(Tolerances.ProductSum * (5 + (0.5 * depth)));
        for (int i = 0; i < expected.Length; i++)
        {
            int at = i;
            Floats.AssertClose(expected[i], c.Span[i], 2, tolerance, () => $"{this}, element {at}");
        }
    }

    public override string ToString() =>
        $"{rows} × {depth} × {columns}, {A}·{B}→{C}, accumulate {Accumulate}, {Activation}, bias {Bias}, slope {Slope}, seam {Seam}, {Simd.Width}";

    private static GuardedMemory Memory(int rows, int columns, Layout layout, int seed)
    {
        (int rowStride, int columnStride) = Strides(rows, columns, layout);
        int length = rows == 0 || columns == 0 ? 0 : ((rows - 1) * rowStride) + ((columns - 1) * columnStride) + 1;
        var memory = new GuardedMemory(length, atEnd: true);
        memory.Span.Fill(Gap);
        float[] values = Floats.Random(rows * columns, seed + rows + columns);
        MatrixSpan matrix = View(memory.Span, rows, columns, layout);
        for (int i = 0; i < values.Length; i++) matrix[i / columns, i % columns] = values[i];
        return memory;
    }

    private static MatrixSpan View(Span<float> memory, int rows, int columns, Layout layout)
    {
        (int rowStride, int columnStride) = Strides(rows, columns, layout);
        return new MatrixSpan(memory, rows, columns, rowStride, columnStride);
    }

    private static (int Row, int Column) Strides(int rows, int columns, Layout layout) => layout switch
    {
        Layout.Rows => (columns, 1),
        Layout.Columns => (1, rows),
        Layout.GappedRows => (columns + 3, 1),
        _ => ((columns * 2) + 1, 2),
    };
}
