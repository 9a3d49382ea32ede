namespace FGan.Tests.Estimation;

public sealed class QuadraticCriticTests
{
    [Fact]
    public void Recovers_the_log_ratio_of_two_Gaussians()
    {
        // log N(x; 0.5, 1) / N(x; 0, 1.5) is quadratic in x.
        var p = Gaussians.Sample(40_000, 1, 0.5, 1, stream: 1);
        var q = Gaussians.Sample(30_000, 1, 0, 1.5, stream: 2);
        var features = QuadraticFeatures.Full(1, QuadraticFeatures.RichColumns(p));

        var critic = QuadraticCritic.Fit(features, p, q, ridge: 1, CancellationToken.None);

        float[] points = [-2, -1, 0, 1, 2];
        var scores = new double[points.Length];
        critic.Score(FloatRows.Of(points, 1), scores);
        for (var i = 0; i < points.Length; i++)
        {
            var x = points[i];
            var truth = Math.Log(1.5) - (x - 0.5) * (x - 0.5) / 2 + x * x / 4.5;
            Assert.Equal(truth, scores[i], 0.06);
        }
    }

    [Fact]
    public void Separated_samples_give_finite_scores()
    {
        var p = Gaussians.Sample(500, 2, 10, 0.1, stream: 1);
        var q = Gaussians.Sample(500, 2, -10, 0.1, stream: 2);

        var critic = QuadraticCritic.Fit(QuadraticFeatures.Linear(2), p, q, ridge: 1, CancellationToken.None);

        var scores = critic.Scores(p, q);
        Assert.All(scores.P, v => Assert.True(v > 1 && double.IsFinite(v)));
        Assert.All(scores.Q, v => Assert.True(v < -1 && double.IsFinite(v)));
    }

    [Fact]
    public void Squares_of_two_valued_columns_are_left_out()
    {
        var sample = FloatRows.Of([0, 1.5f, 1, 2.5f, 0, 3.5f, 1, 2.5f], 2);

        Assert.Equal([1], QuadraticFeatures.RichColumns(sample));
        Assert.Equal(4, QuadraticFeatures.Full(2, [1]).Count);
    }
}
