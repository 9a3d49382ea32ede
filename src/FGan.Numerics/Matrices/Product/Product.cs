namespace FGan.Numerics;

/// <summary>Computes c = finish(a·b) or c = finish(c + a·b) with rows of c contiguous.</summary>
internal readonly unsafe struct Product<TFinish>(
    Operand a, Operand b, float* c, nint cRow, int rows, int columns, int depth, bool accumulate, TFinish finish, ThreadTeam team) : ILanesWork
    where TFinish : struct, ITileFinish
{
    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        if (depth == 0)
        {
            MultiplyNothing<TLanes>();
            return;
        }

        if (columns <= NarrowProduct<TFinish>.MaximumColumns && a.Column == 1 && depth >= TLanes.Count)
        {
            MultiplyNarrow<TLanes>();
            return;
        }

        bool parallel = (long)rows * columns * depth >= Blocking.ParallelWork;
        ThreadTeam threads = parallel ? team : ThreadTeam.Single;
        int blockDepth = Blocking.Piece(depth, Blocking.MaximumDepth, 4);
        int chunk = Math.Max(Tiling<TLanes>.Columns, Blocking.MaximumPacked / blockDepth / Tiling<TLanes>.Columns * Tiling<TLanes>.Columns);
        int padded = Tiling<TLanes>.PaddedColumns(Math.Min(columns, chunk));
        int groupDepth = Math.Max(1, Blocking.MaximumPacked / padded / blockDepth) * blockDepth;
        var layout = ProductLayout.Choose<TLanes>(a, b, rows, depth);
        float* packed = Scratch.Get(ScratchUse.Right, padded * Math.Min(depth, groupDepth));
        for (int column = 0; column < columns; column += chunk)
        {
            int chunkColumns = Math.Min(chunk, columns - column);
            for (int p = 0; p < depth; p += groupDepth)
            {
                var group = new ProductGroup<TLanes, TFinish>(
                    a.At(0, p), b.At(p, column), packed, c + column, cRow, rows, chunkColumns, Math.Min(groupDepth, depth - p), blockDepth,
                    accumulate || p > 0, p + groupDepth >= depth, finish, column, layout);
                group.Run(threads);
            }
        }
    }

    // A sum of no products is 0; the epilogue still has its say.
    private void MultiplyNothing<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < rows; i++)
        {
            float* row = c + (i * cRow);
            if (!accumulate) new Span<float>(row, columns).Clear();
            for (int j = 0; j < columns && !TFinish.IsNone; j += Tiling<TLanes>.Columns)
                finish.Apply<TLanes>(row + j, cRow, i, j, 1, Math.Min(Tiling<TLanes>.Columns, columns - j));
        }
    }

    private void MultiplyNarrow<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        float* pieces = Scratch.Get(ScratchUse.Right, depth * columns);
        Packing.Copy(b.Transposed, columns, depth, pieces, depth);
        var product = new NarrowProduct<TFinish>(a.Pointer, a.Row, pieces, c, cRow, columns, depth, accumulate, finish);
        var part = new NarrowPart<TLanes, TFinish>(product, rows, depth);
        team.Run(part, part.Parts);
    }
}
