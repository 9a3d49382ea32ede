using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Checks what callers pass; every message says what was got, what is allowed and how to mend it.</summary>
internal static class Require
{
    /// <summary>Requires a span of an exact length.</summary>
    public static void Length(int actual, long expected, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (actual != expected) ThrowLength(what, actual, expected);
    }

    /// <summary>Requires a span that divides into whole rows.</summary>
    public static int Rows(int length, int columns, [CallerArgumentExpression(nameof(length))] string what = "")
    {
        if (columns <= 0 || length % columns != 0) ThrowRows(what, length, columns);
        return length / columns;
    }

    /// <summary>Requires channels of at least one position; returns the values in a row.</summary>
    public static int Columns(int channels, int positions)
    {
        if (channels < 1 || positions < 1) ThrowChannels(channels, positions);
        return checked(channels * positions);
    }

    /// <summary>Requires two spans that are disjoint or the very same.</summary>
    public static void SameOrDisjoint(ReadOnlySpan<float> source, ReadOnlySpan<float> destination)
    {
        if (source.Overlaps(destination, out int offset) && offset != 0) ThrowOverlap();
    }

    /// <summary>Requires two spans without a common element.</summary>
    public static void Disjoint(ReadOnlySpan<float> source, ReadOnlySpan<float> destination)
    {
        if (source.Overlaps(destination)) ThrowOverlap();
    }

    /// <summary>Requires a matrix that lies inside its span.</summary>
    public static void Matrix(int length, int rows, int columns, int rowStride, int columnStride)
    {
        bool negative = (rows | columns | rowStride | columnStride) < 0;
        if (negative) ThrowMatrix(length, rows, columns, rowStride, columnStride);
        if (rows == 0 || columns == 0) return;
        long last = ((rows - 1L) * rowStride) + ((columns - 1L) * columnStride);
        if (last >= length) ThrowMatrix(length, rows, columns, rowStride, columnStride);
    }

    /// <summary>Requires strides that give every element a place of its own.</summary>
    public static void Distinct(int rows, int columns, int rowStride, int columnStride)
    {
        if (rows <= 1 && columns <= 1) return;
        bool rowsOutside = rows <= 1 || rowStride > (columns - 1L) * columnStride;
        bool columnsOutside = columns <= 1 || columnStride > (rows - 1L) * rowStride;
        bool inner = rowsOutside ? columns <= 1 || columnStride > 0 : columnsOutside && (rows <= 1 || rowStride > 0);
        if (!inner) ThrowShared(rows, columns, rowStride, columnStride);
    }

    /// <summary>Requires a part inside a matrix.</summary>
    public static void Part(int rows, int columns, int row, int column, int partRows, int partColumns)
    {
        bool inside = (row | column | partRows | partColumns) >= 0
            && row <= rows - partRows && column <= columns - partColumns;
        if (!inside) ThrowPart(rows, columns, row, column, partRows, partColumns);
    }

    /// <summary>Requires indices of existing rows.</summary>
    public static void Indices(ReadOnlySpan<int> indices, int rows)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)rows) ThrowIndex(index, rows);
        }
    }

    [DoesNotReturn]
    public static void ThrowShapes(string message) => throw new ArgumentException(message);

    [DoesNotReturn]
    private static void ThrowLength(string what, int actual, long expected) =>
        throw new ArgumentException($"{what} is {actual}; expected {expected}. Pass a span of that length.");

    [DoesNotReturn]
    private static void ThrowRows(string what, int length, int columns) =>
        throw new ArgumentException($"{what} is {length}; expected whole rows of {columns} columns (at least 1). Pass rows × columns values.");

    [DoesNotReturn]
    private static void ThrowChannels(int channels, int positions) =>
        throw new ArgumentException($"{channels} channels of {positions} positions; expected at least 1 of each. Pass a value a channel and the size of an image.");

    [DoesNotReturn]
    private static void ThrowOverlap() =>
        throw new ArgumentException("Source and destination overlap; expected disjoint spans, or the same span where in-place work is allowed. Pass another destination.");

    [DoesNotReturn]
    private static void ThrowMatrix(int length, int rows, int columns, int rowStride, int columnStride) =>
        throw new ArgumentException($"Matrix of {rows} × {columns} with strides {rowStride} and {columnStride} does not fit {length} values; extents and strides must be at least 0 and its last element inside. Pass a longer span or smaller extents.");

    [DoesNotReturn]
    private static void ThrowShared(int rows, int columns, int rowStride, int columnStride) =>
        throw new ArgumentException($"Matrix of {rows} × {columns} with strides {rowStride} and {columnStride} has elements that share memory; to be written they must not. Choose strides that keep them apart.");

    [DoesNotReturn]
    private static void ThrowPart(int rows, int columns, int row, int column, int partRows, int partColumns) =>
        throw new ArgumentException($"Part of {partRows} × {partColumns} at ({row}, {column}) is not inside a matrix of {rows} × {columns}. Choose a part inside it.");

    [DoesNotReturn]
    private static void ThrowIndex(int index, int rows) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"Row {index} does not exist; expected 0 to {rows - 1}. Draw indices below the number of rows.");
}
