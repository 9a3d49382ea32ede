namespace FGan.Numerics;

/// <summary>Computes c = finish(a·b) or c = finish(c + a·b) with rows of c contiguous.</summary>
internal readonly unsafe struct Product<TFinish>(
    Operand a, Operand b, float* c, nint cRow, int rows, int columns, int depth, bool accumulate, TFinish finish, ThreadTeam team, int seam = 0) : ILanesWork
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

        if (TFinish.IsNone && HalvedProduct<TLanes>.Suits(rows, columns, depth))
        {
            new HalvedProduct<TLanes>(a, b, c, cRow, rows, columns, depth, seam, accumulate, team).Multiply();
            return;
        }

        bool parallel = (long)rows * columns * depth >= Blocking.ParallelWork;
        ThreadTeam threads = parallel ? team : ThreadTeam.Single;
        var blocks = new ProductBlocks<TLanes, TFinish>(
            a, b, null, c, cRow, columns, depth, accumulate, finish, ProductLayout.Choose<TLanes>(a, b, rows, columns, depth));
        var parts = ProductParts.Choose<TLanes>(rows, columns, threads.Size);
        threads.Run(new ProductPart<TLanes, TFinish>(blocks, parts, rows, columns), parts.Count);
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
