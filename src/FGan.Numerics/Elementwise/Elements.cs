using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Drives operators over memory on one thread: whole vectors, then a last one that is filled up with zeros.</summary>
/// <remarks>
/// The tail goes through the vector form like everything else, so a value does not depend on where in a span it stands, nor a result on how the
/// span was split.
/// </remarks>
internal static unsafe class Elements
{
    /// <summary>Floats in the widest vector.</summary>
    public const int MaximumCount = 16;

    /// <summary>Copies a few values; the last vector takes some of what went before along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<TLanes>(float* source, float* destination, nint length)
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count) TLanes.Load(source + i).Store(destination + i);
        if (i == length) return;
        if (length >= TLanes.Count) TLanes.Load(source + length - TLanes.Count).Store(destination + length - TLanes.Count);
        else if (TLanes.Count > Lanes128.Count) Copy<Lanes128>(source, destination, length);
        else Copy<LanesScalar>(source, destination, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator, TLanes>(float* x, TOperator op, float* destination, nint length)
        where TOperator : struct, IUnaryOperator
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count)
            op.Vector(TLanes.Load(x + i)).Store(destination + i);
        if (i == length) return;
        if (IsWorthNarrower<TLanes>(length - i)) Map<TOperator, Lanes128>(x + i, op, destination + i, length - i);
        else StorePart(op.Vector(LoadPart<TLanes>(x + i, length - i)), destination + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator, TLanes>(float* x, float* y, TOperator op, float* destination, nint length)
        where TOperator : struct, IBinaryOperator
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count)
            op.Vector(TLanes.Load(x + i), TLanes.Load(y + i)).Store(destination + i);
        if (i == length) return;
        nint left = length - i;
        if (IsWorthNarrower<TLanes>(left)) Map<TOperator, Lanes128>(x + i, y + i, op, destination + i, left);
        else StorePart(op.Vector(LoadPart<TLanes>(x + i, left), LoadPart<TLanes>(y + i, left)), destination + i, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator, TLanes>(float* x, float* y, float* z, TOperator op, float* destination, nint length)
        where TOperator : struct, ITernaryOperator
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count)
            op.Vector(TLanes.Load(x + i), TLanes.Load(y + i), TLanes.Load(z + i)).Store(destination + i);
        if (i == length) return;
        nint left = length - i;
        TLanes last = op.Vector(LoadPart<TLanes>(x + i, left), LoadPart<TLanes>(y + i, left), LoadPart<TLanes>(z + i, left));
        StorePart(last, destination + i, left);
    }

    /// <summary>y = op(x, value) with one value for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MapWith<TOperator, TLanes>(float* x, float value, TOperator op, float* destination, nint length)
        where TOperator : struct, IBinaryOperator
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes second = TLanes.Create(value);
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count)
            op.Vector(TLanes.Load(x + i), second).Store(destination + i);
        if (i == length) return;
        StorePart(op.Vector(LoadPart<TLanes>(x + i, length - i), second), destination + i, length - i);
    }

    // What is left of a wide vector goes through narrow ones first: bits are the same, and memory is read and written as it lies.
    private static bool IsWorthNarrower<TLanes>(nint left)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count > Lanes128.Count && left >= Lanes128.Count;

    /// <summary>Reads fewer floats than there are lanes; the others are 0.</summary>
    public static TLanes LoadPart<TLanes>(float* source, nint length)
        where TLanes : struct, ILanes<TLanes>
    {
        float* whole = stackalloc float[MaximumCount];
        for (nint i = 0; i < length; i++) whole[i] = source[i];
        return TLanes.Load(whole);
    }

    /// <summary>Writes the first lanes only.</summary>
    public static void StorePart<TLanes>(TLanes lanes, float* destination, nint length)
        where TLanes : struct, ILanes<TLanes>
    {
        float* whole = stackalloc float[MaximumCount];
        lanes.Store(whole);
        for (nint i = 0; i < length; i++) destination[i] = whole[i];
    }
}
