using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        TLanes mask = depth % TLanes.Count == 0 ? TLanes.Zero : LastLanes<TLanes>(depth % TLanes.Count);
        switch (columns)
        {
            case 1: MultiplyRows<TLanes, One>(row, end, mask); break;
            case 2: MultiplyRows<TLanes, Two>(row, end, mask); break;
            case 3: MultiplyRows<TLanes, Three>(row, end, mask); break;
            default: MultiplyRows<TLanes, Four>(row, end, mask); break;
        }

        if (!TFinish.IsNone) Finish(row, end);
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

    // Four chains at a time that do not wait for each other: four rows of one column, two of two, or one of three or four. Where rows run out, the last is made again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyRows<TLanes, TColumns>(int row, int end, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
        where TColumns : ITileExtent
    {
        int group = TColumns.Value == 1 ? 4 : TColumns.Value == 2 ? 2 : 1, last = end - 1;
        float* b0 = b, b1 = TColumns.Value > 1 ? b + depth : b, b2 = TColumns.Value > 2 ? b1 + depth : b, b3 = TColumns.Value > 3 ? b2 + depth : b;
        for (; row < end; row += group)
        {
            float* a0 = a + (row * aRow), a1 = a + (Math.Min(row + 1, last) * aRow), a2 = a + (Math.Min(row + 2, last) * aRow), a3 = a + (Math.Min(row + 3, last) * aRow);
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            nint p = 0;
            for (; p <= depth - TLanes.Count; p += TLanes.Count)
            {
                TLanes x0 = TLanes.Load(a0 + p), y0 = TLanes.Load(b0 + p), y1 = TColumns.Value > 1 ? TLanes.Load(b1 + p) : y0;
                TLanes x1 = TColumns.Value <= 2 ? TLanes.Load(a1 + p) : x0;
                s0 = TLanes.MultiplyAdd(x0, y0, s0);
                s1 = TLanes.MultiplyAdd(TColumns.Value == 1 ? x1 : x0, y1, s1);
                s2 = TLanes.MultiplyAdd(TColumns.Value == 1 ? TLanes.Load(a2 + p) : x1, TColumns.Value > 2 ? TLanes.Load(b2 + p) : y0, s2);
                if (TColumns.Value != 3) s3 = TLanes.MultiplyAdd(TColumns.Value == 1 ? TLanes.Load(a3 + p) : x1, TColumns.Value > 3 ? TLanes.Load(b3 + p) : y1, s3);
            }

            if (p < depth)
            {
                p = depth - TLanes.Count;
                TLanes x0 = Masked(a0 + p, mask), y0 = TLanes.Load(b0 + p), y1 = TColumns.Value > 1 ? TLanes.Load(b1 + p) : y0;
                TLanes x1 = TColumns.Value <= 2 ? Masked(a1 + p, mask) : x0;
                s0 = TLanes.MultiplyAdd(x0, y0, s0);
                s1 = TLanes.MultiplyAdd(TColumns.Value == 1 ? x1 : x0, y1, s1);
                s2 = TLanes.MultiplyAdd(TColumns.Value == 1 ? Masked(a2 + p, mask) : x1, TColumns.Value > 2 ? TLanes.Load(b2 + p) : y0, s2);
                if (TColumns.Value != 3) s3 = TLanes.MultiplyAdd(TColumns.Value == 1 ? Masked(a3 + p, mask) : x1, TColumns.Value > 3 ? TLanes.Load(b3 + p) : y1, s3);
            }

            Store<TColumns>(TLanes.Sums(s0, s1, s2, s3), c + (row * cRow), Math.Min(group, end - row));
        }
    }

    // The sums of some rows, a row's columns side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store<TColumns>(Vector128<float> sums, float* target, int rows)
        where TColumns : ITileExtent
    {
        if (!accumulate && cRow == TColumns.Value && TColumns.Value != 3 && rows * TColumns.Value == Vector128<float>.Count)
        {
            sums.Store(target);
            return;
        }

        float* each = stackalloc float[Vector128<float>.Count];
        sums.Store(each);
        for (int i = 0; i < rows; i++, target += cRow)
        {
            for (int j = 0; j < TColumns.Value; j++)
            {
                float sum = each[(i * TColumns.Value) + j];
                target[j] = accumulate ? target[j] + sum : sum;
            }
        }
    }

    // 1 in the last lanes, 0 before them.
    private static TLanes LastLanes<TLanes>(int count)
        where TLanes : struct, ILanes<TLanes>
    {
        float* lanes = stackalloc float[Elements.MaximumCount];
        for (int i = 0; i < TLanes.Count; i++) lanes[i] = i >= TLanes.Count - count ? 1f : 0f;
        return TLanes.Load(lanes);
    }

    // Selected rather than multiplied by 0, which would make NaN of an infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Masked<TLanes>(float* source, TLanes mask)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectAbove(mask, TLanes.Zero, TLanes.Load(source), TLanes.Zero);
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
