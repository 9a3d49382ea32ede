using FGan.Data;
using FGan.Divergences;
using FGan.Divergences.Exact;

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

        Assert.Equal(result.Folds, result.NetworkFolds);
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
