namespace FGan.Tests.Information;

public sealed class EllipticalCriticTests
{
    [Fact]
    public void The_normal_copula_is_the_log_ratio_of_normal_distributions()
    {
        var (x, y) = Pairs.Normal(20_000, 1, 0.8);
        var rows = new PairedRows(Pairs.Side(NormalScores.Of(x)), Pairs.Side(NormalScores.Of(y)));

        var critic = EllipticalCritic.Fit(rows, new StudentScores(double.PositiveInfinity));

        var few = rows.First(20);
        var scores = new float[400];
        critic.Score(few.X, few.Y, scores);
        const double rho = 0.8, rest = 1 - rho * rho;
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < 20; j++)
            {
                double a = few.X.Scores.Values[i], b = few.Y.Scores.Values[j];
                var exact = -0.5 * Math.Log(rest) - (rho * rho * (a * a + b * b) - 2 * rho * a * b) / (2 * rest);
                Assert.Equal(exact, scores[i * 20 + j], 0.05 * (1 + Math.Abs(exact)));
            }
        }
    }

    [Fact]
    public void Many_degrees_of_freedom_come_near_the_normal_copula()
    {
        var (x, y) = Pairs.Normal(3000, 3, 0.5);
        var rows = new PairedRows(Pairs.Side(NormalScores.Of(x)), Pairs.Side(NormalScores.Of(y)));
        var few = rows.First(10);
        float[] normal = new float[100], student = new float[100];

        EllipticalCritic.Fit(rows, new StudentScores(double.PositiveInfinity)).Score(few.X, few.Y, normal);
        EllipticalCritic.Fit(rows, new StudentScores(1e6)).Score(few.X, few.Y, student);

        var offset = normal[0] - student[0];
        for (var k = 0; k < normal.Length; k++) Assert.Equal(normal[k], student[k] + offset, 0.01);
    }

    [Fact]
    public void No_correlation_kept_means_nothing_said()
    {
        var (x, y) = Pairs.Normal(500, 2, 0.5);
        var rows = new PairedRows(Pairs.Side(x), Pairs.Side(y));
        var scores = new float[100];

        EllipticalCritic.Fit(rows, new StudentScores(double.PositiveInfinity)).Truncated(0).Score(rows.First(10).X, rows.First(10).Y, scores);

        Assert.All(scores, v => Assert.Equal(0, v));
    }
}
