namespace FGan;

/// <summary>Rows of encoded numbers, all of one width: what a critic sees of a sample.</summary>
public sealed class SampleMatrix
{
    private readonly float[] _values;

    /// <summary>Wraps rows already laid one after the other.</summary>
    /// <param name="values">The numbers, row by row: rows × <paramref name="width"/> of them, all finite. Kept, not copied.</param>
    /// <param name="width">Numbers a row, at least 1.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the width, or a number is not finite.</exception>
    public SampleMatrix(float[] values, int width)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
            throw new ArgumentException($"Got {values.Length} numbers; expected a multiple of the width {width}.", nameof(values));
        var bad = Array.FindIndex(values, v => !float.IsFinite(v));
        if (bad >= 0)
            throw new ArgumentException($"Row {bad / width}, number {bad % width} is {values[bad]}; every number must be finite.", nameof(values));
        _values = values;
        Width = width;
    }

    /// <summary>Numbers a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _values.Length / Width;

    /// <summary>All numbers, row by row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The numbers of one row.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Width, Width);

    /// <summary>The rows of the given numbers, in that order, as a new matrix.</summary>
    internal SampleMatrix Gather(ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length * Width];
        for (var i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(values.AsSpan(i * Width, Width));
        return new SampleMatrix(values, Width);
    }
}
