using FGan.Neural.Operations;

namespace FGan.Neural;

public sealed partial class Value
{
    /// <summary>Takes <paramref name="count"/> rows from row <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of these rows exist.</exception>
    public Value Rows(int start, int count)
    {
        RequireRange("row", start, count, Shape.Rows);
        return count == Shape.Rows ? this
            : Filling is float number ? Tape.Constant(new Shape(count, Shape.Columns), number)
            : Tape.Record(new RowSliceOperation(start), [this], Shape with { Rows = count });
    }

    /// <summary>Takes <paramref name="count"/> columns from column <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of these columns exist.</exception>
    public Value Columns(int start, int count)
    {
        RequireRange("column", start, count, Shape.Columns);
        return count == Shape.Columns ? this
            : Filling is float number ? Tape.Constant(new Shape(Shape.Rows, count), number)
            : Tape.Record(new ColumnSliceOperation(start), [this], Shape with { Columns = count });
    }

    /// <summary>Stacks matrices of equal width, the first on top.</summary>
    /// <exception cref="ArgumentException">There is none, or widths differ.</exception>
    public static Value StackRows(params Value[] parts)
    {
        int columns = RequireEqual("stack rows of", parts, s => s.Columns, "columns");
        return parts.Length == 1
            ? parts[0]
            : parts[0].Tape.Record(new RowConcatenationOperation(), [.. parts], new Shape(parts.Sum(p => p.Shape.Rows), columns));
    }

    /// <summary>Puts matrices of equal height side by side, the first on the left.</summary>
    /// <exception cref="ArgumentException">There is none, or heights differ.</exception>
    public static Value JoinColumns(params Value[] parts)
    {
        int rows = RequireEqual("join columns of", parts, s => s.Rows, "rows");
        return parts.Length == 1
            ? parts[0]
            : parts[0].Tape.Record(new ColumnConcatenationOperation(), [.. parts], new Shape(rows, parts.Sum(p => p.Shape.Columns)));
    }

    /// <summary>Puts this matrix into <paramref name="rows"/> rows of zeros, from row <paramref name="start"/> on.</summary>
    internal Value PadRows(int start, int rows) => IsFilledWith(0f)
        ? Tape.Constant(Shape with { Rows = rows }, 0f)
        : Tape.Record(new RowPadOperation(start), [this], Shape with { Rows = rows });

    /// <summary>Puts this matrix into <paramref name="columns"/> columns of zeros, from column <paramref name="start"/> on.</summary>
    internal Value PadColumns(int start, int columns) => IsFilledWith(0f)
        ? Tape.Constant(Shape with { Columns = columns }, 0f)
        : Tape.Record(new ColumnPadOperation(start), [this], Shape with { Columns = columns });

    private static void RequireRange(string what, int start, int count, int available)
    {
        if (start < 0 || count < 1 || start > available - count)
            throw new ArgumentOutOfRangeException(nameof(start), $"Cannot take {count} {what}s from {what} {start} on; there are {available}. Give a range inside [0, {available}).");
    }

    private static int RequireEqual(string verb, Value[] parts, Func<Shape, int> side, string what)
    {
        if (parts.Length == 0) throw new ArgumentException($"Cannot {verb} no matrices; give at least one.");
        foreach (Value part in parts)
        {
            if (side(part.Shape) != side(parts[0].Shape))
                throw new ArgumentException($"Cannot {verb} shapes {parts[0].Shape} and {part.Shape}; expected equal {what}.");
        }
        return side(parts[0].Shape);
    }
}
