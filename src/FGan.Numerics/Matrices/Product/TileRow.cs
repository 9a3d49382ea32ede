using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Holds one row of a register tile: two vectors of sums.</summary>
internal unsafe struct TileRow<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private TLanes _left;
    private TLanes _right;

    /// <summary>Adds a · (b₀, b₁).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd<TVectors>(float* a, TLanes b0, TLanes b1)
        where TVectors : ITileExtent
    {
        TLanes factor = TLanes.Create(*a);
        _left = TLanes.MultiplyAdd(factor, b0, _left);
        if (TVectors.Value > 1) _right = TLanes.MultiplyAdd(factor, b1, _right);
    }

    /// <summary>Adds a · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd<TVectors>(float* a, TileRow<TLanes> b)
        where TVectors : ITileExtent => MultiplyAdd<TVectors>(a, b._left, b._right);

    /// <summary>Reads a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow<TLanes> Load<TVectors>(float* b)
        where TVectors : ITileExtent
    {
        TileRow<TLanes> row = default;
        row._left = TLanes.Load(b);
        if (TVectors.Value > 1) row._right = TLanes.Load(b + TLanes.Count);
        return row;
    }

    /// <summary>Writes what the finish makes of the sums, or of them and what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TVectors, TFinish>(float* c, bool accumulate, TFinish finish, int row, int column)
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        TLanes left = accumulate ? TLanes.Load(c) + _left : _left;
        finish.Finish(left, row, column).Store(c);
        if (TVectors.Value == 1) return;
        TLanes right = accumulate ? TLanes.Load(c + TLanes.Count) + _right : _right;
        finish.Finish(right, row, column + TLanes.Count).Store(c + TLanes.Count);
    }
}

/// <summary>Is a small number known to the compiler: what a tile's code depends on costs nothing at run time.</summary>
internal interface ITileExtent
{
    static abstract int Value { get; }
}

internal readonly struct One : ITileExtent
{
    public static int Value => 1;
}

internal readonly struct Two : ITileExtent
{
    public static int Value => 2;
}

internal readonly struct Three : ITileExtent
{
    public static int Value => 3;
}

internal readonly struct Four : ITileExtent
{
    public static int Value => 4;
}

internal readonly struct Six : ITileExtent
{
    public static int Value => 6;
}

internal readonly struct Eight : ITileExtent
{
    public static int Value => 8;
}

internal readonly struct Twelve : ITileExtent
{
    public static int Value => 12;
}
