using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>−x.</summary>
internal readonly struct NegateOperator : IUnaryOperator
{
    public float Scalar(float x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => -x;
}

/// <summary>|x|.</summary>
internal readonly struct AbsOperator : IUnaryOperator
{
    public float Scalar(float x) => MathF.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Abs(x);
}

/// <summary>x².</summary>
internal readonly struct SquareOperator : IUnaryOperator
{
    public float Scalar(float x) => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * x;
}

/// <summary>√x.</summary>
internal readonly struct SqrtOperator : IUnaryOperator
{
    public float Scalar(float x) => MathF.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Sqrt(x);
}

/// <summary>1/√x.</summary>
internal readonly struct ReciprocalSqrtOperator : IUnaryOperator
{
    public float Scalar(float x) => 1f / MathF.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(1f) / TLanes.Sqrt(x);
}

/// <summary>1/x.</summary>
internal readonly struct ReciprocalOperator : IUnaryOperator
{
    public float Scalar(float x) => 1f / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(1f) / x;
}

/// <summary>1 where x &gt; 0, else 0.</summary>
internal readonly struct StepOperator : IUnaryOperator
{
    public float Scalar(float x) => x > 0f ? 1f : 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectAbove(x, TLanes.Zero, TLanes.Create(1f), TLanes.Zero);
}

/// <summary>−1, 0 or 1.</summary>
internal readonly struct SignOperator : IUnaryOperator
{
    public float Scalar(float x) => x > 0f ? 1f : x < 0f ? -1f : 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectAbove(x, TLanes.Zero, TLanes.Create(1f), TLanes.SelectAbove(TLanes.Zero, x, TLanes.Create(-1f), TLanes.Zero));
}

/// <summary>factor·x + offset.</summary>
internal readonly struct AffineOperator(float factor, float offset) : IUnaryOperator
{
    public float Scalar(float x) => (factor * x) + offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(TLanes.Create(factor), x, TLanes.Create(offset));
}

/// <summary>min(max(x, low), high).</summary>
internal readonly struct ClampOperator(float low, float high) : IUnaryOperator
{
    public float Scalar(float x) => MathF.Min(MathF.Max(x, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Minimum(TLanes.Create(high), TLanes.Maximum(TLanes.Create(low), x));
}
