using FGan.Data;
using FGan.Divergences;
using FGan.Divergences.Exact;
using FGan.Numerics;

namespace FGan.Tests.Estimation;

public sealed class DivergenceEstimatorTests
{
    private static readonly EstimationResult Shifted =
        new DivergenceEstimator().Estimate(Gaussians.Sample(10_000, 1, 0, 1, 1), Gaussians.Sample(10_000, 1, 1, 1, 2));

    /// <summary>
    /// Four standard errors of the best estimator that knows both are normal with deviation 1: δ̂ has variance 2/n, and
    /// dD/dδ is at most e·2 (for the two χ²), 1 for the rest.
    /// </summary>
    [Fact]
    public void Every_divergence_of_two_Gaussians_is_near_its_closed_form()
    {
        foreach (var estimate in Shifted.Divergences)
        {
            var truth = ExactDivergence.Between(Catalogue.Find(estimate.Id), "normal(0,1)", "normal(1,1)");
            var slope = double.IsFinite(estimate.Ceiling) || truth <= 1 ? Math.Max(1, 2 * truth) : 2 * Math.E;
            Assert.Equal(truth, estimate.Estimate, 4 * slope * Math.Sqrt(2.0 / 10_000));
        }
    }

    [Fact]
    public void Every_lower_limit_lies_below_the_truth_and_says_something()
    {
        foreach (var estimate in Shifted.Divergences)
        {
            var truth = ExactDivergence.Between(Catalogue.Find(estimate.Id), "normal(0,1)", "normal(1,1)");
            Assert.InRange(estimate.LowerLimit, 0.5 * truth, truth);
        }
    }

    /// <summary>Of 400 rows none is in a share of 3/400 with probability e⁻³ = 0.05: no limit at 95 % may exclude that so much of Q lies among P.</summary>
    [Fact]
    public void Samples_apart_say_no_more_than_their_rows_can()
    {
        var result = new DivergenceEstimator(new EstimatorOptions { MaxEpochs = 2, Divergences = [.. new[] { "js", "kl", "reverse-kl", "tv" }.Select(Catalogue.Find)] })
            .Estimate(Gaussians.Sample(400, 1, 0, 1, 1), Gaussians.Sample(400, 1, 60, 1, 2));

        const double unseen = 3.0 / 400;
        foreach (var estimate in result.Divergences)
        {
            var (p, q) = estimate.Id == "reverse-kl" ? ($"{1 - unseen},{unseen}", "0,1") : ("1,0", $"{unseen},{1 - unseen}");
            var mixed = ExactDivergence.Between(Catalogue.Find(estimate.Id), p, q);
            Assert.InRange(estimate.LowerLimit, 0.7 * mixed, mixed);
            if (estimate.DonskerVaradhan is { } shifted) Assert.InRange(shifted.LowerLimit, 0.7 * mixed, mixed);
            Assert.Equal(0, estimate.StandardError, 1e-9);
        }
    }

    [Fact]
    public void A_column_that_says_nothing_is_never_clear()
    {
        var (p, q) = (Gaussians.Sample(300, 1, 0, 1, 1), Gaussians.Sample(300, 1, 60, 1, 2));
        var same = new NumericColumn("same", [.. Enumerable.Range(0, 300).Select(i => (double)(i % 7))]);
        var result = new DivergenceEstimator(new EstimatorOptions { MaxEpochs = 2 }).Estimate(With(p, same), With(q, same));

        Assert.Equal("apart", Assert.Single(result.Columns, c => c.IsClear).Column);

        static Table With(FloatMatrix apart, NumericColumn same) =>
            new(new NumericColumn("apart", [.. apart.Values.ToArray().Select(x => (double)x)]), same);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var p = Gaussians.Sample(600, 3, 0, 1, 1);
        var q = Gaussians.Sample(500, 3, 0.5, 1, 2);
        var options = new EstimatorOptions { Seed = 5, MaxEpochs = 2 };

        var first = new DivergenceEstimator(options).Estimate(p, q);
        var second = new DivergenceEstimator(options).Estimate(p, q);

        Assert.Equal(first.Divergences, second.Divergences);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var p = Gaussians.Sample(600, 3, 0, 1, 1);
        var q = Gaussians.Sample(500, 3, 0.5, 1, 2);
        var options = new EstimatorOptions { Seed = 5, MaxEpochs = 2 };
        var before = ThreadTeam.Shared;
        var results = new List<EstimationResult>();
        try
        {
            foreach (var size in new[] { 1, 3, 16 })
            {
                using var team = new ThreadTeam(size);
                ThreadTeam.Shared = team;
                results.Add(new DivergenceEstimator(options).Estimate(p, q));
                ThreadTeam.Shared = before;
            }
        }
        finally
        {
            ThreadTeam.Shared = before;
        }

        foreach (var other in results.Skip(1))
        {
            Assert.Equal(results[0].Divergences, other.Divergences);
            Assert.Equal(results[0].Columns, other.Columns);
            Assert.Equal(results[0].Test, other.Test);
        }
    }

