namespace FGan.Tests.Information;

public sealed class PairScoresTests
{
    private static readonly float[] Scores = [1, 0, -1, 0.5f, 2, 0, 0, -0.5f, 1.5f];

    [Fact]
    public void The_bound_takes_partners_for_the_data_and_all_others_for_the_product()
    {
        var bound = PairScores.Of((float[])Scores.Clone(), 3).DonskerVaradhan();

        var others = new[] { 0, -1, 0.5, 0, 0, -0.5 }.Average(Math.Exp);
        Assert.Equal((1 + 2 + 1.5) / 3 - Math.Log(others), bound.Value, 1e-6);
    }

    [Fact]
    public void Jensen_shannon_information_is_its_formula()
    {
        const double shift = 0.25;

        var js = PairScores.Of((float[])Scores.Clone(), 3).JensenShannon(shift);

        static double LogSigmoid(double v) => -Math.Log(1 + Math.Exp(-v));
        var onPartners = new[] { 1, 2, 1.5 }.Average(v => LogSigmoid(v - shift));
        var onOthers = new[] { 0, -1, 0.5, 0, 0, -0.5 }.Average(v => LogSigmoid(shift - v));
        Assert.Equal(Math.Log(2) + (onPartners + onOthers) / 2, js.Value, 1e-6);
    }

    [Fact]
    public void A_shift_of_all_scores_changes_no_bound()
    {
        var shifted = Array.ConvertAll(Scores, v => v + 7);

        Assert.Equal(PairScores.Of((float[])Scores.Clone(), 3).DonskerVaradhan().Value, PairScores.Of(shifted, 3).DonskerVaradhan().Value, 1e-5);
    }

    [Fact]
    public void The_standard_error_is_what_repetition_shows()
    {
        var estimates = new List<double>();
        var errors = new List<double>();
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var (x, y) = Pairs.Normal(200, 1, 0.6, seed);
            var scores = new float[200 * 200];
            for (var i = 0; i < 200; i++)
                for (var j = 0; j < 200; j++) scores[i * 200 + j] = LogRatio(x.Values[i], y.Values[j], 0.6f);
            var bound = PairScores.Of(scores, 200).DonskerVaradhan();
            estimates.Add(bound.Value);
            errors.Add(bound.StandardError);
        }

        var spread = Math.Sqrt(Moments.Of([.. estimates]).Variance);
        Assert.InRange(errors.Average() / spread, 0.8, 1.25);
        Assert.Equal(-0.5 * Math.Log(1 - 0.36), estimates.Average(), 4 * spread / Math.Sqrt(200));
    }

    private static float LogRatio(float x, float y, float rho) =>
        -0.5f * MathF.Log(1 - rho * rho) - (rho * rho * (x * x + y * y) - 2 * rho * x * y) / (2 * (1 - rho * rho));
}
