namespace FGan.Tests.Estimation;

public sealed class CalibrationTests
{
    [Fact]
    public void Likely_undoes_a_wrong_scale_and_shift()
    {
        // The true log-ratio of N(0,1) against N(1,1) is 1/2 - x; the critic says 3 times that, plus 2.
        var p = Gaussians.Sample(20_000, 1, 0, 1, stream: 1).Values.ToArray();
        var q = Gaussians.Sample(20_000, 1, 1, 1, stream: 2).Values.ToArray();
        var wrong = new HeldOutScores([.. p.Select(Wrong)], [.. q.Select(Wrong)]);

        var found = Calibration.Likely(wrong);

        Assert.Equal(1 / 3.0, found.Scale, 0.02);
        Assert.Equal(-2 / 3.0, found.Shift, 0.05);

        static double Wrong(float x) => 3 * (0.5 - x) + 2;
    }

    [Fact]
    public void Likely_stays_finite_when_the_samples_are_separated()
    {
        var found = Calibration.Likely(new HeldOutScores([5, 6, 7], [-5, -6, -7]));

        Assert.True(double.IsFinite(found.Scale) && double.IsFinite(found.Shift));
        Assert.True(found.Scale > 0);
    }

    [Fact]
    public void Applied_scores_stay_within_the_limit() =>
        Assert.Equal(3, new Calibration(2, 1, 3).Apply(50));
}
