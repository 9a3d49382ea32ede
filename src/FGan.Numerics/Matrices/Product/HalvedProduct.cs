namespace FGan.Numerics;

/// <summary>Computes c = a·b or c = c + a·b where sums are long and the result is small, as in the gradient of a layer's weights.</summary>
/// <remarks>
/// Each half of the sums is made apart and then added. A thread so reads one half of the batch, which it made itself as a rule, rather than some
/// columns of all of it: half of those lie in another core's caches. Where two batches lie one behind the other, a half is half of either. The cut is chosen by the problem
/// alone, so it never depends on the team.
/// </remarks>
internal readonly unsafe struct HalvedProduct<TLanes>(
    Operand a, Operand b, float* c, nint cRow, int rows, int columns, int depth, int seam, bool accumulate, ThreadTeam team)
    where TLanes : struct, ILanes<TLanes>
{
    private const int Halves = 2;

    /// <summary>Multiply-adds below which the second half costs more than it saves.</summary>
    private const long LeastWork = 1_000_000;

    /// <summary>The most numbers of a result: half a second cache.</summary>
    private const int LargestResult = 128 << 10;

    /// <summary>Products of a sum below which a batch is not worth being halved by itself.</summary>
    private const int LeastBatch = 48;

    /// <summary>Whether a product is better made this way: its operands have to be at least twice as large as the result.</summary>
    public static bool Suits(int rows, int columns, int depth)
    {
        long result = (long)rows * columns;
        return result <= LargestResult && result * depth >= LeastWork && (long)depth * (rows + columns) >= 2 * result;
    }

    /// <summary>Computes the product.</summary>
    public void Multiply()
    {
        float* second = Scratch.Get(ScratchUse.SecondHalf, rows * columns);
        var parts = ProductParts.Choose<TLanes>(rows, columns, (team.Size + Halves - 1) / Halves);
        team.Run(new HalfPart<TLanes>(Half(parts, false, c, cRow, accumulate), Half(parts, true, second, columns, false), parts.Count), Halves * parts.Count);
        int slab = Math.Max(1, (rows + team.Size - 1) / team.Size);
        team.Run(new AddPart<TLanes>(c, cRow, second, rows, columns, slab), (rows + slab - 1) / slab);
    }

    private HalfSum<TLanes> Half(ProductParts parts, bool isSecond, float* sum, nint sumRow, bool add)
    {
        bool hasTwo = Math.Min(seam, depth - seam) >= LeastBatch;
        int end = hasTwo ? seam : depth;
        ProductPart<TLanes, NoFinish> first = Piece(parts, 0, end, isSecond, sum, sumRow, add);
        return hasTwo ? new(first, Piece(parts, end, depth, isSecond, sum, sumRow, true), true) : new(first, default, false);
    }

    // One half of the products from one of a sum to another.
    private ProductPart<TLanes, NoFinish> Piece(ProductParts parts, int from, int to, bool isSecond, float* sum, nint sumRow, bool add)
    {
        int middle = from + MatrixProduct.Middle(to - from), start = isSecond ? middle : from, length = (isSecond ? to : middle) - start;
        ProductLayout layout = ProductLayout.Choose<TLanes>(a, b, rows, columns, length);
        return new(new(a.At(0, start), b.At(start, 0), null, sum, sumRow, columns, length, add, default, layout), parts, rows, columns);
    }
}

/// <summary>Multiplies a part of one half: the products of one batch and, where there are two, those of the other.</summary>
internal readonly struct HalfSum<TLanes>(ProductPart<TLanes, NoFinish> first, ProductPart<TLanes, NoFinish> second, bool hasTwo)
    where TLanes : struct, ILanes<TLanes>
{
    public void Run(int part)
    {
        first.Run(part);
        if (hasTwo) second.Run(part);
    }
}

/// <summary>Multiplies the parts of the first half, then those of the second.</summary>
internal readonly struct HalfPart<TLanes>(HalfSum<TLanes> first, HalfSum<TLanes> second, int parts) : IParallelWork
    where TLanes : struct, ILanes<TLanes>
{
    public void Run(int part)
    {
        if (part < parts) first.Run(part);
        else second.Run(part - parts);
    }
}

/// <summary>Adds the second half to some rows of the first.</summary>
internal readonly unsafe struct AddPart<TLanes>(float* c, nint cRow, float* second, int rows, int columns, int slab) : IParallelWork
    where TLanes : struct, ILanes<TLanes>
{
    public void Run(int part)
    {
        for (int i = part * slab; i < Math.Min(rows, (part + 1) * slab); i++)
        {
            float* row = c + (i * cRow);
            Elements.Map<AddOperator, TLanes>(row, second + ((nint)i * columns), default, row, columns);
        }
    }
}
