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
            Profiling.Print(chosen);
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
}
