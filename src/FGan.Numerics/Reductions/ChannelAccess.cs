using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Reads a value a channel, beside elements that stand side by side.</summary>
internal unsafe interface IChannelAccess
{
    static abstract TLanes Load<TLanes>(float* values, nint channel)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Neighbouring elements belong to neighbouring channels (one position a channel).</summary>
internal readonly unsafe struct PerColumn : IChannelAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(float* values, nint channel)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load(values + channel);
}

/// <summary>Neighbouring elements are positions of one channel.</summary>
internal readonly unsafe struct PerChannel : IChannelAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(float* values, nint channel)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(values[channel]);
}

/// <summary>Gives the extents of rows of channels of positions.</summary>
internal readonly record struct ChannelExtents(int Rows, int Channels, int Positions)
{
    public int Columns => Channels * Positions;

    public int Length => Rows * Columns;

    /// <summary>Reads the extents from the lengths of spans.</summary>
    public static ChannelExtents Of(int length, int channels, int positions) =>
        new(Require.Rows(length, Require.Columns(channels, positions)), channels, positions);
}
