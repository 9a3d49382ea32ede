using FGan.Data;
using FGan.Divergences;
using FGan.Divergences.Exact;
using FGan.Numerics;

namespace FGan.Bench;

/// <summary>Estimates all divergences of two normal distributions again and again.</summary>
internal sealed class GaussianStudy((double Mean, double Deviation) p, (double Mean, double Deviation) q, int rows)
{
    private readonly Dictionary<string, List<DivergenceEstimate>> _estimates = [];

    public void Repeat(ulong seed)
    {
        var result = new DivergenceEstimator(new EstimatorOptions { Seed = seed }).Estimate(Sample(p, seed, 101), Sample(q, seed, 102));
        foreach (var estimate in result.Divergences)
        {
            if (!_estimates.TryGetValue(estimate.Id, out var list)) _estimates[estimate.Id] = list = [];
            list.Add(estimate);
        }
    }

    public void Print()
    {
        Console.WriteLine($"P = N({p.Mean}, {p.Deviation}), Q = N({q.Mean}, {q.Deviation})");
        Console.WriteLine();
        Console.WriteLine("| divergence | truth | mean estimate | root mean square error | oracle's standard error | within 5 % or 0.01 | limit below truth | mean limit |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (id, list) in _estimates) PrintRow(Catalogue.Find(id), list);
        Console.WriteLine();
    }

    private void PrintRow(FDivergence divergence, List<DivergenceEstimate> list)
    {
        var truth = ExactDivergence.Between(divergence, Text(p), Text(q));
        if (!double.IsFinite(truth))
        {
            Console.WriteLine($"| `{divergence.Id}` | ∞ | | | | | 100 % | {list.Average(e => e.LowerLimit):0.0000} |");
            return;
        }
        var error = Math.Sqrt(list.Average(e => (e.Estimate - truth) * (e.Estimate - truth)));
        var near = list.Average(e => Math.Abs(e.Estimate - truth) <= Math.Max(0.05 * truth, 0.01) ? 1.0 : 0);
        var held = list.Average(e => e.LowerLimit <= truth ? 1.0 : 0);
        Console.WriteLine(
            $"| `{divergence.Id}` | {truth:0.0000} | {list.Average(e => e.Estimate):0.0000} | {error:0.0000} | {list.Average(e => e.StandardError):0.0000} | {near:P0} | {held:P0} | {list.Average(e => e.LowerLimit):0.0000} |");
    }

    private static string Text((double Mean, double Deviation) d) => $"normal({d.Mean},{d.Deviation})";

    private FloatMatrix Sample((double Mean, double Deviation) distribution, ulong seed, ulong stream)
    {
        var values = new float[rows];
        new Philox(seed, stream).Normals(values);
        for (var i = 0; i < rows; i++) values[i] = (float)(distribution.Mean + distribution.Deviation * values[i]);
        return new FloatMatrix(rows, 1, values);
    }
}
