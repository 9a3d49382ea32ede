using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Is a stretch of a sum whose factors lie one after another.</summary>
/// <param name="Left">Where its factors of the left operand begin.</param>
/// <param name="Right">Its first product, as the right operand counts them.</param>
/// <param name="Depth">Number of products.</param>
internal readonly record struct Segment(nint Left, int Right, int Depth);

/// <summary>Multiplies into a register tile as <see cref="TileKernel"/> does, over a sum that lies in several segments.</summary>
/// <remarks>So a result at the image's edge is the sum over those pixels that are there, and no zeros are laid around an image.</remarks>
/// <param name="a">The left operand: what its segments count from, the distance between rows, that between factors of a sum.</param>
/// <param name="b">The right operand: what its segments count from, and the distance between vectors of a sum.</param>
/// <param name="segments">The segments of the sum.</param>
/// <param name="count">Their number.</param>
internal readonly unsafe struct SegmentProduct<TLanes>(Operand a, Panel b, Segment* segments, int count)
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The height of the tile that the next rows are given; it never sticks out.</summary>
    /// <param name="left">Rows still to do.</param>
    public static int Height(int left)
    {
        int most = Tiling<TLanes>.Rows, third = most / 3;
        if (left >= most) return left == most + third ? 2 * third : most;
        return left >= 2 * third ? 2 * third : left >= third ? third : left;
    }

    /// <summary>How many tiles of that height stand one below another.</summary>
    public static int Tiles(int left)
    {
        int height = Height(left), tiles = 1;
        for (left -= height; left > 0 && Height(left) == height; left -= height) tiles++;
        return tiles;
    }

    /// <summary>c = finish(a·b) or c = finish(c + a·b) for tiles one below another.</summary>
    /// <param name="height">The height of a tile, as <see cref="Height"/> gives it.</param>
    /// <param name="tiles">Their number.</param>
    /// <param name="width">Their width, one vector or two.</param>
    /// <param name="c">The first element.</param>
    /// <param name="cRow">Distance between rows of c.</param>
    /// <param name="accumulate">Whether to add to c.</param>
    /// <param name="finish">What is done to the sums before they are stored; one that is light.</param>
    /// <param name="row">The row that they begin in, for the finish.</param>
    /// <param name="column">The column that they begin in, for the finish.</param>
    public void Multiply<TFinish>(int height, int tiles, int width, float* c, nint cRow, bool accumulate, in TFinish finish, int row, int column)
        where TFinish : struct, ITileFinish
    {
        if (width > TLanes.Count) MultiplyHigh<Two, TFinish>(height, tiles, c, cRow, accumulate, in finish, row, column);
        else MultiplyHigh<One, TFinish>(height, tiles, c, cRow, accumulate, in finish, row, column);
    }

    private void MultiplyHigh<TVectors, TFinish>(int height, int tiles, float* c, nint cRow, bool accumulate, in TFinish finish, int row, int column)
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        switch (height)
        {
            case 12: Multiply<Twelve, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            case 8: Multiply<Eight, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            case 6: Multiply<Six, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            case 4: Multiply<Four, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            case 3: Multiply<Three, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            case 2: Multiply<Two, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
            default: Multiply<One, TVectors, TFinish>(tiles, c, cRow, accumulate, in finish, row, column); break;
        }
    }

    // One call for all tiles: what a call hands over takes as long to arrive as a twentieth of a tile's products. Not inlined: inside a larger method the
    // register allocator gives the sums up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Multiply<TRows, TVectors, TFinish>(int tiles, float* c, nint cRow, bool accumulate, in TFinish finish, int row, int column)
        where TRows : ITileExtent
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        TFinish treat = finish;
        nint one = a.Row, two = 2 * a.Row, next = a.Column, bRow = b.Row;
        float* start = a.Pointer, panel = b.Pointer;
        Segment* first = segments, end = segments + count;
        for (; tiles > 0; tiles--)
        {
            TileRow<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default, row5 = default;
            TileRow<TLanes> row6 = default, row7 = default, row8 = default, row9 = default, row10 = default, row11 = default;

            // The tile's lines of c come from afar while the sums are made.
            for (int i = 0; i < TRows.Value; i++)
            {
                Prefetch.Line(c + (i * cRow));
                if (TVectors.Value > 1) Prefetch.Line(c + (i * cRow) + TLanes.Count);
            }

            for (Segment* segment = first; segment < end; segment++)
            {
                float* a0 = start + segment->Left, a3 = a0 + (3 * one), a6 = a0 + (6 * one), a9 = a0 + (9 * one), vectors = panel + (segment->Right * bRow);
                for (nint depth = segment->Depth; depth > 0; depth--)
                {
                    TLanes b0 = TLanes.Load(vectors);
                    TLanes b1 = TVectors.Value > 1 ? TLanes.Load(vectors + TLanes.Count) : b0;
                    row0.MultiplyAdd<TVectors>(a0, b0, b1);
                    if (TRows.Value > 1) row1.MultiplyAdd<TVectors>(a0 + one, b0, b1);
                    if (TRows.Value > 2) row2.MultiplyAdd<TVectors>(a0 + two, b0, b1);
                    if (TRows.Value > 3) row3.MultiplyAdd<TVectors>(a3, b0, b1);
                    if (TRows.Value > 4) row4.MultiplyAdd<TVectors>(a3 + one, b0, b1);
                    if (TRows.Value > 5) row5.MultiplyAdd<TVectors>(a3 + two, b0, b1);
                    if (TRows.Value > 6) row6.MultiplyAdd<TVectors>(a6, b0, b1);
                    if (TRows.Value > 7) row7.MultiplyAdd<TVectors>(a6 + one, b0, b1);
                    if (TRows.Value > 8) row8.MultiplyAdd<TVectors>(a6 + two, b0, b1);
                    if (TRows.Value > 9) row9.MultiplyAdd<TVectors>(a9, b0, b1);
                    if (TRows.Value > 10) row10.MultiplyAdd<TVectors>(a9 + one, b0, b1);
                    if (TRows.Value > 11) row11.MultiplyAdd<TVectors>(a9 + two, b0, b1);
                    vectors += bRow;
                    a0 += next;
                    if (TRows.Value > 3) a3 += next;
                    if (TRows.Value > 6) a6 += next;
                    if (TRows.Value > 9) a9 += next;
                }
            }

            row0.Store<TVectors, TFinish>(c, accumulate, treat, row, column);
            if (TRows.Value > 1) row1.Store<TVectors, TFinish>(c + cRow, accumulate, treat, row + 1, column);
            if (TRows.Value > 2) row2.Store<TVectors, TFinish>(c + (2 * cRow), accumulate, treat, row + 2, column);
            if (TRows.Value > 3) row3.Store<TVectors, TFinish>(c + (3 * cRow), accumulate, treat, row + 3, column);
            if (TRows.Value > 4) row4.Store<TVectors, TFinish>(c + (4 * cRow), accumulate, treat, row + 4, column);
            if (TRows.Value > 5) row5.Store<TVectors, TFinish>(c + (5 * cRow), accumulate, treat, row + 5, column);
            if (TRows.Value > 6) row6.Store<TVectors, TFinish>(c + (6 * cRow), accumulate, treat, row + 6, column);
            if (TRows.Value > 7) row7.Store<TVectors, TFinish>(c + (7 * cRow), accumulate, treat, row + 7, column);
            if (TRows.Value > 8) row8.Store<TVectors, TFinish>(c + (8 * cRow), accumulate, treat, row + 8, column);
            if (TRows.Value > 9) row9.Store<TVectors, TFinish>(c + (9 * cRow), accumulate, treat, row + 9, column);
            if (TRows.Value > 10) row10.Store<TVectors, TFinish>(c + (10 * cRow), accumulate, treat, row + 10, column);
            if (TRows.Value > 11) row11.Store<TVectors, TFinish>(c + (11 * cRow), accumulate, treat, row + 11, column);

            start += TRows.Value * one;
            c += TRows.Value * cRow;
            row += TRows.Value;
        }
    }
}
