using System.Diagnostics;
using FGan.Data;
using FGan.Divergences;

namespace FGan.Bench;

/// <summary>Estimates known divergences again and again, and counts how often estimates are near and limits hold.</summary>
internal static class KnownStudy
{
    public static void Run(string kind, int repetitions, string part)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine(kind == "normals" ? "# Estimates of normal distributions' divergences" : "# Estimates of divergences with heavy tails, kinks and mixtures");
        Console.WriteLine();
        Console.WriteLine($"Made by `dotnet run -c Release --project bench/FGan.EstimationStudy -- {kind} {repetitions}`: {repetitions} repetitions, {Scenario.Rows:N0} rows a side, defaults.");
        Console.WriteLine();
        Console.WriteLine("The truth is by quadrature. *Near*: the error is at most twice the standard error that the bound of the true log p/q has on the same rows, or 3 %.");
        Console.WriteLine("Where the truth is infinite no estimate is near, and every limit is below.");
        Console.WriteLine();
        var scenarios = kind == "normals" ? Scenario.Normals() : Scenario.Lines();
        foreach (var (number, scenario) in scenarios.Index().Where(s => s.Item.Name.Contains(part, StringComparison.Ordinal)))
        {
            var runs = new Repetition[repetitions];
            // Each scenario has its own samples, so that one odd draw does not show in all tables.
            Parallel.For(0, repetitions, i => runs[i] = Repetition.Of(scenario, (ulong)(1000 * number + i + 1)));
            Print(scenario, runs);
        }
        Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:0} s");
    }

    private static void Print(Scenario scenario, Repetition[] runs)
    {
        Console.WriteLine($"## {scenario.Name}");
        Console.WriteLine();
        Console.WriteLine($"(network in {runs.Average(r => r.Result.NetworkFolds / (double)r.Result.Folds):P0} of folds)");
        Console.WriteLine();
        Console.WriteLine("| divergence | truth | mean estimate | root mean square error | oracle's standard error | near | limit below truth | mean limit | mean bound | error of bound |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        for (var i = 0; i < Catalogue.Table.Count; i++) PrintRow(Catalogue.Table[i], scenario.Truth(Catalogue.Table[i]), runs, i);
        Console.WriteLine();
    }

    private static void PrintRow(FDivergence divergence, double truth, Repetition[] runs, int index)
    {
        var estimates = Array.ConvertAll(runs, r => r.Result.Divergences[index]);
        var limit = estimates.Average(e => e.LowerLimit);
        if (!double.IsFinite(truth))
        {
            Console.WriteLine($"| `{divergence.Id}` | ∞ | {estimates.Average(e => e.Estimate):0.0000} | | | | 100 % | {limit:0.0000} | |");
            return;
        }
        var error = Math.Sqrt(estimates.Average(e => (e.Estimate - truth) * (e.Estimate - truth)));
        var near = runs.Average(r => Math.Abs(r.Result.Divergences[index].Estimate - truth) <= Math.Max(2 * r.OracleError[index], 0.03 * truth) ? 1.0 : 0);
        var held = estimates.Average(e => e.LowerLimit <= truth ? 1.0 : 0);
        Console.WriteLine(
            $"| `{divergence.Id}` | {truth:0.0000} | {estimates.Average(e => e.Estimate):0.0000} | {error:0.0000} | {runs.Average(r => r.OracleError[index]):0.0000} | {near:P0} | {held:P0} | {limit:0.0000} | {estimates.Average(e => e.LowerBound):0.0000} | {Math.Sqrt(estimates.Average(e => (e.LowerBound - truth) * (e.LowerBound - truth))):0.0000} |");
    }

    /// <summary>One estimate, with the standard errors that the bound of the true log-ratio has on the same rows.</summary>
    private sealed record Repetition(EstimationResult Result, double[] OracleError)
    {
        public static Repetition Of(Scenario scenario, ulong seed)
        {
            var (p, q) = (scenario.SampleP(seed), scenario.SampleQ(seed));
            var result = new DivergenceEstimator(new EstimatorOptions { Seed = seed, Columns = false }).Estimate(p, q);
            return new Repetition(result, [.. Catalogue.Table.Select(d => OracleErrorOf(d, scenario, p, q))]);
        }

        private static double OracleErrorOf(FDivergence divergence, Scenario scenario, FloatMatrix p, FloatMatrix q)
        {
            var activation = divergence.LogRatioActivation;
            // T* of total variation is a step, of which the activation is a smooth stand-in.
            var stretch = activation.Kind == ActivationKind.LogRatio ? 1 : 1024;
            return Math.Sqrt(
                Variance(p, v => activation.Activation.Evaluate(stretch * v)) / p.Rows
                + Variance(q, v => activation.Composition.Evaluate(stretch * v)) / q.Rows);

            double Variance(FloatMatrix sample, Func<double, double> term)
            {
                var terms = new double[sample.Rows];
                for (var row = 0; row < terms.Length; row++) terms[row] = term(scenario.LogRatio(sample.Row(row)));
                var mean = terms.Average();
                return terms.Average(t => (t - mean) * (t - mean));
            }
        }
    }
}
