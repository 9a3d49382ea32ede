namespace FGan.Numerics;

public static unsafe partial class Elementwise
{
    /// <summary>The values one part of the work treats: two cores gain from twice as many, even of the cheapest operator.</summary>
    private const int Grain = 16384;

    /// <summary>Computes y = op(x).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="op">The operator.</param>
    /// <param name="destination">As many results; x itself, or disjoint from it.</param>
    /// <param name="team">The threads to work with.</param>
    /// <typeparam name="TOperator">The operator's struct.</typeparam>
    /// <exception cref="ArgumentException">Lengths differ, or the destination overlaps x without being it.</exception>
    public static void Apply<TOperator>(ReadOnlySpan<float> x, TOperator op, Span<float> destination, ThreadTeam? team = null)
        where TOperator : struct, IUnaryOperator
    {
        Require.Length(destination.Length, x.Length);
        Require.SameOrDisjoint(x, destination);
        fixed (float* px = x, pd = destination)
            Simd.Run(new UnaryWork<TOperator>(px, op, pd, x.Length, team));
    }

    /// <summary>Computes z = op(x, y).</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">As many right arguments.</param>
    /// <param name="op">The operator.</param>
    /// <param name="destination">As many results; x or y itself, or disjoint from them.</param>
    /// <param name="team">The threads to work with.</param>
    /// <typeparam name="TOperator">The operator's struct.</typeparam>
    /// <exception cref="ArgumentException">Lengths differ, or the destination overlaps an input without being it.</exception>
    public static void Apply<TOperator>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, TOperator op, Span<float> destination, ThreadTeam? team = null)
        where TOperator : struct, IBinaryOperator
    {
        Require.Length(y.Length, x.Length);
        Require.Length(destination.Length, x.Length);
        Require.SameOrDisjoint(x, destination);
        Require.SameOrDisjoint(y, destination);
        fixed (float* px = x, py = y, pd = destination)
            Simd.Run(new BinaryWork<TOperator>(px, py, op, pd, x.Length, team));
    }

    /// <summary>Computes w = op(x, y, z).</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">As many second arguments.</param>
    /// <param name="z">As many third arguments.</param>
    /// <param name="op">The operator.</param>
    /// <param name="destination">As many results; an input itself, or disjoint from them.</param>
    /// <param name="team">The threads to work with.</param>
    /// <typeparam name="TOperator">The operator's struct.</typeparam>
    /// <exception cref="ArgumentException">Lengths differ, or the destination overlaps an input without being it.</exception>
    public static void Apply<TOperator>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, TOperator op, Span<float> destination, ThreadTeam? team = null)
        where TOperator : struct, ITernaryOperator
    {
        Require.Length(y.Length, x.Length);
        Require.Length(z.Length, x.Length);
        Require.Length(destination.Length, x.Length);
        Require.SameOrDisjoint(x, destination);
        Require.SameOrDisjoint(y, destination);
        Require.SameOrDisjoint(z, destination);
        fixed (float* px = x, py = y, pz = z, pd = destination)
            Simd.Run(new TernaryWork<TOperator>(px, py, pz, op, pd, x.Length, team));
    }

    private static int PartsOf(int length) => (int)(((long)length + Grain - 1) / Grain);

    private static int EndOf(int part, int length) => (int)Math.Min(length, (part + 1L) * Grain);

    private readonly struct UnaryWork<TOperator>(float* x, TOperator op, float* destination, int length, ThreadTeam? team) : ILanesWork
        where TOperator : struct, IUnaryOperator
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            if (length <= Grain) Elements.Map<TOperator, TLanes>(x, op, destination, length);
            else (team ?? ThreadTeam.Shared).Run(new Part<TLanes>(x, op, destination, length), PartsOf(length));
        }

        private readonly struct Part<TLanes>(float* x, TOperator op, float* destination, int length) : IParallelWork
            where TLanes : struct, ILanes<TLanes>
        {
            public void Run(int part)
            {
                int start = part * Grain;
                Elements.Map<TOperator, TLanes>(x + start, op, destination + start, EndOf(part, length) - start);
            }
        }
    }

    private readonly struct BinaryWork<TOperator>(float* x, float* y, TOperator op, float* destination, int length, ThreadTeam? team) : ILanesWork
        where TOperator : struct, IBinaryOperator
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            if (length <= Grain) Elements.Map<TOperator, TLanes>(x, y, op, destination, length);
            else (team ?? ThreadTeam.Shared).Run(new Part<TLanes>(x, y, op, destination, length), PartsOf(length));
        }

        private readonly struct Part<TLanes>(float* x, float* y, TOperator op, float* destination, int length) : IParallelWork
            where TLanes : struct, ILanes<TLanes>
        {
            public void Run(int part)
            {
                int start = part * Grain;
                Elements.Map<TOperator, TLanes>(x + start, y + start, op, destination + start, EndOf(part, length) - start);
            }
        }
    }

    private readonly struct TernaryWork<TOperator>(float* x, float* y, float* z, TOperator op, float* destination, int length, ThreadTeam? team) : ILanesWork
        where TOperator : struct, ITernaryOperator
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            if (length <= Grain) Elements.Map<TOperator, TLanes>(x, y, z, op, destination, length);
            else (team ?? ThreadTeam.Shared).Run(new Part<TLanes>(x, y, z, op, destination, length), PartsOf(length));
        }

        private readonly struct Part<TLanes>(float* x, float* y, float* z, TOperator op, float* destination, int length) : IParallelWork
            where TLanes : struct, ILanes<TLanes>
        {
            public void Run(int part)
            {
                int start = part * Grain;
                Elements.Map<TOperator, TLanes>(x + start, y + start, z + start, op, destination + start, EndOf(part, length) - start);
            }
        }
    }
}
