using System.Diagnostics;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>Milliseconds a step: by the clock, and of processor time over all threads.</summary>
internal readonly record struct BlockTime(double Clock, double Processor);

/// <summary>What one workload measured; the least processor time of any setting stands for PyTorch's.</summary>
internal sealed record Measurement(
    Workload Workload, double Ours, double Theirs, string Setting, double OurProcessor, double TheirProcessor, double Deviation)
{
    public double Ratio => Theirs / Ours;

    /// <summary>Arithmetic done, in billions of operations a second.</summary>
    public double GigaFlops => 2 * Workload.MultiplyAdds() / (Ours * 1e-3) / 1e9;
}

/// <summary>Races FGan against PyTorch on one workload, block by block in turn, after checking that both compute the same.</summary>
internal static class Comparison
{
    private const int CurveSteps = 5;
    private const double WarmUpSeconds = 2;
    private const int RestMilliseconds = 200;

    /// <summary>Threads of PyTorch, threads of OpenBLAS; the best of them represents PyTorch.</summary>
    private static readonly (int Threads, int BlasThreads)[] Settings = [(1, 1), (1, 2), (2, 1), (2, 2)];

    public static Measurement Run(Workload workload, int rounds, bool alone)
    {
        string start = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var peers = new List<TorchPeer>();
        try
        {
            float[] losses = Replay(workload, start);
            if (!alone)
            {
                foreach ((int threads, int blasThreads) in Settings) peers.Add(new TorchPeer(workload, threads, blasThreads, start));
                if (workload == Workload.All[0]) Console.WriteLine(peers[0].Version());
            }
            double deviation = peers.Count == 0 ? 0 : peers.Max(p => Deviation(losses, p.Curve(CurveSteps)));
            using var training = new Training(workload, draw: true);
            WarmUp(training);
            foreach (TorchPeer peer in peers) peer.Block(Math.Max(2, workload.BlockSteps / 5));
            var ours = new List<BlockTime>();
            var theirs = peers.ConvertAll(_ => new List<BlockTime>());
            for (int round = 0; round < rounds; round++)
            {
                ours.Add(Block(training, workload.BlockSteps));
                for (int i = 0; i < peers.Count; i++) theirs[i].Add(PeerBlock(peers[i], Math.Max(1, workload.BlockSteps / 2)));
            }
            int best = peers.Count == 0 ? -1 : Enumerable.Range(0, peers.Count).MinBy(i => Median(theirs[i], t => t.Clock));
            return new Measurement(
                workload, Median(ours, t => t.Clock), best < 0 ? double.NaN : Median(theirs[best], t => t.Clock), best < 0 ? "" : peers[best].Setting,
                Median(ours, t => t.Processor), best < 0 ? double.NaN : theirs.Min(times => Median(times, t => t.Processor)), deviation);
        }
        finally
        {
            peers.ForEach(p => p.Dispose());
            File.Delete(start);
        }
    }

    private static float[] Replay(Workload workload, string start)
    {
        using var training = new Training(workload, draw: false);
        return training.WriteAndReplay(start, CurveSteps);
    }

    /// <summary>The largest relative difference between two curves of losses.</summary>
    private static double Deviation(float[] ours, float[] theirs) =>
        ours.Zip(theirs, (a, b) => Math.Abs((double)a - b) / Math.Max(Math.Abs(b), 1e-3)).Max();

    /// <summary>Runs until the compiler has done its best, which it does in the background, some tenths of a second after a method's thirtieth call.</summary>
    private static void WarmUp(Training training)
    {
        long begin = Stopwatch.GetTimestamp();
        do training.Step();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds);
    }

    private static BlockTime Block(Training training, int steps)
    {
        LetThreadsSleep();
        for (int i = 0; i < LeadIn(steps); i++) training.Step();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++) training.Step();
        return new BlockTime(
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds / steps, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / steps);
    }

    private static BlockTime PeerBlock(TorchPeer peer, int steps)
    {
        LetThreadsSleep();
        return peer.Block(steps);
    }

    /// <summary>Threads of the runner before may still look for work, and would take a processor from this one.</summary>
    private static void LetThreadsSleep() => Thread.Sleep(RestMilliseconds);

    /// <summary>Steps before the clock starts, so that caches, clocks and threads are as in a long run; the peers take as many.</summary>
    private static int LeadIn(int steps) => Math.Max(1, steps / 5);

    private static double Median(List<BlockTime> times, Func<BlockTime, double> which)
    {
        double[] sorted = [.. times.Select(which).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
