using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>y = a((x − mean) · factor + shift).</summary>
internal readonly unsafe struct NormaliseMap<TFunction>(float* x, float* mean, float* factor, float* shift, float* y, TFunction function) : IChannelMap
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLanes, TAccess>(nint at, nint channel)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        TLanes centred = TLanes.Load(x + at) - TAccess.Load<TLanes>(mean, channel);
        TLanes value = TLanes.MultiplyAdd(centred, TAccess.Load<TLanes>(factor, channel), TAccess.Load<TLanes>(shift, channel));
        function.Value(value).Store(y + at);
    }
}

/// <summary>s = upstream · a'(·), and s · (x − mean).</summary>
internal readonly unsafe struct NormaliseSlopeTerms<TFunction>(float* upstream, float* x, float* y, float* mean, TFunction function) : IChannelTerms
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        first = BatchNormSlope.Of<TLanes, TFunction>(upstream, y, at, function);
        second = first * (TLanes.Load(x + at) - TAccess.Load<TLanes>(mean, channel));
    }
}

/// <summary>∂x = factor · (s − shiftMean − (x − mean) · scaleMean).</summary>
internal readonly unsafe struct NormaliseSlopeMap<TFunction>(
    float* upstream, float* x, float* y, float* mean, float* factor, float* shiftMean, float* scaleMean, float* xSlope, TFunction function) : IChannelMap
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLanes, TAccess>(nint at, nint channel)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        TLanes s = BatchNormSlope.Of<TLanes, TFunction>(upstream, y, at, function) - TAccess.Load<TLanes>(shiftMean, channel);
        TLanes centred = TLanes.Load(x + at) - TAccess.Load<TLanes>(mean, channel);
        TLanes rest = TLanes.MultiplyAdd(-centred, TAccess.Load<TLanes>(scaleMean, channel), s);
        (rest * TAccess.Load<TLanes>(factor, channel)).Store(xSlope + at);
    }
}

internal static unsafe class BatchNormSlope
{
    /// <summary>upstream · a'(·) from the output; the identity's output is not looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes, TFunction>(float* upstream, float* y, nint at, TFunction function)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IActivationFunction =>
        typeof(TFunction) == typeof(IdentityFunction)
            ? TLanes.Load(upstream + at)
            : TLanes.Load(upstream + at) * function.SlopeAtOutput(TLanes.Load(y + at));
}
