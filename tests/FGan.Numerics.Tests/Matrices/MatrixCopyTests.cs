namespace FGan.Numerics.Tests;

public class MatrixCopyTests
{
    [Fact]
    public void EveryLayoutToEveryOther()
    {
        foreach (int rows in (int[])[1, 2, 3, 4, 5, 17, 300])
        {
            foreach (int columns in (int[])[1, 2, 3, 4, 7, 16, 19, 300])
            {
                foreach (Layout from in Enum.GetValues<Layout>())
                {
                    foreach (Layout to in Enum.GetValues<Layout>()) Check(rows, columns, from, to);
                }
            }
        }
    }

    [Fact]
    public void TransposeTwiceIsTheSame()
    {
        float[] x = Floats.Random(37 * 53, 1), once = new float[x.Length], twice = new float[x.Length];
        MatrixCopy.Transpose(x, 53, once);
        Assert.Equal(x[54], once[38]);
        MatrixCopy.Transpose(once, 37, twice);
        Assert.Equal(x, twice);
    }

    [Fact]
    public void RowsAreConcatenated()
    {
        float[] left = Floats.Random(50 * 3, 1), right = Floats.Random(50 * 20, 2), both = new float[50 * 23];
        MatrixCopy.ConcatenateRows(left, 3, right, 20, both);
        for (int i = 0; i < both.Length; i++)
            Assert.Equal(i % 23 < 3 ? left[(i / 23 * 3) + (i % 23)] : right[(i / 23 * 20) + (i % 23) - 3], both[i]);
    }

    [Fact]
    public void RowsAreGathered()
    {
        foreach (int columns in (int[])[1, 2, 15, 16, 17, 784])
        {
            float[] x = Floats.Random(100 * columns, 1);
            byte[] bytes = [.. x.Select(value => (byte)(value * 127 + 128))];
            int[] indices = new int[211];
            new Philox(1, 1).Integers(indices, 100);
            using var y = new GuardedMemory(indices.Length * columns, atEnd: true);
            MatrixCopy.GatherRows(x, columns, indices, y.Span);
            for (int i = 0; i < y.Length; i++) Assert.Equal(x[(indices[i / columns] * columns) + (i % columns)], y.Span[i]);
            MatrixCopy.GatherRows(bytes, columns, indices, 1f / 255f, -0.5f, y.Span);
            for (int i = 0; i < y.Length; i++)
                Assert.Equal((bytes[(indices[i / columns] * columns) + (i % columns)] * (1f / 255f)) - 0.5f, y.Span[i]);
        }
    }

    [Fact]
    public void WrongIndicesAndOverlapsAreRefused()
    {
        float[] x = new float[20], y = new float[2];
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixCopy.GatherRows(x, 2, [10], y));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixCopy.GatherRows(x, 2, [-1], y));
        Assert.Throws<ArgumentException>(() => MatrixCopy.Transpose(x, 4, x));
        Assert.Throws<ArgumentException>(() => MatrixCopy.Copy(new MatrixView(x, 4, 5), new MatrixSpan(new float[20], 5, 4)));
    }

    private static void Check(int rows, int columns, Layout from, Layout to)
    {
        (int sourceRow, int sourceColumn) = Strides(rows, columns, from);
        (int row, int column) = Strides(rows, columns, to);
        float[] x = Floats.Random(((rows - 1) * sourceRow) + ((columns - 1) * sourceColumn) + 1, 1);
        using var y = new GuardedMemory(((rows - 1) * row) + ((columns - 1) * column) + 1, atEnd: true);
        y.Span.Fill(-9f);
        MatrixCopy.Copy(new MatrixView(x, rows, columns, sourceRow, sourceColumn), new MatrixSpan(y.Span, rows, columns, row, column));
        int written = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) Assert.Equal(x[(i * sourceRow) + (j * sourceColumn)], y.Span[(i * row) + (j * column)]);
        }

        foreach (float value in y.Span) written += value == -9f ? 0 : 1;
        Assert.Equal(rows * columns, written);
    }

    private static (int Row, int Column) Strides(int rows, int columns, Layout layout) => layout switch
    {
        Layout.Rows => (columns, 1),
        Layout.Columns => (1, rows),
        Layout.GappedRows => (columns + 3, 1),
        _ => ((columns * 2) + 1, 2),
    };
}
