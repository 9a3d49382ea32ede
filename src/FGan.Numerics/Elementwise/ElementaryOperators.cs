using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>eˣ.</summary>
internal readonly struct ExpOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Math.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Exp(x);
}

/// <summary>eˣ − 1.</summary>
internal readonly struct ExpMinusOneOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Precise.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.ExpMinusOne(x);
}

/// <summary>log x.</summary>
internal readonly struct LogOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Math.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Log(x);
}

/// <summary>log(1 + x).</summary>
internal readonly struct LogOnePlusOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Precise.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.LogOnePlus(x);
}

/// <summary>tanh x.</summary>
internal readonly struct TanhOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Math.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Tanh(x);
}

/// <summary>1/(1 + e⁻ˣ).</summary>
internal readonly struct SigmoidOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)(1.0 / (1.0 + Math.Exp(-(double)x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Sigmoid(x);
}

/// <summary>log(1 + eˣ).</summary>
internal readonly struct SoftplusOperator : IUnaryOperator
{
    public float Scalar(float x) => (float)Precise.Softplus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Softplus(x);
}
