using FGan.Data;

namespace FGan;

/// <summary>Small services for matrices whose rows are examples.</summary>
internal static class FloatRows
{
    /// <summary>Wraps rows laid one after the other.</summary>
    public static FloatMatrix Of(float[] values, int columns) => new(values.Length / columns, columns, values);

    /// <summary>The rows of the given numbers, in that order, as a new matrix.</summary>
    public static FloatMatrix Gather(this FloatMatrix matrix, ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length * matrix.Columns];
        for (var i = 0; i < rows.Length; i++) matrix.Row(rows[i]).CopyTo(values.AsSpan(i * matrix.Columns));
        return new FloatMatrix(rows.Length, matrix.Columns, values);
    }

    /// <summary>The first rows, at most so many; a sample dealt at random has none better.</summary>
    public static FloatMatrix FirstRows(this FloatMatrix matrix, int most) =>
        matrix.Rows <= most ? matrix : Of(matrix.Values[..(most * matrix.Columns)].ToArray(), matrix.Columns);

    /// <summary>Refuses numbers that no network can work with.</summary>
    /// <exception cref="ArgumentException">A number is NaN or infinite; the message says where.</exception>
    public static void RequireFinite(this FloatMatrix matrix, string name)
    {
        var bad = matrix.Values.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new ArgumentException($"{name} has {matrix.Values[bad]} in row {bad / matrix.Columns}, column {bad % matrix.Columns}; every number must be finite.");
    }
}
