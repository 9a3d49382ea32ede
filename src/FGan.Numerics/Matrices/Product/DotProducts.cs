using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Computes c = e(a·b) for a b of very few columns, each in one piece: every element is a dot product of two contiguous rows.</summary>
internal readonly unsafe struct DotProducts<TFunction>(
    float* a, nint aRow, float* columns, float* c, nint cRow, int rows, int count, int depth, float* bias, Operand output, TFunction function) : ILanesWork
    where TFunction : struct, IActivationFunction
{
    private readonly Operand _output = output;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        for (int j = 0; j < count; j++)
        {
            float* column = columns + ((nint)j * depth);
            float start = bias is null ? 0f : bias[j];
            int i = 0;
            for (; i <= rows - 4; i += 4) FourRows<TLanes>(a + (i * aRow), column, c + (i * cRow) + j, start);
            for (; i < rows; i++) c[(i * cRow) + j] = OneRow<TLanes>(a + (i * aRow), column) + start;
        }

        if (_output.Pointer is not null) MultiplyBySlope<TLanes>();
        else if (typeof(TFunction) != typeof(IdentityFunction)) Activate<TLanes>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows<TLanes>(float* a0, float* column, float* target, float start)
        where TLanes : struct, ILanes<TLanes>
    {
        float* a1 = a0 + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint p = 0;
        for (; p <= depth - TLanes.Count; p += TLanes.Count)
        {
            TLanes b = TLanes.Load(column + p);
            s0 = TLanes.MultiplyAdd(TLanes.Load(a0 + p), b, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(a1 + p), b, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(a2 + p), b, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(a3 + p), b, s3);
        }

        target[0] = TLanes.Sum(s0) + Rest(a0, column, p) + start;
        target[cRow] = TLanes.Sum(s1) + Rest(a1, column, p) + start;
        target[2 * cRow] = TLanes.Sum(s2) + Rest(a2, column, p) + start;
        target[3 * cRow] = TLanes.Sum(s3) + Rest(a3, column, p) + start;
    }

    // One row by itself sums in the same order as four, so that how rows are cut into blocks never shows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float OneRow<TLanes>(float* row, float* column)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = TLanes.Zero;
        nint p = 0;
        for (; p <= depth - TLanes.Count; p += TLanes.Count) sum = TLanes.MultiplyAdd(TLanes.Load(row + p), TLanes.Load(column + p), sum);
        return TLanes.Sum(sum) + Rest(row, column, p);
    }

    private float Rest(float* row, float* column, nint p)
    {
        float sum = 0f;
        for (; p < depth; p++) sum += row[p] * column[p];
        return sum;
    }

    private void Activate<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        var op = new BiasActivationOperator<TFunction>(function);
        if (cRow == count) Elements.MapWith<BiasActivationOperator<TFunction>, TLanes>(c, 0f, op, c, (nint)rows * count);
        else
        {
            for (int i = 0; i < rows; i++) Elements.MapWith<BiasActivationOperator<TFunction>, TLanes>(c + (i * cRow), 0f, op, c + (i * cRow), count);
        }
    }

    private void MultiplyBySlope<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        var finish = new SlopeFinish<TFunction>(_output, function);
        if (cRow == count && _output.Row == count && _output.Column == 1) finish.Apply<TLanes>(c, cRow, 0, 0, 1, rows * count);
        else finish.Apply<TLanes>(c, cRow, 0, 0, rows, count);
    }
}
