using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Sums terms over a whole span: blocks in float, what they give in double.</summary>
internal static unsafe class SpanSums
{
    /// <summary>Elements whose sum one thread makes.</summary>
    private const int Grain = 16384;

    /// <summary>Elements that a lane sums in float: four chains of 64.</summary>
    private const int BlockPerLane = 256;

    public static double Run<TTerms>(TTerms terms, int length, ThreadTeam team)
        where TTerms : struct, IChannelTerms
    {
        int parts = (int)(((long)length + Grain - 1) / Grain);
        double* sums = Reductions.Sums(parts);
        Simd.Run(new Work<TTerms>(terms, length, sums, parts, team));
        double sum = 0.0;
        for (int i = 0; i < parts; i++) sum += sums[i];
        return sum;
    }

    /// <summary>Sums the first terms of elements from <paramref name="at"/> on.</summary>
    public static double Sum<TTerms, TLanes>(TTerms terms, nint at, int length)
        where TTerms : struct, IChannelTerms
        where TLanes : struct, ILanes<TLanes>
    {
        int block = BlockPerLane * TLanes.Count;
        double sum = 0.0;
        for (; length > 0; length -= block, at += block) sum += SumBlock<TTerms, TLanes>(terms, at, Math.Min(length, block));
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumBlock<TTerms, TLanes>(TTerms terms, nint at, int length)
        where TTerms : struct, IChannelTerms
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint end = at + length;
        for (; at <= end - (4 * TLanes.Count); at += 4 * TLanes.Count)
        {
            s0 += Term<TTerms, TLanes>(terms, at);
            s1 += Term<TTerms, TLanes>(terms, at + TLanes.Count);
            s2 += Term<TTerms, TLanes>(terms, at + (2 * TLanes.Count));
            s3 += Term<TTerms, TLanes>(terms, at + (3 * TLanes.Count));
        }

        for (; at <= end - TLanes.Count; at += TLanes.Count) s0 += Term<TTerms, TLanes>(terms, at);
        LanesScalar rest = default;
        for (; at < end; at++) rest += Term<TTerms, LanesScalar>(terms, at);
        return TLanes.Sum((s0 + s1) + (s2 + s3)) + LanesScalar.Sum(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Term<TTerms, TLanes>(TTerms terms, nint at)
        where TTerms : struct, IChannelTerms
        where TLanes : struct, ILanes<TLanes>
    {
        terms.Terms<TLanes, PerColumn>(at, 0, out TLanes first, out _);
        return first;
    }

    private readonly struct Work<TTerms>(TTerms terms, int length, double* sums, int parts, ThreadTeam team) : ILanesWork
        where TTerms : struct, IChannelTerms
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes> => team.Run(new Part<TTerms, TLanes>(terms, length, sums), parts);
    }

    private readonly struct Part<TTerms, TLanes>(TTerms terms, int length, double* sums) : IParallelWork
        where TTerms : struct, IChannelTerms
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) =>
            sums[part] = Sum<TTerms, TLanes>(terms, (nint)part * Grain, (int)Math.Min(Grain, length - ((long)part * Grain)));
    }
}

/// <summary>Sums terms along each row.</summary>
internal readonly unsafe struct RowSums<TTerms>(TTerms terms, int rows, int columns, float* destination, bool accumulate, ThreadTeam team) : ILanesWork
    where TTerms : struct, IChannelTerms
{
    private const int Grain = 16384;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int rowsAPart = Math.Max(1, Grain / Math.Max(1, columns));
        team.Run(new Part<TLanes>(terms, rows, columns, destination, accumulate, rowsAPart), (rows + rowsAPart - 1) / rowsAPart);
    }

    private readonly struct Part<TLanes>(TTerms terms, int rows, int columns, float* destination, bool accumulate, int rowsAPart) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            int end = (int)Math.Min(rows, (part + 1L) * rowsAPart);
            for (int row = part * rowsAPart; row < end; row++)
            {
                double sum = SpanSums.Sum<TTerms, TLanes>(terms, (nint)row * columns, columns);
                destination[row] = (float)(accumulate ? destination[row] + sum : sum);
            }
        }
    }
}