    [Fact]
    public void The_column_that_differs_is_named_first_and_one_that_does_not_is_not()
    {
        var p = Gaussians.Sample(3000, 3, 0, 1, 1);
        var q = Gaussians.Sample(3000, 3, 0, 1, 2);
        for (var row = 0; row < q.Rows; row++) q.Row(row)[1] += 0.7f;

        var result = new DivergenceEstimator(new EstimatorOptions { HiddenWidths = [] }).Estimate(p, q);

        Assert.Equal("x1", result.Columns[0].Column);
        Assert.True(result.Columns[0].IsClear);
        Assert.InRange(result.Columns[0].Share, 0.9, 1);
        Assert.InRange(result.Columns[0].Alone, 0.03, result.Main.Estimate * 1.2);
        Assert.All(result.Columns.Skip(1), c => Assert.InRange(c.Share, -0.05, 0.05));
        // The rows most typical of P lie far below in that column, those of Q far above.
        Assert.All(result.TypicalRows, row => Assert.True(row.Side == SampleSide.P ? p.Row(row.Row - 1)[1] < -1.5 : q.Row(row.Row - 1)[1] > 2));
    }

    [Fact]
    public void Units_change_nothing_but_rounding()
    {
        var p = Gaussians.Sample(1000, 2, 0, 1, 1);
        var q = Gaussians.Sample(1000, 2, 0.5, 1, 2);
        var options = new EstimatorOptions { HiddenWidths = [] };
        var plain = new DivergenceEstimator(options).Estimate(p, q);
        foreach (var sample in new[] { p, q }) for (var i = 0; i < sample.Values.Length; i++) sample.Values[i] = 1e6f + 4096 * sample.Values[i];

        var scaled = new DivergenceEstimator(options).Estimate(p, q);

        Assert.Equal(plain.Main.Estimate, scaled.Main.Estimate, 1e-4);
    }

    [Fact]
    public void Held_out_ratios_come_in_the_order_of_the_rows()
    {
        var ratios = Shifted.Ratios;

        // V is 1/2 - x for N(0,1) against N(1,1).
        var x = Gaussians.Sample(10_000, 1, 0, 1, 1).Values;
        for (var row = 0; row < 100; row++) Assert.Equal(0.5 - x[row], ratios.P[row], 0.5);
        Assert.Equal([1, 2, 3, 4, 5], ratios.FoldP.Distinct().Order());
        Assert.InRange(Shifted.Weights!.MeanQ, 0.9, 1.1);
        // (Σw)²/Σw² is m/(1 + χ²) = m/e here.
        Assert.InRange(Shifted.Weights.EffectiveRowsQ, 10_000 / Math.E * 0.7, 10_000 / Math.E * 1.3);
    }

    [Fact]
    public void Every_inequality_holds_between_good_estimates_and_the_test_is_sure()
    {
        Assert.Equal(9, Shifted.Checks.Count);
        Assert.All(Shifted.Checks, check => Assert.True(check.Holds, check.Relation));
        Assert.Equal(1 / 1000.0, Shifted.Test!.PValue);
        Assert.True(Shifted.Test.LogEValue > 100);
        // Φ(1/√2), the chance that a draw of P lies below one of Q.
        Assert.Equal(0.7602, Shifted.Test.AreaUnderCurve, 0.015);
        var kl = Shifted.Divergences.Single(d => d.Id == "kl");
        Assert.InRange(kl.DonskerVaradhan!.LowerLimit, 0.4, 0.5);
        Assert.All(Shifted.Divergences, d => Assert.InRange(d.Certified!.EmpiricalBernstein, 0, d.LowerLimit));
    }

