using System.Globalization;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>Runs the comparison: dotnet run -c Release --project bench/FGan.Comparison -- [workload …] [--rounds N] [--alone] [--profile].</summary>
internal static class EntryPoint
{
    public static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        bool alone = args.Contains("--alone");
        int at = Array.IndexOf(args, "--rounds");
        int rounds = at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5;
        Workload[] chosen = [.. Workload.All.Where(w => args.Contains(w.Name))];
        if (chosen.Length == 0) chosen = Workload.All;

        if (args.Contains("--profile"))
        {
            foreach (Workload workload in chosen) Profile(workload);
            return 0;
        }
        double one = MachineLimit.GigaFlops(ThreadTeam.Single), all = MachineLimit.GigaFlops(ThreadTeam.Shared);
        Console.WriteLine($".NET {Environment.Version}, {ThreadTeam.Shared.Size} threads");
        Console.WriteLine($"multiply-add peak {one:F0} GFLOP/s on one core, {all:F0} on all; memory {MachineLimit.GigaBytes(ThreadTeam.Single):F0} GB/s on one core, {MachineLimit.GigaBytes(ThreadTeam.Shared):F0} on all");
        Console.WriteLine("workload         FGan ms   PyTorch ms (threads)   ratio   floor   GFLOP/s   of peak   processor ms   losses differ by");
        bool agree = true;
        foreach (Workload workload in chosen)
        {
            Measurement m = Comparison.Run(workload, rounds, alone);
            agree &= m.Deviation < 1e-3;
            Console.WriteLine(
                $"{workload.Name,-15} {m.Ours,8:F3}   {m.Theirs,10:F3} {m.Setting,-9}   {m.Ratio,5:F2}   {workload.Floor,5:F1}   {m.GigaFlops,7:F0}   {m.GigaFlops / all,7:P0}   {m.OurProcessor:F3} to {m.TheirProcessor:F3}   {m.Deviation:E1}");
        }
        if (!agree) Console.Error.WriteLine("The losses differ by more than 1e-3: the race was not fair.");
        return agree ? 0 : 1;
    }

    /// <summary>Prints what each operation of a step takes on one thread.</summary>
    private static void Profile(Workload workload)
    {
        using var training = new Training(workload, draw: true);
        for (int i = 0; i < 20; i++) training.Step();
        foreach ((string name, Neural.Program program) in new[] { ("critic", training.CriticProgram), ("generator", training.GeneratorProgram) })
        {
            IReadOnlyList<(int Stage, string Operation, double Microseconds)> times = program.Profile(runs: 50, ThreadTeam.Single);
            Console.WriteLine($"{workload.Name}, {name}: {times.Sum(t => t.Microseconds):F0} µs on one thread, {program.MemoryBytes >> 10} KiB");
            foreach ((int stage, string operation, double microseconds) in times) Console.WriteLine($"  {stage,2}  {microseconds,9:F1}  {operation}");
        }
    }
}
