namespace FGan.Bench;

/// <summary>Counts how often the lower limit lies below the truth.</summary>
internal static class LimitStudy
{
    private const int Rows = 1000;

    public static void Print(int repetitions)
    {
        Console.WriteLine($"## How often the limits hold\n\n{repetitions} samples of {Rows} rows a task, seeds 1 to {repetitions}; 95 % is promised.\n");
        Console.WriteLine("| task | true | mean estimate | root mean square error | mean standard error | mean lower limit | limit below the truth |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var task in new[] { Families.Normal(0.75), Families.Student(2, 2, 2), Families.Additive(0.3), Families.Independent(2, 2) }) Print(task, repetitions);
    }

    private static void Print(InformationTask task, int repetitions)
    {
        var results = new List<MutualInformationResult>();
        for (var seed = 1UL; seed <= (ulong)repetitions; seed++)
        {
            var (x, y) = task.Draw(Rows, seed);
            results.Add(new MutualInformationEstimator(new InformationOptions { Seed = seed }).Estimate(x, y));
        }
        var error = Math.Sqrt(results.Average(r => (r.Estimate - task.Truth) * (r.Estimate - task.Truth)));
        Console.WriteLine(
            $"| {task.Id} | {task.Truth:0.0000} | {results.Average(r => r.Estimate):0.0000} | {error:0.0000} | {results.Average(r => r.StandardError):0.0000} | {results.Average(r => r.LowerLimit):0.0000} | {results.Count(r => r.LowerLimit <= task.Truth)} of {repetitions} |");
    }
}