    [Fact]
    public void Halves_of_one_sample_are_compared_when_asked()
    {
        var sample = Gaussians.Sample(400, 2, 0, 1, 1);

        var result = new DivergenceEstimator(new EstimatorOptions { SelfComparisons = 5, HiddenWidths = [], Columns = false })
            .Estimate(sample, Gaussians.Sample(400, 2, 0, 1, 2));

        Assert.Equal(5, result.SelfComparison!.Runs);
        Assert.InRange(result.SelfComparison.HighestLowerLimit, 0, 0.05);
        Assert.Contains("Halves of P itself", result.Words());
    }

    [Fact]
    public void Few_rows_and_far_samples_bring_remarks()
    {
        var result = new DivergenceEstimator(new EstimatorOptions { HiddenWidths = [] })
            .Estimate(Gaussians.Sample(100, 1, -20, 1, 1), Gaussians.Sample(100, 1, 20, 1, 2));

        Assert.Contains(result.Remarks, r => r.Contains("100 and 100 rows"));
        Assert.True(result.Divergences.Single(d => d.Id == "jensen-shannon").IsSaturated);
    }

    [Fact]
    public void Samples_of_one_distribution_are_not_told_apart()
    {
        var result = new DivergenceEstimator().Estimate(Gaussians.Sample(3000, 4, 0, 1, 1), Gaussians.Sample(3000, 4, 0, 1, 2));

        Assert.All(result.Divergences, d => Assert.InRange(d.LowerLimit, 0, 0.01));
        Assert.Contains("No difference was found", result.Words());
    }

    [Fact]
    public void A_ring_against_its_own_mean_and_spread_needs_the_network()
    {
        // A ring and a disc with equal moments: no quadratic critic tells them apart by much.
        var q = Gaussians.Sample(4000, 2, 0, 1, 3);
        var ring = q.Values.ToArray();
        for (var i = 0; i < ring.Length; i += 2)
        {
            var length = MathF.Sqrt(ring[i] * ring[i] + ring[i + 1] * ring[i + 1]);
            var radius = MathF.Sqrt(2) * (1 + 0.1f * (length - 1.25f));
            (ring[i], ring[i + 1]) = (ring[i] / length * radius, ring[i + 1] / length * radius);
        }

        var result = new DivergenceEstimator().Estimate(FloatRows.Of(ring, 2), Gaussians.Sample(4000, 2, 0, 1, 4));

        Assert.True(result.NetworkFolds > result.Folds / 2, $"network in {result.NetworkFolds} of {result.Folds} folds");
        Assert.InRange(result.Divergences.Single(d => d.Id == "jensen-shannon").LowerLimit, 0.2, Math.Log(2));
    }

    [Fact]
    public void Separate_samples_reach_the_ceiling_and_no_more()
    {
        var result = new DivergenceEstimator().Estimate(Gaussians.Sample(400, 2, -20, 1, 1), Gaussians.Sample(400, 2, 20, 1, 2));

        var js = result.Divergences.Single(d => d.Id == "jensen-shannon");
        Assert.InRange(js.Estimate, 0.6, Math.Log(2));
        Assert.InRange(js.LowerLimit, 0.5, Math.Log(2));
        Assert.All(result.Divergences, d => Assert.True(double.IsFinite(d.Estimate)));
    }

    [Fact]
    public void Faults_of_the_options_are_reported_together()
    {
        var fault = Assert.Throws<InvalidOptionsException>(() => new DivergenceEstimator(new EstimatorOptions { Folds = 1, Confidence = 2 }));

        Assert.Contains("Folds", fault.Message);
        Assert.Contains("Confidence", fault.Message);
    }

    [Fact]
    public void Too_few_rows_are_refused() =>
        Assert.Contains("3 rows", Assert.Throws<DataException>(
            () => new DivergenceEstimator().Estimate(Gaussians.Sample(3, 1, 0, 1, 1), Gaussians.Sample(100, 1, 0, 1, 2))).Message);
}
