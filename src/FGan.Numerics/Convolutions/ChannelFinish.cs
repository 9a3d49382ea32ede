namespace FGan.Numerics;

/// <summary>Is what an epilogue does to results of one channel.</summary>
internal unsafe interface IChannelFinish
{
    /// <summary>Whether there is nothing to do.</summary>
    static abstract bool IsNone { get; }

    /// <summary>The activation's outputs that are needed beside the results; null for none.</summary>
    float* Outputs { get; }

    /// <summary>Treats some values of a channel; <paramref name="outputs"/> stand beside them where they are needed.</summary>
    void Apply<TLanes>(float* values, float* outputs, int channel, int count)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Leaves the results as they are.</summary>
internal readonly unsafe struct NoChannelFinish : IChannelFinish
{
    public static bool IsNone => true;

    public float* Outputs => null;

    public void Apply<TLanes>(float* values, float* outputs, int channel, int count)
        where TLanes : struct, ILanes<TLanes>
    {
    }
}

/// <summary>y ← a(y + bias); no bias where the pointer is null.</summary>
internal readonly unsafe struct BiasChannelFinish<TFunction>(float* bias, TFunction function) : IChannelFinish
    where TFunction : struct, IActivationFunction
{
    public static bool IsNone => false;

    public float* Outputs => null;

    public void Apply<TLanes>(float* values, float* outputs, int channel, int count)
        where TLanes : struct, ILanes<TLanes> =>
        Elements.MapWith<BiasActivationOperator<TFunction>, TLanes>(
            values, bias is null ? 0f : bias[channel], new BiasActivationOperator<TFunction>(function), values, count);
}

/// <summary>y ← y · a'(·) from the activation's outputs.</summary>
internal readonly unsafe struct SlopeChannelFinish<TFunction>(float* outputs, TFunction function) : IChannelFinish
    where TFunction : struct, IActivationFunction
{
    public static bool IsNone => false;

    public float* Outputs => outputs;

    public void Apply<TLanes>(float* values, float* outputs, int channel, int count)
        where TLanes : struct, ILanes<TLanes> =>
        Elements.Map<TimesSlopeOperator<TFunction>, TLanes>(
            values, outputs, new TimesSlopeOperator<TFunction>(default, function), values, count);
}
