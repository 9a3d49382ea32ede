using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>Measures what the processor can do at most: multiply-adds from registers, and bytes from memory.</summary>
internal static unsafe class MachineLimit
{
    private const int Rounds = 200_000;

    /// <summary>So long the system may take to give every thread a processor of its own.</summary>
    private const double SettlingSeconds = 0.3;

    /// <summary>Billions of floating-point operations a second, two for each multiply-add, on all threads of the team.</summary>
    /// <param name="team">The threads to work with.</param>
    /// <param name="seconds">How long to try; the best counts.</param>
    public static double GigaFlops(ThreadTeam team, double seconds = SettlingSeconds)
    {
        float[] sums = new float[team.Size];
        double best = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            long begin = Stopwatch.GetTimestamp();
            team.Run(new MultiplyAddWork(sums), team.Size);
            best = Math.Max(best, 2.0 * team.Size * Rounds * 24 * Width / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e9);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        return best;
    }

    /// <summary>Billions of bytes a second read and written by y ← y + αx over blocks far larger than the caches.</summary>
    public static double GigaBytes(ThreadTeam team)
    {
        const int length = 32 << 20;
        using var x = new AlignedBuffer(length);
        using var y = new AlignedBuffer(length);
        x.Span.Fill(1f);
        double best = 0;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            long begin = Stopwatch.GetTimestamp();
            Elementwise.AddScaled(x.Span, 0.5f, y.Span, team);
            best = Math.Max(best, 3.0 * sizeof(float) * length / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e9);
        }
        return best;
    }

    private static int Width => Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Adds into twelve registers; the sum goes to the caller so that the compiler cannot leave the work out.</summary>
    private readonly struct MultiplyAddWork(float[] sums) : IParallelWork
    {
        public void Run(int part) => sums[part] = Vector512.IsHardwareAccelerated ? Spin512(Rounds) : Spin256(Rounds);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Spin512(int rounds)
        {
            Vector512<float> x = Vector512.Create(0.9999f), y = Vector512.Create(1e-4f);
            Vector512<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
            for (int i = 0; i < 2 * rounds; i++)
            {
                a0 = Vector512.FusedMultiplyAdd(a0, x, y); a1 = Vector512.FusedMultiplyAdd(a1, x, y); a2 = Vector512.FusedMultiplyAdd(a2, x, y);
                a3 = Vector512.FusedMultiplyAdd(a3, x, y); a4 = Vector512.FusedMultiplyAdd(a4, x, y); a5 = Vector512.FusedMultiplyAdd(a5, x, y);
                a6 = Vector512.FusedMultiplyAdd(a6, x, y); a7 = Vector512.FusedMultiplyAdd(a7, x, y); a8 = Vector512.FusedMultiplyAdd(a8, x, y);
                a9 = Vector512.FusedMultiplyAdd(a9, x, y); a10 = Vector512.FusedMultiplyAdd(a10, x, y); a11 = Vector512.FusedMultiplyAdd(a11, x, y);
            }
            return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Spin256(int rounds)
        {
            Vector256<float> x = Vector256.Create(0.9999f), y = Vector256.Create(1e-4f);
            Vector256<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
            for (int i = 0; i < 2 * rounds; i++)
            {
                a0 = Vector256.FusedMultiplyAdd(a0, x, y); a1 = Vector256.FusedMultiplyAdd(a1, x, y); a2 = Vector256.FusedMultiplyAdd(a2, x, y);
                a3 = Vector256.FusedMultiplyAdd(a3, x, y); a4 = Vector256.FusedMultiplyAdd(a4, x, y); a5 = Vector256.FusedMultiplyAdd(a5, x, y);
                a6 = Vector256.FusedMultiplyAdd(a6, x, y); a7 = Vector256.FusedMultiplyAdd(a7, x, y); a8 = Vector256.FusedMultiplyAdd(a8, x, y);
                a9 = Vector256.FusedMultiplyAdd(a9, x, y); a10 = Vector256.FusedMultiplyAdd(a10, x, y); a11 = Vector256.FusedMultiplyAdd(a11, x, y);
            }
            return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
        }
    }
}
