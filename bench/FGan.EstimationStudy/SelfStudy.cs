using System.Diagnostics;
using FGan.Data;
using FGan.Numerics;

namespace FGan.Bench;

/// <summary>Compares a file's rows with each other, half against half, again and again: there is nothing to find.</summary>
internal static class SelfStudy
{
    private const double Threshold = 0.02;

    public static void Run(int splits, int most, string[] files)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine("# Estimates where there is nothing to find");
        Console.WriteLine();
        Console.WriteLine($"Made by `dotnet run -c Release --project bench/FGan.EstimationStudy -- self {splits} {most} {string.Join(' ', files.Select(Path.GetFileName))}`:");
        Console.WriteLine($"rows of one file, at most {most:N0} drawn anew for each split, halved at random and compared; defaults.");
        Console.WriteLine();
        Console.WriteLine($"| file | rows a side | splits | p < 0.05 | e > 20 | mean estimate of js | highest lower limit | gate js > {Threshold} fires |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var file in files) Print(file, splits, most);
        Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:0} s");
    }

    private static void Print(string file, int splits, int most)
    {
        var data = DataSource.Open(file);
        var results = new EstimationResult[splits];
        Parallel.For(0, splits, i => results[i] = Split(data, (ulong)i + 1, Math.Min(most, data.Count)));
        var js = results.Select(r => r.Main).ToList();
        Console.WriteLine(
            $"| `{Path.GetFileName(file)}` | {results[0].RowsP:N0} | {splits} | {results.Average(r => r.Test!.PValue < 0.05 ? 1.0 : 0):P1} | {results.Average(r => r.Test!.EValue > 20 ? 1.0 : 0):P1} | {js.Average(e => e.Estimate):0.0000} | {js.Max(e => e.LowerLimit):0.0000} | {js.Count(e => e.LowerLimit > Threshold)} |");
    }

    private static EstimationResult Split(IDataset data, ulong seed, int rows)
    {
        var order = new int[data.Count];
        new Philox(seed, 77).Permutation(order);
        var (first, second) = (order[..(rows / 2)], order[(rows / 2)..rows]);
        var estimator = new DivergenceEstimator(new EstimatorOptions { Seed = seed, Columns = false });
        return data is Table table
            ? estimator.Estimate(table.Take(first), table.Take(second))
            : estimator.Estimate(((ImageSet)data).Take(first), ((ImageSet)data).Take(second));
    }
}
