using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Multiplies where sums are short: all of a panel of b stays in registers while rows of a go by.</summary>
/// <remarks>
/// A layer of one or two inputs, and the way back through one of one or two outputs, do little arithmetic for each number they write; a register tile would be
/// set up and stored for a few products. Sums are made as <see cref="TileKernel"/> makes them, so which of the two does a row never shows.
/// </remarks>
internal static unsafe class ShallowKernel
{
    /// <summary>The most products a sum.</summary>
    public const int MostDepth = 4;

    /// <summary>c = finish(a·b) or c = finish(c + a·b), for rows × depth times depth × (vectors · lanes).</summary>
    /// <param name="depth">Number of products a sum, 1 to <see cref="MostDepth"/>.</param>
    /// <param name="a">The left operand, at any strides.</param>
    /// <param name="b">The panel.</param>
    /// <param name="c">The first row's first element.</param>
    /// <param name="cRow">Distance between rows of c.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="accumulate">Whether to add to c.</param>
    /// <param name="finish">What is done to the sums before they are stored; one that is light.</param>
    /// <param name="row">The product's row that c begins in, for the finish.</param>
    /// <param name="column">The product's column that c begins in, for the finish.</param>
    public static void Multiply<TLanes, TVectors, TFinish>(
        nint depth, Operand a, in Panel b, float* c, nint cRow, int rows, bool accumulate, in TFinish finish, int row, int column)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        switch (depth)
        {
            case 1: MultiplyRows<TLanes, One, TVectors, TFinish>(a, in b, c, cRow, rows, accumulate, in finish, row, column); break;
            case 2: MultiplyRows<TLanes, Two, TVectors, TFinish>(a, in b, c, cRow, rows, accumulate, in finish, row, column); break;
            case 3: MultiplyRows<TLanes, Three, TVectors, TFinish>(a, in b, c, cRow, rows, accumulate, in finish, row, column); break;
            default: MultiplyRows<TLanes, Four, TVectors, TFinish>(a, in b, c, cRow, rows, accumulate, in finish, row, column); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyRows<TLanes, TDepth, TVectors, TFinish>(
        Operand a, in Panel b, float* c, nint cRow, int rows, bool accumulate, in TFinish finish, int row, int column)
        where TLanes : struct, ILanes<TLanes>
        where TDepth : ITileExtent
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        TFinish treat = finish;
        TileRow<TLanes> factors0 = TileRow<TLanes>.Load<TVectors>(b.Pointer);
        TileRow<TLanes> factors1 = TDepth.Value > 1 ? TileRow<TLanes>.Load<TVectors>(b.Pointer + b.Row) : default;
        TileRow<TLanes> factors2 = TDepth.Value > 2 ? TileRow<TLanes>.Load<TVectors>(b.Pointer + (2 * b.Row)) : default;
        TileRow<TLanes> factors3 = TDepth.Value > 3 ? TileRow<TLanes>.Load<TVectors>(b.Pointer + (3 * b.Row)) : default;
        float* from = a.Pointer;
        for (int end = row + rows; row < end; row++, from += a.Row, c += cRow)
        {
            TileRow<TLanes> sums = default;
            sums.MultiplyAdd<TVectors>(from, factors0);
            if (TDepth.Value > 1) sums.MultiplyAdd<TVectors>(from + a.Column, factors1);
            if (TDepth.Value > 2) sums.MultiplyAdd<TVectors>(from + (2 * a.Column), factors2);
            if (TDepth.Value > 3) sums.MultiplyAdd<TVectors>(from + (3 * a.Column), factors3);
            sums.Store<TVectors, TFinish>(c, accumulate, treat, row, column);
        }
    }
}
