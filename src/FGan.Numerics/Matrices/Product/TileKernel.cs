using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Points at an operand: element (i, p) lies at Pointer[i · Row + p · Column].</summary>
internal readonly unsafe struct Operand(float* pointer, nint row, nint column)
{
    public readonly float* Pointer = pointer;
    public readonly nint Row = row;
    public readonly nint Column = column;

    public Operand Transposed => new(Pointer, Column, Row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Operand At(nint row, nint column) => new(Pointer + (row * Row) + (column * Column), Row, Column);
}

/// <summary>Points at a panel of b, the vectors of one p side by side, and at what will be needed after it.</summary>
/// <param name="pointer">The panel.</param>
/// <param name="row">Distance from one p to the next.</param>
/// <param name="next">Memory to fetch while the panel is gone over; null for none.</param>
/// <param name="step">How far to go on in it with each p.</param>
internal readonly unsafe struct Panel(float* pointer, nint row, float* next = null, nint step = 0)
{
    public readonly float* Pointer = pointer;
    public readonly nint Row = row;
    public readonly float* Next = next is null ? pointer : next;
    public readonly nint Step = step;

    /// <summary>Whether what is read from the panel is written to <see cref="Next"/>, side by side, rather than something fetched from there.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>A panel that lies apart, and is packed while it is gone over for the first time.</summary>
    /// <param name="pointer">The panel.</param>
    /// <param name="row">Distance from one p to the next.</param>
    /// <param name="target">Receives the vectors of one p after those of another.</param>
    /// <param name="width">Floats of one p.</param>
    public static Panel Packing(float* pointer, nint row, float* target, nint width) => new(pointer, row, target, width) { IsPacked = true };

    /// <summary>The same panel where so many p have been gone over.</summary>
    public Panel After(nint depth) => new(Pointer, Row, Next + (Step * depth), Step);
}

/// <summary>Says, in a way known to the compiler, what is done beside multiplying with each p.</summary>
internal unsafe interface IPanelUse
{
    /// <summary>Does it.</summary>
    /// <param name="panel">The vectors of this p.</param>
    /// <param name="row">Distance to those of the next.</param>
    /// <param name="next">Where <see cref="Panel.Next"/> has got to.</param>
    static abstract void Pass<TLanes, TVectors>(float* panel, nint row, float* next)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : ITileExtent;
}

/// <summary>Has memory fetched that is needed later.</summary>
internal readonly unsafe struct Fetching : IPanelUse
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass<TLanes, TVectors>(float* panel, nint row, float* next)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : ITileExtent => Prefetch.LineForLater(next);
}

/// <summary>Packs the panel, and has its rows fetched some way ahead, since they lie apart.</summary>
internal readonly unsafe struct Keeping : IPanelUse
{
    private const int AheadRows = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass<TLanes, TVectors>(float* panel, nint row, float* next)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : ITileExtent
    {
        TLanes.Load(panel).Store(next);
        Prefetch.Line(panel + (AheadRows * row));
        if (TVectors.Value == 1) return;
        TLanes.Load(panel + TLanes.Count).Store(next + TLanes.Count);
        Prefetch.Line(panel + (AheadRows * row) + TLanes.Count);
    }
}

/// <summary>Points at the rows of tiles that stand one below another, all of one height, and says how many they are.</summary>
/// <param name="top">The first tile's rows.</param>
/// <param name="below">Distance from a tile's first element to the next tile's.</param>
/// <param name="count">Number of tiles.</param>
internal readonly unsafe struct TileStack(Operand top, nint below, int count)
{
    public readonly Operand Top = top;
    public readonly nint Below = below;
    public readonly int Count = count;

    /// <summary>A tile by itself.</summary>
    public static implicit operator TileStack(Operand tile) => new(tile, 0, 1);
}

/// <summary>Multiplies into tiles that stay in registers: at most 12 rows of two vectors.</summary>
/// <remarks>
/// With 512 bits 24 sums, two vectors of b and one factor fill 27 of 32 registers, and 24 multiply-adds wait for 14 loads: two of the former and
/// two of the latter a cycle keep both multipliers of a Zen 5 busy. Every sum runs over p in the same order whatever the tile, so
/// how rows are cut into tiles never shows in the result.
/// </remarks>
internal static unsafe class TileKernel
{
    /// <summary>c = finish(a·b) or c = finish(c + a·b), for tiles of rows × depth times depth × (vectors · lanes).</summary>
    /// <param name="depth">Number of products a sum.</param>
    /// <param name="tiles">The left operand, at any strides.</param>
    /// <param name="panel">The right operand.</param>
    /// <param name="c">The first tile's first element.</param>
    /// <param name="cRow">Distance between rows of c.</param>
    /// <param name="accumulate">Whether to add to c.</param>
    /// <param name="finish">What is done to the sums before they are stored; one that is light.</param>
    /// <param name="row">The product's row that the tile begins in, for the finish.</param>
    /// <param name="column">The product's column that the tile begins in, for the finish.</param>
    // One call for a stack of tiles: what a call hands over takes as long to arrive as a tenth of a tile's products. Not inlined: inside a larger method the
    // register allocator gives the sums up, at a tenth of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TLanes, TRows, TVectors, TUse, TFinish>(
        nint depth, in TileStack tiles, in Panel panel, float* c, nint cRow, bool accumulate, in TFinish finish, int row, int column)
        where TLanes : struct, ILanes<TLanes>
        where TRows : ITileExtent
        where TVectors : ITileExtent
        where TUse : IPanelUse
        where TFinish : struct, ITileFinish
    {
        TFinish treat = finish;
        nint one = tiles.Top.Row, two = 2 * tiles.Top.Row, next = tiles.Top.Column, bRow = panel.Row, step = panel.Step;
        float* top = tiles.Top.Pointer, later = panel.Next;
        for (int tile = tiles.Count; tile > 0; tile--)
        {
            TileRow<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default, row5 = default;
            TileRow<TLanes> row6 = default, row7 = default, row8 = default, row9 = default, row10 = default, row11 = default;

            // Four pointers and two strides reach twelve rows through the addressing modes alone.
            float* a0 = top, a3 = a0 + (3 * one), a6 = a0 + (6 * one), a9 = a0 + (9 * one);

            // The tile's lines of c come from afar while the sums are made.
            for (int i = 0; i < TRows.Value; i++)
            {
                Prefetch.Line(c + (i * cRow));
                if (TVectors.Value > 1) Prefetch.Line(c + (i * cRow) + TLanes.Count);
            }

            float* b = panel.Pointer;
            for (nint p = depth; p > 0; p--)
            {
                TUse.Pass<TLanes, TVectors>(b, bRow, later);
                TLanes b0 = TLanes.Load(b);
                TLanes b1 = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : b0;
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
                later += step;
                b += bRow;
                a0 += next;
                if (TRows.Value > 3) a3 += next;
                if (TRows.Value > 6) a6 += next;
                if (TRows.Value > 9) a9 += next;
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

            top += tiles.Below;
            c += TRows.Value * cRow;
            row += TRows.Value;
        }
    }
}
