using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Views a span of floats as a matrix with any strides, to be written; elements must not share memory.</summary>
public readonly ref struct MatrixSpan
{
    /// <summary>Views <paramref name="data"/> as <paramref name="rows"/> × <paramref name="columns"/>, row after row.</summary>
    /// <param name="data">The values, at least rows · columns.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public MatrixSpan(Span<float> data, int rows, int columns)
        : this(data, rows, columns, columns, 1)
    {
    }

    /// <summary>Views <paramref name="data"/> as a matrix whose element (i, j) is data[i · rowStride + j · columnStride].</summary>
    /// <param name="data">The values.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowStride">Distance between rows, in floats.</param>
    /// <param name="columnStride">Distance between columns, in floats.</param>
    /// <exception cref="ArgumentException">An element would lie outside the span, an extent is negative, or two elements coincide.</exception>
    public MatrixSpan(Span<float> data, int rows, int columns, int rowStride, int columnStride)
    {
        Require.Matrix(data.Length, rows, columns, rowStride, columnStride);
        Require.Distinct(rows, columns, rowStride, columnStride);
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The span that holds the elements.</summary>
    public Span<float> Data { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between rows, in floats.</summary>
    public int RowStride { get; }

    /// <summary>Distance between columns, in floats.</summary>
    public int ColumnStride { get; }

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatrixSpan Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The element in a row and a column.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    public ref float this[int row, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Data[checked(row * RowStride + column * ColumnStride)];
    }

    /// <summary>Lends the matrix to be read.</summary>
    /// <param name="matrix">The matrix.</param>
    public static implicit operator MatrixView(MatrixSpan matrix) =>
        new(matrix.Data, matrix.Rows, matrix.Columns, matrix.RowStride, matrix.ColumnStride);

    /// <summary>Returns the part of <paramref name="rows"/> × <paramref name="columns"/> that starts at (row, column).</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentException">The part is not inside this matrix.</exception>
    public MatrixSpan Slice(int row, int column, int rows, int columns)
    {
        Require.Part(Rows, Columns, row, column, rows, columns);
        int start = rows == 0 || columns == 0 ? 0 : row * RowStride + column * ColumnStride;
        return new MatrixSpan(Data[start..], rows, columns, RowStride, ColumnStride);
    }
}
