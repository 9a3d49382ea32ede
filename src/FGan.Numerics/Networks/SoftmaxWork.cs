using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Takes softmaxes of segments, row by row: the exponentials of a whole row at once, since segments are mostly shorter than a vector.</summary>
internal readonly unsafe struct SoftmaxWork(
    float* x, int columns, int rows, ColumnSegment* segments, int segmentCount, float sharpness, float* y, ThreadTeam team) : ILanesWork
{
    private const int Grain = 4096;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int rowsAPart = Math.Max(1, Grain / columns);
        team.Run(new Part<TLanes>(this, rowsAPart), (rows + rowsAPart - 1) / rowsAPart);
    }

    private void TreatRow<TLanes>(int row, float* exponentials)
        where TLanes : struct, ILanes<TLanes>
    {
        float* from = x + ((nint)row * columns), to = y + ((nint)row * columns);
        if (from != to) new ReadOnlySpan<float>(from, columns).CopyTo(new Span<float>(to, columns));
        new Span<float>(exponentials, columns).Clear();
        for (int s = 0; s < segmentCount; s++)
        {
            (int start, int length) = segments[s];
            float maximum = float.NegativeInfinity;
            for (int j = start; j < start + length; j++) maximum = MathF.Max(maximum, to[j]);
            for (int j = start; j < start + length; j++) exponentials[j] = (to[j] - maximum) * sharpness;
        }

        Elements.Map<ExpOperator, TLanes>(exponentials, default, exponentials, columns);
        for (int s = 0; s < segmentCount; s++)
        {
            (int start, int length) = segments[s];
            float sum = 0f;
            for (int j = start; j < start + length; j++) sum += exponentials[j];
            float reciprocal = 1f / sum;
            for (int j = start; j < start + length; j++) to[j] = exponentials[j] * reciprocal;
        }
    }

    private readonly struct Part<TLanes>(SoftmaxWork work, int rowsAPart) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            float* exponentials = Scratch.Get(ScratchUse.Channels, work.Columns);
            int end = (int)Math.Min(work.Rows, (part + 1L) * rowsAPart);
            for (int row = part * rowsAPart; row < end; row++) work.TreatRow<TLanes>(row, exponentials);
        }
    }

    private int Rows => rows;

    private int Columns => columns;
}

/// <summary>Goes backward through softmaxes of segments.</summary>
internal readonly unsafe struct SoftmaxSlopeWork(
    float* upstream, float* y, int columns, int rows, ColumnSegment* segments, int segmentCount, float sharpness, float* xSlope) : IParallelWork
{
    private const int Grain = 16384;

    private int RowsAPart => Math.Max(1, Grain / columns);

    public int Parts => (rows + RowsAPart - 1) / RowsAPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        int end = (int)Math.Min(rows, (part + 1L) * RowsAPart);
        for (int row = part * RowsAPart; row < end; row++)
        {
            float* from = upstream + ((nint)row * columns), outputs = y + ((nint)row * columns), to = xSlope + ((nint)row * columns);
            if (from != to) new ReadOnlySpan<float>(from, columns).CopyTo(new Span<float>(to, columns));
            for (int s = 0; s < segmentCount; s++)
            {
                (int start, int length) = segments[s];
                float dot = 0f;
                for (int j = start; j < start + length; j++) dot += to[j] * outputs[j];
                for (int j = start; j < start + length; j++) to[j] = outputs[j] * (to[j] - dot) * sharpness;
            }
        }
    }
}
