using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>x + y.</summary>
internal readonly struct AddOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => x + y;
}

/// <summary>x − y.</summary>
internal readonly struct SubtractOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => x - y;
}

/// <summary>x · y.</summary>
internal readonly struct MultiplyOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => x * y;
}

/// <summary>x / y.</summary>
internal readonly struct DivideOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => x / y;
}

/// <summary>max(x, y), NaN where either is.</summary>
internal readonly struct MaximumOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => MathF.Max(x, y);

    // The lanes' maximum gives y where x is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => Nan.Keep(x, TLanes.Maximum(x, y));
}

/// <summary>min(x, y), NaN where either is.</summary>
internal readonly struct MinimumOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => MathF.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => Nan.Keep(x, TLanes.Minimum(x, y));
}

/// <summary>y, whatever x.</summary>
internal readonly struct SecondOperator : IBinaryOperator
{
    public float Scalar(float x, float y) => y;

    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => y;
}

/// <summary>a·x + b·y.</summary>
internal readonly struct CombineOperator(float a, float b) : IBinaryOperator
{
    public float Scalar(float x, float y) => (a * x) + (b * y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(TLanes.Create(a), x, TLanes.Create(b) * y);
}

/// <summary>x·y + z.</summary>
internal readonly struct MultiplyAddOperator : ITernaryOperator
{
    public float Scalar(float x, float y, float z) => (x * y) + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y, TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(x, y, z);
}

/// <summary>Carries NaNs through comparisons.</summary>
internal static class Nan
{
    /// <summary>x where it is NaN, else y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Keep<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes infinity = TLanes.Create(float.PositiveInfinity);
        TLanes number = TLanes.SelectAbove(infinity, TLanes.Abs(x), y, x);
        // What is left is ±∞, which is a number, or NaN.
        return TLanes.SelectAbove(TLanes.Abs(x), TLanes.Create(float.MaxValue), y, number);
    }
}
