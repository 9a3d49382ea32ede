using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Is a stretch of a sum whose factors lie one after another.</summary>
/// <param name="First">Its first product, as the left factor counts them.</param>
/// <param name="Depth">Number of products.</param>
/// <param name="Offset">Where its vectors of the right factor begin.</param>
internal readonly record struct Segment(int First, int Depth, nint Offset);

/// <summary>Multiplies into a register tile as <see cref="TileKernel"/> does, over a sum that lies in several segments.</summary>
/// <remarks>So a result in the image's corner is the sum over those pixels that are there, and no zeros are laid around an image.</remarks>
internal static unsafe class SegmentKernel
{
    /// <summary>Multiplies one tile of a height and width that <see cref="Tiling{TLanes}"/> gives.</summary>
    /// <param name="height">Rows of the tile.</param>
    /// <param name="width">Its columns, one vector or two.</param>
    /// <param name="segments">The segments of the sum.</param>
    /// <param name="count">Their number.</param>
    /// <param name="a">The left factor, rows side by side.</param>
    /// <param name="aStep">Distance from one product's rows to the next's.</param>
    /// <param name="b">What the segments' offsets count from.</param>
    /// <param name="bStep">Distance from one product's vectors to the next's.</param>
    /// <param name="c">The tile's first element.</param>
    /// <param name="cRow">Distance between rows of c.</param>
    /// <param name="accumulate">Whether to add to c.</param>
    public static void Multiply<TLanes>(
        int height, int width, Segment* segments, int count, float* a, nint aStep, float* b, nint bStep, float* c, nint cRow, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        if (width > TLanes.Count) MultiplyHigh<TLanes, Two>(height, segments, count, a, aStep, b, bStep, c, cRow, accumulate);
        else MultiplyHigh<TLanes, One>(height, segments, count, a, aStep, b, bStep, c, cRow, accumulate);
    }

    private static void MultiplyHigh<TLanes, TVectors>(
        int height, Segment* segments, int count, float* a, nint aStep, float* b, nint bStep, float* c, nint cRow, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : ITileExtent
    {
        switch (height)
        {
            case 12: Multiply<TLanes, Twelve, TVectors>(segments, count, a, aStep, b, bStep, c, cRow, accumulate); break;
            case 8: Multiply<TLanes, Eight, TVectors>(segments, count, a, aStep, b, bStep, c, cRow, accumulate); break;
            case 6: Multiply<TLanes, Six, TVectors>(segments, count, a, aStep, b, bStep, c, cRow, accumulate); break;
            case 4: Multiply<TLanes, Four, TVectors>(segments, count, a, aStep, b, bStep, c, cRow, accumulate); break;
            default: Multiply<TLanes, Two, TVectors>(segments, count, a, aStep, b, bStep, c, cRow, accumulate); break;
        }
    }

    // Not inlined: inside a larger method the register allocator gives the sums up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply<TLanes, TRows, TVectors>(
        Segment* segment, int count, float* a, nint aStep, float* b, nint bStep, float* c, nint cRow, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
        where TRows : ITileExtent
        where TVectors : ITileExtent
    {
        TileRow<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default, row5 = default;
        TileRow<TLanes> row6 = default, row7 = default, row8 = default, row9 = default, row10 = default, row11 = default;

        for (Segment* end = segment + count; segment < end; segment++)
        {
            float* factors = a + (segment->First * aStep), vectors = b + segment->Offset;
            for (nint depth = segment->Depth; depth > 0; depth--, factors += aStep, vectors += bStep)
            {
                TLanes b0 = TLanes.Load(vectors);
                TLanes b1 = TVectors.Value > 1 ? TLanes.Load(vectors + TLanes.Count) : b0;
                row0.MultiplyAdd<TVectors>(factors, b0, b1);
                if (TRows.Value > 1) row1.MultiplyAdd<TVectors>(factors + 1, b0, b1);
                if (TRows.Value > 2) row2.MultiplyAdd<TVectors>(factors + 2, b0, b1);
                if (TRows.Value > 3) row3.MultiplyAdd<TVectors>(factors + 3, b0, b1);
                if (TRows.Value > 4) row4.MultiplyAdd<TVectors>(factors + 4, b0, b1);
                if (TRows.Value > 5) row5.MultiplyAdd<TVectors>(factors + 5, b0, b1);
                if (TRows.Value > 6) row6.MultiplyAdd<TVectors>(factors + 6, b0, b1);
                if (TRows.Value > 7) row7.MultiplyAdd<TVectors>(factors + 7, b0, b1);
                if (TRows.Value > 8) row8.MultiplyAdd<TVectors>(factors + 8, b0, b1);
                if (TRows.Value > 9) row9.MultiplyAdd<TVectors>(factors + 9, b0, b1);
                if (TRows.Value > 10) row10.MultiplyAdd<TVectors>(factors + 10, b0, b1);
                if (TRows.Value > 11) row11.MultiplyAdd<TVectors>(factors + 11, b0, b1);
            }
        }

        NoFinish finish = default;
        row0.Store<TVectors, NoFinish>(c, accumulate, finish, 0, 0);
        if (TRows.Value > 1) row1.Store<TVectors, NoFinish>(c + cRow, accumulate, finish, 0, 0);
        if (TRows.Value > 2) row2.Store<TVectors, NoFinish>(c + (2 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 3) row3.Store<TVectors, NoFinish>(c + (3 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 4) row4.Store<TVectors, NoFinish>(c + (4 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 5) row5.Store<TVectors, NoFinish>(c + (5 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 6) row6.Store<TVectors, NoFinish>(c + (6 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 7) row7.Store<TVectors, NoFinish>(c + (7 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 8) row8.Store<TVectors, NoFinish>(c + (8 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 9) row9.Store<TVectors, NoFinish>(c + (9 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 10) row10.Store<TVectors, NoFinish>(c + (10 * cRow), accumulate, finish, 0, 0);
        if (TRows.Value > 11) row11.Store<TVectors, NoFinish>(c + (11 * cRow), accumulate, finish, 0, 0);
    }
}
