using System.Diagnostics;
using FGan.Comparison;
using FGan.Numerics;

namespace FGan.Benchmarks;

/// <summary>Prints what share of the multiply-add peak products of several shapes reach, the peak measured beside each of them.</summary>
internal static class ProductShares
{
    private const double Seconds = 0.5;
    private const double PeakSeconds = 0.005;

    private static readonly (int Rows, int Depth, int Columns, bool TurnLeft, bool TurnRight)[] Shapes =
    [
        (1024, 1024, 1024, false, false), (256, 64, 64, false, true), (64, 256, 64, true, false), (1024, 128, 128, false, true),
        (128, 2048, 128, true, false), (500, 256, 256, false, true), (256, 1000, 256, true, false), (256, 784, 240, false, true),
        (240, 512, 784, true, false), (256, 1200, 1200, false, true), (256, 1200, 1200, false, false), (1200, 256, 1200, true, false),
        (1200, 4096, 100, true, false), (4096, 1200, 1200, false, true), (1200, 4096, 1200, true, false), (256, 240, 1, false, true),
        (1024, 128, 2, false, true),
    ];

    public static void Print()
    {
        using var all = new ThreadTeam(Environment.ProcessorCount);
        Console.WriteLine($".NET {Environment.Version}, {all.Size} cores, vectors of {Simd.Width}");
        Console.WriteLine($"memory {MachineLimit.GigaBytes(ThreadTeam.Single):F0} GB/s on one core, {MachineLimit.GigaBytes(all):F0} on all");
        Console.WriteLine("product (ᵀ: turned)        GFLOP/s one   of peak   GFLOP/s all   of peak");
        foreach ((int rows, int depth, int columns, bool turnLeft, bool turnRight) in Shapes)
        {
            (double one, double onePeak) = Measure(rows, depth, columns, turnLeft, turnRight, ThreadTeam.Single);
            (double many, double manyPeak) = Measure(rows, depth, columns, turnLeft, turnRight, all);
            string name = $"{rows} × {depth}{(turnLeft ? "ᵀ" : "")} · {depth} × {columns}{(turnRight ? "ᵀ" : "")}";
            Console.WriteLine($"{name,-26} {one,11:F1} {one / onePeak,9:P0} {many,13:F1} {many / manyPeak,9:P0}");
        }
    }

    // The best of many short rounds, products and peak by turns: what else the machine does falls on both.
    private static (double GigaFlops, double Peak) Measure(int rows, int depth, int columns, bool turnLeft, bool turnRight, ThreadTeam team)
    {
        using AlignedBuffer a = new(rows * depth), b = new(depth * columns), c = new(rows * columns);
        new Philox(1, 1).Uniforms(a.Span);
        new Philox(1, 2).Uniforms(b.Span);
        double flops = 2.0 * rows * depth * columns, best = double.MaxValue, peak = 0;
        int repeats = (int)Math.Clamp(1e8 / flops, 1, 1000);
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < 8 || clock.Elapsed.TotalSeconds < Seconds; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++) Multiply(a.Span, b.Span, c.Span);
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds / repeats);
            if (round % 8 == 7) peak = Math.Max(peak, MachineLimit.GigaFlops(team, PeakSeconds));
        }

        return (flops / best / 1e9, peak);

        void Multiply(Span<float> left, Span<float> right, Span<float> result)
        {
            MatrixView x = turnLeft ? new MatrixView(left, depth, rows).Transposed : new MatrixView(left, rows, depth);
            MatrixView y = turnRight ? new MatrixView(right, columns, depth).Transposed : new MatrixView(right, depth, columns);
            MatrixProduct.Multiply(x, y, new MatrixSpan(result, rows, columns), team: team);
        }
    }
}
