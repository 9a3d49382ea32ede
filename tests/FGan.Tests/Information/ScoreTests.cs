using FGan.Data;

namespace FGan.Tests.Information;

public sealed class ScoreTests
{
    [Fact]
    public void Normal_scores_are_the_quantiles_of_the_ranks_and_ties_share_theirs()
    {
        var scores = NormalScores.Of(new FloatMatrix(5, 1, [30, 1, 7, 7, -1000])).Values.ToArray();

        var raw = new[] { StandardNormal.Quantile(0.9), StandardNormal.Quantile(0.3), StandardNormal.Quantile(0.6), StandardNormal.Quantile(0.6), StandardNormal.Quantile(0.1) };
        double mean = raw.Average(), deviation = Math.Sqrt(raw.Average(v => (v - mean) * (v - mean)));
        for (var i = 0; i < raw.Length; i++) Assert.Equal((raw[i] - mean) / deviation, scores[i], 1e-5);
    }

    [Fact]
    public void A_column_of_two_values_is_only_centred_and_scaled()
    {
        var scores = NormalScores.Of(new FloatMatrix(4, 1, [0, 1, 0, 1])).Values.ToArray();

        Assert.Equal([-1f, 1f, -1f, 1f], scores);
    }

    [Fact]
    public void A_constant_column_becomes_zeros()
    {
        Assert.All(NormalScores.Of(new FloatMatrix(3, 1, [4, 4, 4])).Values.ToArray(), v => Assert.Equal(0, v));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Student_scores_have_the_closed_forms_of_one_and_two_degrees(int freedom)
    {
        float[] z = [-4.2f, -1, 0, 0.3f, 2.5f, 3.9f];
        var scores = new float[z.Length];

        new StudentScores(freedom).Apply(z, scores);

        for (var i = 0; i < z.Length; i++)
        {
            var tail = StandardNormal.UpperTail(Math.Abs(z[i]));
            var quantile = freedom == 1 ? 1 / Math.Tan(Math.PI * tail) : (1 - 2 * tail) * Math.Sqrt(2 / (4 * tail * (1 - tail)));
            Assert.Equal(Math.Sign(z[i]) * quantile, scores[i], 1e-4 * (1 + quantile));
        }
    }

    [Fact]
    public void Infinitely_many_degrees_leave_the_scores_alone()
    {
        float[] z = [-3, 0.5f], scores = new float[2];

        new StudentScores(double.PositiveInfinity).Apply(z, scores);

        Assert.Equal(z, scores);
    }
}
