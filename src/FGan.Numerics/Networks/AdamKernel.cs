using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Holds the constants of one Adam step (Kingma and Ba, arXiv 1412.6980, algorithm 1).</summary>
/// <param name="Step">The step's number t, from 1.</param>
/// <param name="LearningRate">α.</param>
/// <param name="Beta1">β₁, the decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">β₂, the decay of the second moment, in [0, 1).</param>
/// <param name="Epsilon">ε, added to √v̂.</param>
public readonly record struct AdamStep(long Step, float LearningRate, float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f);

/// <summary>Moves parameters by Adam, in one pass over flat memory.</summary>
public static unsafe class AdamKernel
{
    /// <summary>Parameters that one part of the work moves: four streams of 32 KiB.</summary>
    private const int Grain = 8192;

    /// <summary>
    /// Descends: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − α · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
    /// </summary>
    /// <param name="step">The step's constants.</param>
    /// <param name="gradients">g, a value a parameter.</param>
    /// <param name="parameters">θ, changed.</param>
    /// <param name="firstMoments">m, changed; zeros before step 1.</param>
    /// <param name="secondMoments">v, changed; zeros before step 1.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentException">Lengths differ, or spans overlap.</exception>
    public static void Apply(
        AdamStep step, ReadOnlySpan<float> gradients, Span<float> parameters, Span<float> firstMoments, Span<float> secondMoments, ThreadTeam? team = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step.Step, 1L);
        Require.Length(gradients.Length, parameters.Length);
        Require.Length(firstMoments.Length, parameters.Length);
        Require.Length(secondMoments.Length, parameters.Length);
        Require.Disjoint(gradients, parameters);
        Require.Disjoint(firstMoments, parameters);
        Require.Disjoint(secondMoments, parameters);
        fixed (float* g = gradients, p = parameters, m = firstMoments, v = secondMoments)
            Simd.Run(new Work(new AdamUpdate(step, g, p, m, v), parameters.Length, team ?? ThreadTeam.Shared));
    }

    private readonly struct Work(AdamUpdate update, int length, ThreadTeam team) : ILanesWork
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes> =>
            team.Run(new Part<TLanes>(update, length), (int)(((long)length + Grain - 1) / Grain));
    }

    private readonly struct Part<TLanes>(AdamUpdate update, int length) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part)
        {
            nint i = (nint)part * Grain, end = Math.Min(length, i + Grain);
            for (; i <= end - TLanes.Count; i += TLanes.Count) update.Apply<TLanes>(i);
            for (; i < end; i++) update.Apply<LanesScalar>(i);
        }
    }
}
