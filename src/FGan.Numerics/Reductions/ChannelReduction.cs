using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Gives the two terms of an element that are summed by channel.</summary>
internal interface IChannelTerms
{
    void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess;
}

/// <summary>Sums two terms over rows and positions, by channel.</summary>
/// <remarks>
/// Blocks of fixed size are summed in float, each by one thread; the blocks' sums are added in double, in order. So neither the accuracy nor the
/// bits depend on how many threads there are.
/// </remarks>
internal readonly unsafe struct ChannelReduction<TTerms>(ChannelExtents extents, TTerms terms, double* sums, ThreadTeam team) : ILanesWork
    where TTerms : struct, IChannelTerms
{
    /// <summary>Rows that one block sums where a channel is a column.</summary>
    private const int ColumnBlockRows = 128;

    /// <summary>Columns that one part treats.</summary>
    private const int ColumnStrip = 256;

    /// <summary>Elements that a lane sums in float where a channel has several positions.</summary>
    private const int ChannelBlockPerLane = 128;

    /// <summary>Elements below which one thread is enough.</summary>
    private const int ParallelLength = 32768;

    /// <summary>Writes first and second sums, one pair a channel, to where <c>sums</c> points.</summary>
    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int blockRows = extents.Positions == 1 ? ColumnBlockRows : Math.Max(1, ChannelBlockPerLane * TLanes.Count / extents.Positions);
        int blocks = (extents.Rows + blockRows - 1) / blockRows;
        int strip = extents.Positions == 1 ? ColumnStrip : Math.Max(1, ColumnStrip / extents.Positions);
        int strips = (extents.Channels + strip - 1) / strip;
        float* partial = Scratch.Get(ScratchUse.Partial, checked(2 * blocks * extents.Channels));
        ThreadTeam threads = extents.Length < ParallelLength ? ThreadTeam.Single : team;
        threads.Run(new Part<TLanes>(extents, terms, partial, blockRows, strip, strips), blocks * strips);
        for (int i = 0; i < 2 * extents.Channels; i++) sums[i] = 0.0;
        for (int block = 0; block < blocks; block++)
        {
            float* from = partial + (2 * (nint)block * extents.Channels);
            for (int i = 0; i < 2 * extents.Channels; i++) sums[i] += from[i];
        }
    }

    private readonly struct Part<TLanes>(ChannelExtents extents, TTerms terms, float* partial, int blockRows, int strip, int strips) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            int block = part / strips, row = block * blockRows, endRow = Math.Min(extents.Rows, row + blockRows);
            int channel = part % strips * strip, endChannel = Math.Min(extents.Channels, channel + strip);
            float* target = partial + (2 * (nint)block * extents.Channels);
            if (extents.Positions > 1)
            {
                for (; channel < endChannel; channel++) SumChannel(row, endRow, channel, target + (2 * channel));
                return;
            }

            // Eight loads a row keep the memory busy; what is left over goes one vector, at last one column at a time.
            for (; channel <= endChannel - (4 * TLanes.Count); channel += 4 * TLanes.Count) SumFourVectors(row, endRow, channel, target);
            for (; channel <= endChannel - TLanes.Count; channel += TLanes.Count) SumVector<TLanes>(row, endRow, channel, target);
            for (; channel < endChannel; channel++) SumVector<LanesScalar>(row, endRow, channel, target);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SumFourVectors(int row, int endRow, nint channel, float* target)
        {
            TLanes a0 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero;
            TLanes b0 = TLanes.Zero, b1 = TLanes.Zero, b2 = TLanes.Zero, b3 = TLanes.Zero;
            nint c1 = channel + TLanes.Count, c2 = c1 + TLanes.Count, c3 = c2 + TLanes.Count;
            nint at = (nint)row * extents.Channels;
            for (; row < endRow; row++, at += extents.Channels)
            {
                terms.Terms<TLanes, PerColumn>(at + channel, channel, out TLanes first, out TLanes second);
                a0 += first;
                b0 += second;
                terms.Terms<TLanes, PerColumn>(at + c1, c1, out first, out second);
                a1 += first;
                b1 += second;
                terms.Terms<TLanes, PerColumn>(at + c2, c2, out first, out second);
                a2 += first;
                b2 += second;
                terms.Terms<TLanes, PerColumn>(at + c3, c3, out first, out second);
                a3 += first;
                b3 += second;
            }

            Store(a0, b0, target + (2 * channel));
            Store(a1, b1, target + (2 * c1));
            Store(a2, b2, target + (2 * c2));
            Store(a3, b3, target + (2 * c3));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SumVector<TWidth>(int row, int endRow, nint channel, float* target)
            where TWidth : struct, ILanes<TWidth>
        {
            TWidth a = TWidth.Zero, b = TWidth.Zero;
            nint at = ((nint)row * extents.Channels) + channel;
            for (; row < endRow; row++, at += extents.Channels)
            {
                terms.Terms<TWidth, PerColumn>(at, channel, out TWidth first, out TWidth second);
                a += first;
                b += second;
            }

            Store(a, b, target + (2 * channel));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SumChannel(int row, int endRow, nint channel, float* target)
        {
            TLanes a = TLanes.Zero, b = TLanes.Zero;
            LanesScalar tailA = default, tailB = default;
            for (; row < endRow; row++)
            {
                nint at = ((nint)row * extents.Columns) + (channel * extents.Positions), end = at + extents.Positions;
                for (; at <= end - TLanes.Count; at += TLanes.Count)
                {
                    terms.Terms<TLanes, PerChannel>(at, channel, out TLanes first, out TLanes second);
                    a += first;
                    b += second;
                }

                for (; at < end; at++)
                {
                    terms.Terms<LanesScalar, PerChannel>(at, channel, out LanesScalar first, out LanesScalar second);
                    tailA += first;
                    tailB += second;
                }
            }

            target[0] = TLanes.Sum(a) + LanesScalar.Sum(tailA);
            target[1] = TLanes.Sum(b) + LanesScalar.Sum(tailB);
        }

        // Pairs lie side by side, as the sums do.
        private static void Store<TWidth>(TWidth first, TWidth second, float* target)
            where TWidth : struct, ILanes<TWidth>
        {
            float* a = stackalloc float[Elements.MaximumCount], b = stackalloc float[Elements.MaximumCount];
            first.Store(a);
            second.Store(b);
            for (int i = 0; i < TWidth.Count; i++)
            {
                target[2 * i] = a[i];
                target[(2 * i) + 1] = b[i];
            }
        }
    }
}

/// <summary>x, and nothing.</summary>
internal readonly unsafe struct SumTerms(float* x) : IChannelTerms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        first = TLanes.Load(x + at);
        second = TLanes.Zero;
    }
}

/// <summary>x·y, and nothing.</summary>
internal readonly unsafe struct DotTerms(float* x, float* y) : IChannelTerms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        first = TLanes.Load(x + at) * TLanes.Load(y + at);
        second = TLanes.Zero;
    }
}

/// <summary>x − centre and its square.</summary>
internal readonly unsafe struct MomentTerms(float* x, float* centre) : IChannelTerms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        first = TLanes.Load(x + at) - TAccess.Load<TLanes>(centre, channel);
        second = first * first;
    }
}

/// <summary>0 for a finite x, NaN for another.</summary>
internal readonly unsafe struct NothingTerms(float* x) : IChannelTerms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Terms<TLanes, TAccess>(nint at, nint channel, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TAccess : IChannelAccess
    {
        first = TLanes.Load(x + at) * TLanes.Zero;
        second = TLanes.Zero;
    }
}
