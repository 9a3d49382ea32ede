namespace FGan.Numerics;

/// <summary>Combines rows with a vector: a value a column, a value a row, or a value a channel of images.</summary>
/// <remarks>
/// Rows are laid out channel after channel, each of <c>positions</c> values; with one position a channel is a column.
/// A destination may be the very span of x; it may not overlap an input otherwise.
/// </remarks>
public static unsafe class Broadcast
{
    private const int Grain = 16384;

    /// <summary>Rows below this many columns are narrow.</summary>
    private const int NarrowRow = 64;

    /// <summary>Computes y[r, c, p] = x[r, c, p] + channel[c].</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="channel">A value a channel (a column where positions is 1).</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddChannel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null) =>
        Map(x, channel, destination, positions, new AddOperator(), team);

    /// <summary>Computes y[r, c, p] = x[r, c, p] · channel[c].</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="channel">A value a channel (a column where positions is 1).</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void MultiplyChannel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null) =>
        Map(x, channel, destination, positions, new MultiplyOperator(), team);

    /// <summary>Computes y[r, c] = x[r, c] + column[r].</summary>
    /// <param name="x">Rows of equal length.</param>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddColumn(ReadOnlySpan<float> x, ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        Map(x, column, destination, PerRow(x.Length, column.Length), new AddOperator(), team);

    /// <summary>Computes y[r, c] = x[r, c] · column[r].</summary>
    /// <param name="x">Rows of equal length.</param>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="team">The threads to work with.</param>
    public static void MultiplyColumn(ReadOnlySpan<float> x, ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        Map(x, column, destination, PerRow(x.Length, column.Length), new MultiplyOperator(), team);

    /// <summary>Repeats a value a channel over rows and positions: y[r, c, p] = channel[c].</summary>
    /// <param name="channel">A value a channel.</param>
    /// <param name="destination">rows × channels × positions results.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void FillChannel(ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null) =>
        Map(destination, channel, destination, positions, new SecondOperator(), team);

    /// <summary>Repeats a value a row over its columns: y[r, c] = column[r].</summary>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">Rows of equal length.</param>
    /// <param name="team">The threads to work with.</param>
    public static void FillColumn(ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        Map(destination, column, destination, PerRow(destination.Length, column.Length), new SecondOperator(), team);

    private static int PerRow(int length, int rows) => length == 0 ? 1 : Require.Rows(length, rows);

    private static void Map<TOperator>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions, TOperator op, ThreadTeam? team)
        where TOperator : struct, IBinaryOperator
    {
        Require.Length(destination.Length, x.Length);
        if (x.IsEmpty) return;
        Require.Rows(x.Length, Require.Columns(channel.Length, positions));
        Require.SameOrDisjoint(x, destination);
        Require.Disjoint(channel, destination);
        fixed (float* px = x, pc = channel, pd = destination)
        {
            if (positions == 1) MapColumns(px, pc, channel.Length, op, pd, x.Length, team);
            else Simd.Run(new SegmentsWork<TOperator>(px, pc, channel.Length, positions, op, pd, x.Length, team));
        }
    }

    // Narrow rows are treated several at a time, as rows of a repeated vector: a tail a row would cost more than the work.
    private static void MapColumns<TOperator>(
        float* x, float* channel, int columns, TOperator op, float* destination, int length, ThreadTeam? team)
        where TOperator : struct, IBinaryOperator
    {
        int copies = columns >= NarrowRow || length <= columns ? 1 : NarrowRow;
        float* repeated = stackalloc float[copies == 1 ? 0 : columns * copies];
        for (int i = 0; copies > 1 && i < columns * copies; i++) repeated[i] = channel[i % columns];
        Simd.Run(new RowsWork<TOperator>(x, copies == 1 ? channel : repeated, columns * copies, op, destination, length, team));
    }

    /// <summary>x op the row, row after row; the last may be cut short.</summary>
    private readonly struct RowsWork<TOperator>(
        float* x, float* row, int columns, TOperator op, float* destination, int length, ThreadTeam? team) : ILanesWork
        where TOperator : struct, IBinaryOperator
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int rows = (int)(((long)length + columns - 1) / columns);
            int rowsAPart = Math.Max(1, Grain / columns);
            var part = new Part<TLanes>(x, row, columns, op, destination, length, rowsAPart);
            int parts = (rows + rowsAPart - 1) / rowsAPart;
            if (parts == 1) part.Run(0);
            else (team ?? ThreadTeam.Shared).Run(part, parts);
        }

        private readonly struct Part<TLanes>(
            float* x, float* row, int columns, TOperator op, float* destination, int length, int rowsAPart) : IParallelWork
            where TLanes : struct, ILanes<TLanes>
        {
            public void Run(int part)
            {
                long end = Math.Min(length, (part + 1L) * rowsAPart * columns);
                for (long start = (long)part * rowsAPart * columns; start < end; start += columns)
                    Elements.Map<TOperator, TLanes>(x + start, row, op, destination + start, (nint)Math.Min(columns, end - start));
            }
        }
    }

    /// <summary>x op one value a segment of positions.</summary>
    private readonly struct SegmentsWork<TOperator>(
        float* x, float* channel, int channels, int positions, TOperator op, float* destination, int length, ThreadTeam? team) : ILanesWork
        where TOperator : struct, IBinaryOperator
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int segments = length / positions;
            int segmentsAPart = Math.Max(1, Grain / positions);
            var part = new Part<TLanes>(x, channel, channels, positions, op, destination, segments, segmentsAPart);
            int parts = (segments + segmentsAPart - 1) / segmentsAPart;
            if (parts == 1) part.Run(0);
            else (team ?? ThreadTeam.Shared).Run(part, parts);
        }

        private readonly struct Part<TLanes>(
            float* x, float* channel, int channels, int positions, TOperator op, float* destination, int segments, int segmentsAPart) : IParallelWork
            where TLanes : struct, ILanes<TLanes>
        {
            public void Run(int part)
            {
                int end = (int)Math.Min(segments, (part + 1L) * segmentsAPart);
                for (int segment = part * segmentsAPart; segment < end; segment++)
                {
                    nint start = (nint)segment * positions;
                    Elements.MapWith<TOperator, TLanes>(x + start, channel[segment % channels], op, destination + start, positions);
                }
            }
        }
    }
}
