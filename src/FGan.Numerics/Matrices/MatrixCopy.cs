namespace FGan.Numerics;

/// <summary>Copies between matrices of any strides: transposes, slices of columns, rows put side by side.</summary>
public static unsafe class MatrixCopy
{
    /// <summary>Copies every element of <paramref name="source"/>; a transposed view on either side transposes.</summary>
    /// <param name="source">The matrix to read.</param>
    /// <param name="destination">A matrix of the same extents, disjoint from the source.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentException">Extents differ, or the two overlap.</exception>
    public static void Copy(MatrixView source, MatrixSpan destination, ThreadTeam? team = null)
    {
        if (source.Rows != destination.Rows || source.Columns != destination.Columns)
            Require.ThrowShapes($"Copy of {source.Rows} × {source.Columns} into {destination.Rows} × {destination.Columns}; expected equal extents. Slice or transpose one of them.");
        Require.Disjoint(source.Data, destination.Data);
        if (source.Rows == 0 || source.Columns == 0) return;
        if (destination.ColumnStride != 1 && destination.RowStride == 1)
        {
            Copy(source.Transposed, destination.Transposed, team);
            return;
        }

        fixed (float* ps = source.Data, pd = destination.Data)
        {
            var work = new CopyWork(
                new(ps, source.RowStride, source.ColumnStride), new(pd, destination.RowStride, destination.ColumnStride), source.Rows, source.Columns);
            (team ?? ThreadTeam.Shared).Run(work, work.Parts);
        }
    }

    /// <summary>Transposes rows × columns into columns × rows.</summary>
    /// <param name="source">rows × columns values.</param>
    /// <param name="columns">Number of columns of the source.</param>
    /// <param name="destination">As many values, disjoint from the source.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Transpose(ReadOnlySpan<float> source, int columns, Span<float> destination, ThreadTeam? team = null)
    {
        int rows = Require.Rows(source.Length, columns);
        Require.Length(destination.Length, source.Length);
        MatrixView turned = new MatrixView(source, rows, columns).Transposed;
        Copy(turned, new MatrixSpan(destination, turned.Rows, turned.Columns), team);
    }

    /// <summary>Puts rows side by side: row i of the destination is row i of the left followed by row i of the right.</summary>
    /// <param name="left">rows × leftColumns values.</param>
    /// <param name="leftColumns">Columns of the left, at least 1.</param>
    /// <param name="right">rows × rightColumns values.</param>
    /// <param name="rightColumns">Columns of the right, at least 1.</param>
    /// <param name="destination">rows × (leftColumns + rightColumns) values.</param>
    /// <param name="team">The threads to work with.</param>
    public static void ConcatenateRows(
        ReadOnlySpan<float> left, int leftColumns, ReadOnlySpan<float> right, int rightColumns, Span<float> destination, ThreadTeam? team = null)
    {
        int rows = Require.Rows(left.Length, leftColumns);
        Require.Length(right.Length, (long)rows * rightColumns);
        Require.Length(destination.Length, (long)rows * (leftColumns + rightColumns));
        var whole = new MatrixSpan(destination, rows, leftColumns + rightColumns);
        Copy(new MatrixView(left, rows, leftColumns), whole.Slice(0, 0, rows, leftColumns), team);
        Copy(new MatrixView(right, rows, rightColumns), whole.Slice(0, leftColumns, rows, rightColumns), team);
    }

    /// <summary>Gathers rows: row i of the destination is row indices[i] of the source.</summary>
    /// <param name="source">Rows of <paramref name="columns"/> values.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="indices">Row numbers; repeats are allowed.</param>
    /// <param name="destination">indices.Length × columns values, disjoint from the source.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is no row of the source.</exception>
    public static void GatherRows(
        ReadOnlySpan<float> source, int columns, ReadOnlySpan<int> indices, Span<float> destination, ThreadTeam? team = null)
    {
        int rows = Require.Rows(source.Length, columns);
        Require.Length(destination.Length, (long)indices.Length * columns);
        Require.Disjoint(source, destination);
        Require.Indices(indices, rows);
        fixed (float* ps = source, pd = destination)
        {
            fixed (int* pi = indices)
            {
                var work = new GatherWork(ps, columns, pi, indices.Length, pd);
                (team ?? ThreadTeam.Shared).Run(work, work.Parts);
            }
        }
    }

    /// <summary>Gathers rows of bytes as floats: destination = source · scale + offset.</summary>
    /// <param name="source">Rows of <paramref name="columns"/> bytes.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="indices">Row numbers; repeats are allowed.</param>
    /// <param name="scale">Factor, 1/255 for pixels in [0, 1].</param>
    /// <param name="offset">Added after scaling.</param>
    /// <param name="destination">indices.Length × columns values.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is no row of the source.</exception>
    public static void GatherRows(
        ReadOnlySpan<byte> source, int columns, ReadOnlySpan<int> indices, float scale, float offset, Span<float> destination, ThreadTeam? team = null)
    {
        int rows = Require.Rows(source.Length, columns);
        Require.Length(destination.Length, (long)indices.Length * columns);
        Require.Indices(indices, rows);
        fixed (byte* ps = source)
        {
            fixed (float* pd = destination)
            {
                fixed (int* pi = indices)
                {
                    var work = new GatherBytesWork(ps, columns, pi, indices.Length, scale, offset, pd);
                    (team ?? ThreadTeam.Shared).Run(work, work.Parts);
                }
            }
        }
    }
}
