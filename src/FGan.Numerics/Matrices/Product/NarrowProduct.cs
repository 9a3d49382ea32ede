using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>
/// Computes c = finish(a·b) or c = finish(c + a·b) for a b of at most four columns, each in one piece: dot products of contiguous rows, as in
/// the last layer of a critic.
/// </summary>
/// <remarks>Every element is one chain of vectors, whatever is done beside it: how rows are cut into blocks never shows.</remarks>
internal readonly unsafe struct NarrowProduct<TFinish>(
    float* a, nint aRow, float* b, float* c, nint cRow, int columns, int depth, bool accumulate, TFinish finish)
    where TFinish : struct, ITileFinish
{
    /// <summary>The most columns that are done this way.</summary>
    public const int MaximumColumns = 4;

    /// <summary>Computes some rows on this thread.</summary>
    public void MultiplyRows<TLanes>(int row, int end)
        where TLanes : struct, ILanes<TLanes>
    {
        if (depth < TLanes.Count)
        {
            MultiplyRows<LanesScalar>(row, end);
            return;
        }

        // What is left of a row after whole vectors is read as its last vector, with what went before struck out.
        float* isLeft = stackalloc float[Elements.MaximumCount];
        for (int i = 0; i < TLanes.Count; i++) isLeft[i] = i >= TLanes.Count - (depth % TLanes.Count) ? 1f : 0f;
        TLanes mask = TLanes.Load(isLeft);
        int first = row;
        if (columns == 1)
        {
            for (; row <= end - 4; row += 4) MultiplyFourRows(row, mask);
        }

        for (; row < end; row++)
        {
            switch (columns)
            {
                case 1: MultiplyRow<TLanes, One>(row, mask); break;
                case 2: MultiplyRow<TLanes, Two>(row, mask); break;
                case 3: MultiplyRow<TLanes, Three>(row, mask); break;
                default: MultiplyRow<TLanes, Four>(row, mask); break;
            }
        }

        if (!TFinish.IsNone) Finish(first, end);
    }

    // Element by element: the bits are those of vectors, and a row is shorter than one.
    private void Finish(int row, int end)
    {
        for (; row < end; row++)
        {
            float* target = c + (row * cRow);
            for (int j = 0; j < columns; j++) finish.Finish(new LanesScalar(target[j]), row, j).Store(target + j);
        }
    }

    // Four chains that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyFourRows<TLanes>(int row, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
    {
        float* a0 = a + (row * aRow), a1 = a0 + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint p = 0;
        for (; p <= depth - TLanes.Count; p += TLanes.Count)
        {
            TLanes y = TLanes.Load(b + p);
            s0 = TLanes.MultiplyAdd(TLanes.Load(a0 + p), y, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(a1 + p), y, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(a2 + p), y, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(a3 + p), y, s3);
        }

        if (p < depth)
        {
            p = depth - TLanes.Count;
            TLanes y = TLanes.Load(b + p);
            s0 = TLanes.MultiplyAdd(Masked(a0 + p, mask), y, s0);
            s1 = TLanes.MultiplyAdd(Masked(a1 + p, mask), y, s1);
            s2 = TLanes.MultiplyAdd(Masked(a2 + p, mask), y, s2);
            s3 = TLanes.MultiplyAdd(Masked(a3 + p, mask), y, s3);
        }

        float* target = c + (row * cRow);
        Store(s0, target);
        Store(s1, target + cRow);
        Store(s2, target + (2 * cRow));
        Store(s3, target + (3 * cRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyRow<TLanes, TColumns>(int row, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
        where TColumns : ITileExtent
    {
        float* left = a + (row * aRow), b1 = b + depth, b2 = b1 + depth, b3 = b2 + depth;
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint p = 0;
        for (; p <= depth - TLanes.Count; p += TLanes.Count)
        {
            TLanes x = TLanes.Load(left + p);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b + p), s0);
            if (TColumns.Value > 1) s1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + p), s1);
            if (TColumns.Value > 2) s2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + p), s2);
            if (TColumns.Value > 3) s3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + p), s3);
        }

        if (p < depth)
        {
            p = depth - TLanes.Count;
            TLanes x = Masked(left + p, mask);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b + p), s0);
            if (TColumns.Value > 1) s1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + p), s1);
            if (TColumns.Value > 2) s2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + p), s2);
            if (TColumns.Value > 3) s3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + p), s3);
        }

        float* target = c + (row * cRow);
        Store(s0, target);
        if (TColumns.Value > 1) Store(s1, target + 1);
        if (TColumns.Value > 2) Store(s2, target + 2);
        if (TColumns.Value > 3) Store(s3, target + 3);
    }

    // Selected rather than multiplied by 0, which would make NaN of an infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Masked<TLanes>(float* source, TLanes mask)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectAbove(mask, TLanes.Zero, TLanes.Load(source), TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store<TLanes>(TLanes sums, float* target)
        where TLanes : struct, ILanes<TLanes> => *target = accumulate ? *target + TLanes.Sum(sums) : TLanes.Sum(sums);
}

/// <summary>Computes blocks of rows of a narrow product, each on the thread it falls to.</summary>
internal readonly unsafe struct NarrowPart<TLanes, TFinish>(NarrowProduct<TFinish> product, int rows, int depth) : IParallelWork
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    /// <summary>Elements of a that one part reads.</summary>
    private const int Grain = 32768;

    private int RowsAPart => Math.Max(4, Grain / depth);

    public int Parts => (rows + RowsAPart - 1) / RowsAPart;

    public void Run(int part) => product.MultiplyRows<TLanes>(part * RowsAPart, (int)Math.Min(rows, (part + 1L) * RowsAPart));
}
