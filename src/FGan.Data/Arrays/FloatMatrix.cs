namespace FGan.Data;

/// <summary>A dense row-major matrix of floats: encoded rows, ready for a network.</summary>
public sealed class FloatMatrix
{
    /// <summary>Wraps values without a copy.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="values">Rows one after another, <c>rows × columns</c> of them.</param>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public FloatMatrix(int rows, int columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{values.Length} values given; {rows} × {columns} needed.", nameof(values));
        (Rows, Columns, Array) = (rows, columns, values);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row after row.</summary>
    public Span<float> Values => Array;

    internal float[] Array { get; }

    /// <summary>One row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>Its <see cref="Columns"/> values, to read or write.</returns>
    public Span<float> Row(int row) => Array.AsSpan(row * Columns, Columns);

    /// <summary>Makes a zero matrix, or says what to do when it would be larger than an array can be.</summary>
    internal static FloatMatrix Create(int rows, int columns) => (long)rows * columns <= System.Array.MaxLength
        ? new FloatMatrix(rows, columns, new float[rows * columns])
        : throw new DataException(
            $"{rows} rows of {columns} encoded values do not fit in one array; encode them in batches, or take fewer "
            + "rows");
}
