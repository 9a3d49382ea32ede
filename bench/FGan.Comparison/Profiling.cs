using FGan.Neural;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>Prints where a training step's time goes, on one thread and on all, beside what the machine could do at most.</summary>
internal static class Profiling
{
    private const double Seconds = 1;

    public static void Print(Workload[] workloads)
    {
        double peak = MachineLimit.GigaFlops(ThreadTeam.Single);
        Console.WriteLine($"multiply-add peak {peak:F0} GFLOP/s a core; columns: thread-microseconds, share of the peak, GB/s in and out");
        foreach (Workload workload in workloads)
        {
            using var training = new Training(workload, draw: true);
            for (int i = 0; i < 20; i++) training.Step();
            Print($"{workload.Name}, critic", training.CriticProgram, training.FinishStepFromCritic, peak);
            Print($"{workload.Name}, generator", training.GeneratorProgram, training.FinishStepFromGenerator, peak);
        }
    }

    private static void Print(string name, Program program, Action rest, double peak)
    {
        ThreadTeam shared = ThreadTeam.Shared;
        ThreadTeam.Shared = ThreadTeam.Single;
        ProgramProfile one = Profile(program, rest);
        ThreadTeam.Shared = shared;
        ProgramProfile all = Profile(program, rest);
        Console.WriteLine($"{name}: {one.Microseconds:F0} µs on one thread, {all.Microseconds:F0} on {all.Threads}, {program.MemoryBytes >> 10} KiB");
        for (int i = 0; i < one.Stages.Count; i++)
        {
            StageProfile alone = one.Stages[i], together = all.Stages[i];
            double idle = 1 - (together.ThreadMicroseconds / (together.Microseconds * all.Threads));
            Console.WriteLine($" stage {i}: {alone.Microseconds:F1} µs on one thread, {together.Microseconds:F1} on {all.Threads}, of which {Math.Max(0, idle):P0} idle");
            for (int j = 0; j < alone.Operations.Count; j++) Console.WriteLine($"{Columns(alone.Operations[j], peak)}  |{Columns(together.Operations[j], peak)}   {alone.Operations[j].Operation}");
        }
    }

    private static string Columns(OperationProfile operation, double peak)
    {
        double share = 2 * operation.MultiplyAdds / (operation.ThreadMicroseconds * 1e3) / peak, bytes = operation.Bytes / (operation.ThreadMicroseconds * 1e3);
        return $"{operation.ThreadMicroseconds,9:F1} {(operation.MultiplyAdds > 0 ? share.ToString("P0") : ""),6} {bytes,5:F0}";
    }

    /// <summary>Profiles a program on <see cref="ThreadTeam.Shared"/> within whole training steps, so that it finds the caches as it does there.</summary>
    private static ProgramProfile Profile(Program program, Action rest)
    {
        double microseconds = program.Profile(2, between: rest).Microseconds;
        return program.Profile((int)Math.Clamp(Seconds * 1e6 / microseconds, 3, 1000), between: rest);
    }
}
