using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Sums the rows of a block, each times a number of its own: c[j] = Σ over r of a[r] · b[r, j].</summary>
/// <param name="rows">Rows of the block.</param>
/// <param name="columns">Columns of b.</param>
/// <param name="a">The first number.</param>
/// <param name="aRow">Distance between numbers.</param>
/// <param name="b">The first row.</param>
/// <param name="c">Receives a sum a column.</param>
internal readonly unsafe struct BlockProducts(int rows, int columns, float* a, nint aRow, float* b, float* c) : ILanesWork
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
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        float* left = a, right = b + column;
        for (int row = 0; row < rows; row++, left += aRow, right += columns)
        {
            TLanes factor = TLanes.Create(*left);
            s0 = TLanes.MultiplyAdd(factor, TLanes.Load(right), s0);
            s1 = TLanes.MultiplyAdd(factor, TLanes.Load(right + TLanes.Count), s1);
            s2 = TLanes.MultiplyAdd(factor, TLanes.Load(right + (2 * TLanes.Count)), s2);
            s3 = TLanes.MultiplyAdd(factor, TLanes.Load(right + (3 * TLanes.Count)), s3);
        }

        float* target = c + column;
        s0.Store(target);
        s1.Store(target + TLanes.Count);
        s2.Store(target + (2 * TLanes.Count));
        s3.Store(target + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOne<TLanes>(nint column)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = TLanes.Zero;
        float* left = a, right = b + column;
        for (int row = 0; row < rows; row++, left += aRow, right += columns)
            sum = TLanes.MultiplyAdd(TLanes.Create(*left), TLanes.Load(right), sum);
        sum.Store(c + column);
    }
}
