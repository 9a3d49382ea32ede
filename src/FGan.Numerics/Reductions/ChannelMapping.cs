using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Changes elements in memory with the help of values a channel.</summary>
internal interface IChannelMap
{
    void Apply<TLanes, TAccess>(nint at, nint channel)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess;
}

/// <summary>Runs a map over rows of channels of positions.</summary>
internal readonly struct ChannelMapping<TMap>(ChannelExtents extents, TMap map, ThreadTeam team) : ILanesWork
    where TMap : struct, IChannelMap
{
    private const int Grain = 16384;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int rows = Math.Max(1, Grain / extents.Columns);
        team.Run(new Part<TLanes>(extents, map, rows), (extents.Rows + rows - 1) / rows);
    }

    private readonly struct Part<TLanes>(ChannelExtents extents, TMap map, int rows) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            int end = (int)Math.Min(extents.Rows, (part + 1L) * rows);
            for (int row = part * rows; row < end; row++)
            {
                if (extents.Positions == 1) MapColumns((nint)row * extents.Columns);
                else MapChannels((nint)row * extents.Columns);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void MapColumns(nint start)
        {
            nint channel = 0;
            for (; channel <= extents.Channels - TLanes.Count; channel += TLanes.Count) map.Apply<TLanes, PerColumn>(start + channel, channel);
            for (; channel < extents.Channels; channel++) map.Apply<LanesScalar, PerColumn>(start + channel, channel);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void MapChannels(nint at)
        {
            for (nint channel = 0; channel < extents.Channels; channel++)
            {
                nint end = at + extents.Positions;
                for (; at <= end - TLanes.Count; at += TLanes.Count) map.Apply<TLanes, PerChannel>(at, channel);
                for (; at < end; at++) map.Apply<LanesScalar, PerChannel>(at, channel);
            }
        }
    }
}
