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
        Console.WriteLine("The truth is by quadrature. The oracle is the bound of the true log p/q on the same rows. *Near*: the error is at most 3 %, or twice the oracle's root mean");
        Console.WriteLine("square error over the repetitions; *near by its rows*: or twice the standard error that the oracle would state from that repetition's rows.");
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
        Console.WriteLine("| divergence | truth | mean estimate | root mean square error | oracle's error | near | near by its rows | limit below truth | mean limit | mean bound | error of bound |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        for (var i = 0; i < Catalogue.Table.Count; i++) PrintRow(Catalogue.Table[i], scenario.Truth(Catalogue.Table[i]), runs, i);
        Console.WriteLine();
    }

    private static void PrintRow(FDivergence divergence, double truth, Repetition[] runs, int index)
    {
        var estimates = Array.ConvertAll(runs, r => r.Result.Divergences[index]);
        var limit = estimates.Average(e => e.LowerLimit);
        if (!double.IsFinite(truth))
        {
            Console.WriteLine($"| `{divergence.Id}` | ∞ | {estimates.Average(e => e.Estimate):0.0000} | | | | | 100 % | {limit:0.0000} | | |");
            return;
        }
        var error = RootMeanSquare(estimates.Select(e => e.Estimate - truth));
        var oracle = RootMeanSquare(runs.Select(r => r.Oracle[index].Estimate - truth));
        double Near(Func<Repetition, double> measure) =>
            runs.Average(r => Math.Abs(r.Result.Divergences[index].Estimate - truth) <= Math.Max(2 * measure(r), 0.03 * truth) ? 1.0 : 0);
        var held = estimates.Average(e => e.LowerLimit <= truth ? 1.0 : 0);
        Console.WriteLine(
            $"| `{divergence.Id}` | {truth:0.0000} | {estimates.Average(e => e.Estimate):0.0000} | {error:0.0000} | {oracle:0.0000} | {Near(_ => oracle):P0} | {Near(r => r.Oracle[index].StandardError):P0} | {held:P0} | {limit:0.0000} | {estimates.Average(e => e.LowerBound):0.0000} | {RootMeanSquare(estimates.Select(e => e.LowerBound - truth)):0.0000} |");
    }

    private static double RootMeanSquare(IEnumerable<double> errors) => Math.Sqrt(errors.Average(e => e * e));

    /// <summary>One estimate, with what the bound of the true log-ratio gives on the same rows.</summary>
    private sealed record Repetition(EstimationResult Result, (double Estimate, double StandardError)[] Oracle)
    {
        public static Repetition Of(Scenario scenario, ulong seed)
        {
            var (p, q) = (scenario.SampleP(seed), scenario.SampleQ(seed));
            var result = new DivergenceEstimator(new EstimatorOptions { Seed = seed, Columns = false }).Estimate(p, q);
            return new Repetition(result, [.. Catalogue.Table.Select(d => OracleOf(d, scenario, p, q))]);
        }

        private static (double Estimate, double StandardError) OracleOf(FDivergence divergence, Scenario scenario, FloatMatrix p, FloatMatrix q)
        {
            var activation = divergence.LogRatioActivation;
            // T* of total variation is a step, of which the activation is a smooth stand-in.
            var stretch = activation.Kind == OutputActivationKind.LogRatio ? 1 : 1024;
            var (gain, gainError) = Mean(p, v => activation.Activation.Evaluate(stretch * v));
            var (cost, costError) = Mean(q, v => activation.Composition.Evaluate(stretch * v));
            return (gain - cost, Math.Sqrt(gainError * gainError + costError * costError));

            (double Mean, double StandardError) Mean(FloatMatrix sample, Func<double, double> term)
            {
                var terms = new double[sample.Rows];
                for (var row = 0; row < terms.Length; row++) terms[row] = term(scenario.LogRatio(sample.Row(row)));
                var mean = terms.Average();
                return (mean, Math.Sqrt(terms.Average(t => (t - mean) * (t - mean)) / sample.Rows));
            }
        }
    }
}
