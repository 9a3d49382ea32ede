using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>
/// Is what an epilogue does to a tile of the product: a light one to the sums in their registers, a heavy one to the tile right after its last
/// products, still in the nearest cache.
/// </summary>
internal unsafe interface ITileFinish
{
    /// <summary>Whether there is nothing to do.</summary>
    static abstract bool IsNone { get; }

    /// <summary>Whether it is so short that the kernel has it written into each of its stores.</summary>
    bool IsLight { get; }

    /// <summary>Treats sums that belong to a row and to the columns from <paramref name="column"/> on.</summary>
    TLanes Finish<TLanes>(TLanes sums, int row, int column)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Treats rows × columns elements from c on, the first of which is element (row, column) of the product.</summary>
    void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Leaves the product as it is.</summary>
internal readonly unsafe struct NoFinish : ITileFinish
{
    public static bool IsNone => true;

    public bool IsLight => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Finish<TLanes>(TLanes sums, int row, int column)
        where TLanes : struct, ILanes<TLanes> => sums;

    public void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
    }
}

/// <summary>c ← a(c + bias), the bias by column.</summary>
internal readonly unsafe struct ColumnBiasFinish<TFunction>(float* bias, TFunction function) : ITileFinish
    where TFunction : struct, IActivationFunction
{
    public static bool IsNone => false;

    public bool IsLight => TFunction.HasLightValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Finish<TLanes>(TLanes sums, int row, int column)
        where TLanes : struct, ILanes<TLanes> => function.Value(sums + TLanes.Load(bias + column));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        if (columns == 2 * TLanes.Count)
        {
            TLanes left = TLanes.Load(bias + column), right = TLanes.Load(bias + column + TLanes.Count);
            for (; rows > 0; rows--, c += cRow)
            {
                function.Value(TLanes.Load(c) + left).Store(c);
                function.Value(TLanes.Load(c + TLanes.Count) + right).Store(c + TLanes.Count);
            }

            return;
        }

        var op = new BiasActivationOperator<TFunction>(function);
        for (; rows > 0; rows--, c += cRow) Elements.Map<BiasActivationOperator<TFunction>, TLanes>(c, bias + column, op, c, columns);
    }
}

/// <summary>c ← a(c + bias), the bias by row; none at all where the pointer is null.</summary>
internal readonly unsafe struct RowBiasFinish<TFunction>(float* bias, TFunction function) : ITileFinish
    where TFunction : struct, IActivationFunction
{
    public static bool IsNone => false;

    public bool IsLight => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Finish<TLanes>(TLanes sums, int row, int column)
        where TLanes : struct, ILanes<TLanes> => function.Value(bias is null ? sums : sums + TLanes.Create(bias[row]));

    public void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        var op = new BiasActivationOperator<TFunction>(function);
        for (int i = 0; i < rows; i++)
        {
            float value = bias is null ? 0f : bias[row + i];
            Elements.MapWith<BiasActivationOperator<TFunction>, TLanes>(c + (i * cRow), value, op, c + (i * cRow), columns);
        }
    }
}

/// <summary>c ← c · a'(·) from the activation's outputs.</summary>
internal readonly unsafe struct SlopeFinish<TFunction>(Operand output, TFunction function) : ITileFinish
    where TFunction : struct, IActivationFunction
{
    private readonly float* _outputs = output.Pointer;
    private readonly nint _outputRow = output.Row;
    private readonly nint _outputColumn = output.Column;

    public static bool IsNone => false;

    public bool IsLight => TFunction.HasLightSlope && output.Column == 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Finish<TLanes>(TLanes sums, int row, int column)
        where TLanes : struct, ILanes<TLanes> => sums * function.SlopeAtOutput(TLanes.Load(_outputs + (row * _outputRow) + (column * _outputColumn)));

    public void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        var op = new TimesSlopeOperator<TFunction>(default, function);
        float* gathered = stackalloc float[2 * Elements.MaximumCount];
        for (int i = 0; i < rows; i++)
        {
            float* y = output.At(row + i, column).Pointer;
            if (output.Column != 1)
            {
                for (int j = 0; j < columns; j++) gathered[j] = y[j * output.Column];
                y = gathered;
            }

            Elements.Map<TimesSlopeOperator<TFunction>, TLanes>(c + (i * cRow), y, op, c + (i * cRow), columns);
        }
    }
}
