namespace FGan.Numerics;

/// <summary>Computes c = a·b or c = c + a·b where sums are long and the result is small, as in the gradient of a layer's weights.</summary>
/// <remarks>
/// Each half of the sums is made apart and then added. A thread so reads one half of the batch, which it made itself as a rule, rather than some
/// columns of all of it: half of those lie in another core's caches. The cut is chosen by the problem alone, so it never depends on the team.
/// </remarks>
internal readonly unsafe struct HalvedProduct<TLanes>(
    Operand a, Operand b, float* c, nint cRow, int rows, int columns, int depth, bool accumulate, ThreadTeam team)
    where TLanes : struct, ILanes<TLanes>
{
    private const int Halves = 2;

    /// <summary>Multiply-adds below which the second half costs more than it saves.</summary>
    private const long LeastWork = 3_000_000;

    /// <summary>The most numbers of a result: half a second cache.</summary>
    private const int LargestResult = 128 << 10;

    /// <summary>Whether a product is better made this way: its operands have to be at least twice as large as the result.</summary>
    public static bool Suits(int rows, int columns, int depth)
    {
        long result = (long)rows * columns;
        return result <= LargestResult && result * depth >= LeastWork && (long)depth * (rows + columns) >= 2 * result;
    }

    /// <summary>Computes the product.</summary>
    public void Multiply()
    {
        int half = ((depth + 1) / Halves + 3) / 4 * 4;
        float* second = Scratch.Get(ScratchUse.SecondHalf, rows * columns);
        ProductLayout layout = ProductLayout.Choose<TLanes>(a, b, rows, columns, half);
        var parts = ProductParts.Choose<TLanes>(rows, columns, (team.Size + Halves - 1) / Halves);
        var first = new ProductBlocks<TLanes, NoFinish>(a, b, null, c, cRow, columns, half, accumulate, default, layout);
        var rest = new ProductBlocks<TLanes, NoFinish>(
            a.At(0, half), b.At(half, 0), null, second, columns, columns, depth - half, false, default, layout);
        team.Run(
            new HalfPart<TLanes>(new(first, parts, rows, columns), new(rest, parts, rows, columns), parts.Count), Halves * parts.Count);
        int slab = Math.Max(1, (rows + team.Size - 1) / team.Size);
        team.Run(new AddPart<TLanes>(c, cRow, second, rows, columns, slab), (rows + slab - 1) / slab);
    }
}

/// <summary>Multiplies the parts of the first half, then those of the second.</summary>
internal readonly struct HalfPart<TLanes>(ProductPart<TLanes, NoFinish> first, ProductPart<TLanes, NoFinish> second, int parts) : IParallelWork
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
