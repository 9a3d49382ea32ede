using System.Diagnostics;

namespace FGan.Bench;

/// <summary>Runs each task once with the defaults and prints a table.</summary>
internal static class TaskStudy
{
    private const int Rows = 10_000;
    private const ulong SampleSeed = 1001;

    public static void Print(string title, IReadOnlyList<InformationTask> tasks, Dictionary<string, Dictionary<string, double>>? peers = null)
    {
        Console.WriteLine($"## {title}\n");
        Console.WriteLine($"| task | true | estimate | error | ± standard error | lower limit | networks | s |{(peers is null ? "" : " KSG | NWJ | MINE |")}");
        Console.WriteLine($"|---|---|---|---|---|---|---|---|{(peers is null ? "" : "---|---|---|")}");
        var errors = new List<double>();
        var solved = 0;
        foreach (var task in tasks)
        {
            var clock = Stopwatch.StartNew();
            var (x, y) = task.Draw(Rows, SampleSeed);
            var result = new MutualInformationEstimator().Estimate(x, y);
            errors.Add(Math.Abs(result.Estimate - task.Truth));
            if (IsSolved(result.Estimate, task.Truth)) solved++;
            var others = peers is null ? "" : string.Concat(Peers.Names.Select(name => $" {peers[task.Id][name]:0.000} |"));
            Console.WriteLine(
                $"| {task.Id} | {task.Truth:0.0000} | {result.Estimate:0.0000} | {result.Estimate - task.Truth:+0.0000;-0.0000;0.0000} | {result.StandardError:0.0000} | {result.LowerLimit:0.0000} | {result.NetworkFolds} of {result.Folds} | {clock.Elapsed.TotalSeconds:0} |{others}");
        }
        Console.WriteLine($"\nMean absolute error **{errors.Average():0.0000}**, solved **{solved} of {tasks.Count}**.");
        if (peers is not null) PrintPeers(tasks, peers);
        Console.WriteLine();
    }

    private static void PrintPeers(IReadOnlyList<InformationTask> tasks, Dictionary<string, Dictionary<string, double>> peers)
    {
        foreach (var name in Peers.Names)
        {
            var error = tasks.Average(t => Math.Abs(peers[t.Id][name] - t.Truth));
            Console.WriteLine($"{name.ToUpperInvariant()}: {error:0.0000}, solved {tasks.Count(t => IsSolved(peers[t.Id][name], t.Truth))}.");
        }
    }

    // Czyż et al. 2023 call a task solved within a factor of 1.5; where nothing is shared, within 0.02 nats.
    private static bool IsSolved(double estimate, double truth) =>
        truth == 0 ? estimate < 0.02 : estimate > 0 && Math.Abs(Math.Log(estimate / truth)) < Math.Log(1.5);
}
