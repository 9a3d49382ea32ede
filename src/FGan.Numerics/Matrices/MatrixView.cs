using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Views a span of floats as a matrix with any strides, to be read; a transpose or a slice costs nothing.</summary>
public readonly ref struct MatrixView
{
    /// <summary>Views <paramref name="data"/> as <paramref name="rows"/> × <paramref name="columns"/>, row after row.</summary>
    /// <param name="data">The values, at least rows · columns.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public MatrixView(ReadOnlySpan<float> data, int rows, int columns)
        : this(data, rows, columns, columns, 1)
    {
    }

    /// <summary>Views <paramref name="data"/> as a matrix whose element (i, j) is data[i · rowStride + j · columnStride].</summary>
    /// <param name="data">The values.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowStride">Distance between rows, in floats, 0 or more (0 repeats one row).</param>
    /// <param name="columnStride">Distance between columns, in floats, 0 or more.</param>
    /// <exception cref="ArgumentException">An element would lie outside the span, or an extent is negative.</exception>
    public MatrixView(ReadOnlySpan<float> data, int rows, int columns, int rowStride, int columnStride)
    {
        Require.Matrix(data.Length, rows, columns, rowStride, columnStride);
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The span that holds the elements.</summary>
    public ReadOnlySpan<float> Data { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between rows, in floats.</summary>
    public int RowStride { get; }

    /// <summary>Distance between columns, in floats.</summary>
    public int ColumnStride { get; }

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The element in a row and a column.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    public ref readonly float this[int row, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Data[checked(row * RowStride + column * ColumnStride)];
    }

    /// <summary>Returns the part of <paramref name="rows"/> × <paramref name="columns"/> that starts at (row, column).</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentException">The part is not inside this matrix.</exception>
    public MatrixView Slice(int row, int column, int rows, int columns)
    {
        Require.Part(Rows, Columns, row, column, rows, columns);
        int start = rows == 0 || columns == 0 ? 0 : row * RowStride + column * ColumnStride;
        return new MatrixView(Data[start..], rows, columns, RowStride, ColumnStride);
    }
}
