using FGan.Numerics;

namespace FGan.Tests.Estimation;

public sealed class SampleTestTests
{
    [Fact]
    public void The_p_value_is_one_more_than_the_count_over_one_more_than_the_permutations()
    {
        var apart = SampleTest.Of(Part([1, 2, 3, 4, 5, 6, 7, 8], [-1, -2, -3, -4, -5, -6, -7, -8]), 99, 1);
        var reversed = SampleTest.Of(Part([-1, -2, -3, -4], [1, 2, 3, 4]), 99, 1);
        var blind = SampleTest.Of(Part([0, 0, 0, 0], [0, 0, 0, 0]), 99, 1);

        Assert.Equal(1 / 100.0, apart.PValue);
        Assert.Equal(1, reversed.PValue);
        Assert.Equal((1, 1, 0.5), (blind.PValue, blind.EValue, blind.AreaUnderCurve));
        Assert.Equal(1, apart.AreaUnderCurve);
    }

    [Fact]
    public void Equal_samples_are_rejected_no_more_often_than_said_whatever_the_critic()
    {
        // 1000 tests at 5 %: 50 ± 7 rejections, so fewer than 78 but once in 10,000.
        var random = new Philox(3, 9);
        var rejected = 0;
        double products = 0;
        for (var run = 0; run < 1000; run++)
        {
            var scores = new float[60];
            random.Normals(scores, (ulong)run * 64);
            var test = SampleTest.Of(Part([.. scores[..20].Select(v => (double)v)], [.. scores[20..].Select(v => (double)v)]), 99, (ulong)run);
            if (test.PValue <= 0.05) rejected++;
            products += Math.Min(test.EValue, 100);
        }

        Assert.InRange(rejected, 25, 77);
        // The mean of an e-value is at most 1 under P = Q; cutting it at 100 only lowers it.
        Assert.InRange(products / 1000, 0.2, 1.3);
    }

    [Fact]
    public void The_e_value_of_a_true_log_ratio_grows_with_the_rows()
    {
        HeldOutPart Shifted(int rows) => Part(
            [.. Gaussians.Sample(rows, 1, 0.5, 1, 1).Values.ToArray().Select(x => (double)x - 0.25)],
            [.. Gaussians.Sample(rows, 1, 0, 1, 2).Values.ToArray().Select(x => (double)x - 0.25)]);

        var few = SampleTest.Of(Shifted(200), 99, 1);
        var many = SampleTest.Of(Shifted(2000), 99, 1);

        Assert.True(many.LogEValue > 5 * few.LogEValue && few.LogEValue > 1, $"{few.LogEValue} and {many.LogEValue}");
    }

    private static HeldOutPart Part(double[] p, double[] q) => new(
        [.. Enumerable.Range(0, p.Length)], [.. Enumerable.Range(0, q.Length)], new FittedCritic(new ConstantCritic(), false),
        new Calibration(1, 0, 100), [], new HeldOutScores(p, q));
}
