using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Sums two terms of each column over the rows of a block.</summary>
/// <param name="rows">Rows of the block.</param>
/// <param name="columns">Columns.</param>
/// <param name="terms">What is summed.</param>
/// <param name="first">Receives the first sums.</param>
/// <param name="second">Receives the second sums; null where there are none.</param>
internal readonly unsafe struct BlockSums<TTerms>(int rows, int columns, TTerms terms, float* first, float* second) : ILanesWork
    where TTerms : struct, IChannelTerms
{
    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        nint column = 0;
        for (; column <= columns - (4 * TLanes.Count); column += 4 * TLanes.Count) SumFour<TLanes>(column);
        for (; column <= columns - TLanes.Count; column += TLanes.Count) SumOne<TLanes>(column);
        for (; column <= columns - Lanes128.Count; column += Lanes128.Count) SumOne<Lanes128>(column);
        for (; column < columns; column++) SumOne<LanesScalar>(column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFour<TLanes>(nint column)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes a0 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero;
        TLanes b0 = TLanes.Zero, b1 = TLanes.Zero, b2 = TLanes.Zero, b3 = TLanes.Zero;
        nint c1 = column + TLanes.Count, c2 = c1 + TLanes.Count, c3 = c2 + TLanes.Count;
        nint at = 0;
        for (int row = 0; row < rows; row++, at += columns)
        {
            terms.Terms<TLanes, PerColumn>(at + column, column, out TLanes x, out TLanes y);
            a0 += x;
            b0 += y;
            terms.Terms<TLanes, PerColumn>(at + c1, c1, out x, out y);
            a1 += x;
            b1 += y;
            terms.Terms<TLanes, PerColumn>(at + c2, c2, out x, out y);
            a2 += x;
            b2 += y;
            terms.Terms<TLanes, PerColumn>(at + c3, c3, out x, out y);
            a3 += x;
            b3 += y;
        }

        Store(a0, b0, column);
        Store(a1, b1, c1);
        Store(a2, b2, c2);
        Store(a3, b3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOne<TLanes>(nint column)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes a = TLanes.Zero, b = TLanes.Zero;
        nint at = column;
        for (int row = 0; row < rows; row++, at += columns)
        {
            terms.Terms<TLanes, PerColumn>(at, column, out TLanes x, out TLanes y);
            a += x;
            b += y;
        }

        Store(a, b, column);
    }

    private void Store<TLanes>(TLanes a, TLanes b, nint column)
        where TLanes : struct, ILanes<TLanes>
    {
        a.Store(first + column);
        if (second is not null) b.Store(second + column);
    }
}
