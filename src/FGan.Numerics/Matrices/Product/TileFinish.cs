using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Is what an epilogue does to a tile of the product, right after its last products and still in the nearest cache.</summary>
internal unsafe interface ITileFinish
{
    /// <summary>Whether there is nothing to do.</summary>
    static abstract bool IsNone { get; }

    /// <summary>Treats rows × columns elements from c on, the first of which is element (row, column) of the product.</summary>
    void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Leaves the product as it is.</summary>
internal readonly unsafe struct NoFinish : ITileFinish
{
    public static bool IsNone => true;

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
    public static bool IsNone => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        if (columns == 2 * TLanes.Count && output.Column == 1)
        {
            float* y = output.At(row, column).Pointer;
            for (; rows > 0; rows--, c += cRow, y += output.Row)
            {
                (TLanes.Load(c) * function.SlopeAtOutput(TLanes.Load(y))).Store(c);
                (TLanes.Load(c + TLanes.Count) * function.SlopeAtOutput(TLanes.Load(y + TLanes.Count))).Store(c + TLanes.Count);
            }

            return;
        }

        ApplyRows<TLanes>(c, cRow, row, column, rows, columns);
    }

    private void ApplyRows<TLanes>(float* c, nint cRow, int row, int column, int rows, int columns)
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
