namespace FGan.Tests.Estimation;

public sealed class FeatureCriticTests
{
    [Fact]
    public void Recovers_the_log_ratio_of_two_Gaussians()
    {
        // log N(x; 0.5, 1) / N(x; 0, 1.5) is quadratic in x.
        var p = Gaussians.Sample(40_000, 1, 0.5, 1, stream: 1);
        var q = Gaussians.Sample(30_000, 1, 0, 1.5, stream: 2);
        var features = CriticFeatures.Linear(1).WithProducts(CriticFeatures.RichColumns(p));

        var critic = FeatureCritic.Fit(features, p, q, ridge: 1, CancellationToken.None);

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

        var critic = FeatureCritic.Fit(CriticFeatures.Linear(2), p, q, ridge: 1, CancellationToken.None);

        var scores = critic.Scores(p, q);
        Assert.All(scores.P, v => Assert.True(v > 1 && double.IsFinite(v)));
        Assert.All(scores.Q, v => Assert.True(v < -1 && double.IsFinite(v)));
    }

    [Fact]
    public void Squares_of_two_valued_columns_are_left_out()
    {
        var sample = FloatRows.Of([0, 1.5f, 1, 2.5f, 0, 3.5f, 1, 2.5f], 2);

        Assert.Equal([1], CriticFeatures.RichColumns(sample));
        Assert.Equal(4, CriticFeatures.Linear(2).WithProducts([1]).Count);
    }

    [Fact]
    public void Splines_follow_a_ratio_that_no_quadratic_does()
    {
        // log Laplace(x; 0.5)/Laplace(x; -0.5) = |x + 0.5| - |x - 0.5|: a ramp between two levels.
        var p = Gaussians.Laplace(40_000, 0.5, stream: 1);
        var q = Gaussians.Laplace(40_000, -0.5, stream: 2);
        var features = CriticFeatures.Linear(1).WithSquares([0]).WithSplines([0], p, q);

        var critic = FeatureCritic.Fit(features, p, q, ridge: 1, CancellationToken.None);

        float[] points = [-2, -1, -0.25f, 0, 0.25f, 1, 2];
        var scores = new double[points.Length];
        critic.Score(FloatRows.Of(points, 1), scores);
        for (var i = 0; i < points.Length; i++)
            Assert.Equal(Math.Abs(points[i] + 0.5) - Math.Abs(points[i] - 0.5), scores[i], 0.12);
    }

    [Fact]
    public void Splines_sum_to_one_wherever_they_are_asked()
    {
        var sample = Gaussians.Sample(500, 1, 0, 1, stream: 3);
        var spline = SplineBasis.Fit(0, sample, sample)!;
        var values = new float[spline.Count];
        foreach (var x in new[] { -10f, spline.Knots[0], -0.3f, spline.Knots[3], 0f, 1.7f, spline.Knots[^1], 10f })
        {
            spline.Write(x, values);
            Assert.Equal(1, values.Sum(), 1e-5);
            Assert.All(values, v => Assert.InRange(v, 0, 1));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_discriminant_is_the_log_ratio_of_two_normals(bool isDiagonal)
    {
        var p = Gaussians.Sample(40_000, 2, 0.5, 1, stream: 1);
        var q = Gaussians.Sample(40_000, 2, 0, 1.5, stream: 2);

        var critic = Discriminant.Fit([0, 1], p, q, isDiagonal)!;

        float[] points = [-2, 1, 0, 0, 3, -1];
        var scores = new double[3];
        critic.Score(FloatRows.Of(points, 2), scores);
        for (var i = 0; i < scores.Length; i++)
        {
            var truth = points[(2 * i)..(2 * i + 2)].Sum(x => Math.Log(1.5) - (x - 0.5) * (x - 0.5) / 2 + x * x / 4.5);
            Assert.Equal(truth, scores[i], 0.08);
        }
    }

    [Fact]
    public void Columns_that_repeat_each_other_have_no_discriminant()
    {
        var one = Gaussians.Sample(100, 1, 0, 1, stream: 1).Values.ToArray();
        var twice = FloatRows.Of([.. one.SelectMany(x => new[] { x, x })], 2);

        Assert.Null(Discriminant.Fit([0, 1], twice, twice, isDiagonal: false));
    }
}
