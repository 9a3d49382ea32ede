namespace FGan.Numerics;

/// <summary>Says how a product is cut into parts for threads: rectangles of the result, each with its whole sums, so that the cut never shows.</summary>
/// <param name="Rows">Rows of a part; the last may have fewer.</param>
/// <param name="RowParts">Number of parts one above another.</param>
/// <param name="Columns">Columns of a part, whole panels; the last may have fewer.</param>
/// <param name="ColumnParts">Number of parts side by side.</param>
internal readonly record struct ProductParts(int Rows, int RowParts, int Columns, int ColumnParts)
{
    /// <summary>What packing a number of b costs, and fetching one of a, in multiply-adds.</summary>
    private const int PackWork = 32, FetchWork = 8;

    public int Count => RowParts * ColumnParts;

    /// <summary>Chooses the cut that a team is done with soonest.</summary>
    public static ProductParts Choose<TLanes>(int rows, int columns, int threads)
        where TLanes : struct, ILanes<TLanes>
    {
        ProductParts best = Cut<TLanes>(rows, columns, 1, 1);
        if (threads == 1) return best;
        int panels = (columns + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;
        for (int columnParts = 1; columnParts <= Math.Min(panels, 2 * threads); columnParts++)
        {
            // As few rows of parts as give every thread one, or two.
            for (int each = 1; each <= 2; each++)
            {
                ProductParts cut = Cut<TLanes>(rows, columns, ((each * threads) + columnParts - 1) / columnParts, columnParts);
                if (cut.Time(threads) < best.Time(threads)) best = cut;
            }
        }

        return best;
    }

    private static ProductParts Cut<TLanes>(int rows, int columns, int rowParts, int columnParts)
        where TLanes : struct, ILanes<TLanes>
    {
        int height = Blocking.Share(rows, rowParts, Tiling<TLanes>.Rows / 3), width = Blocking.Share(columns, columnParts, Tiling<TLanes>.Columns);
        return new(height, (rows + height - 1) / height, width, (columns + width - 1) / width);
    }

    private long Time(int threads) => (Count + threads - 1L) / threads * (Rows + PackWork) * (Columns + FetchWork);
}

/// <summary>Multiplies one part after another.</summary>
internal readonly unsafe struct ProductPart<TLanes, TFinish>(ProductBlocks<TLanes, TFinish> blocks, ProductParts parts, int rows, int columns) : IParallelWork
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    public void Run(int part)
    {
        int row = part / parts.ColumnParts * parts.Rows, column = part % parts.ColumnParts * parts.Columns;
        blocks.Multiply(row, Math.Min(row + parts.Rows, rows), column, Math.Min(column + parts.Columns, columns));
    }
}
