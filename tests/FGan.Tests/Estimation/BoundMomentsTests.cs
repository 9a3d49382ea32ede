using FGan.Numerics;

namespace FGan.Tests.Estimation;

/// <summary>Expected values worked out by hand: log(2/0.05) = 3.6889, log(4/0.05) = 4.3820.</summary>
public sealed class BoundMomentsTests
{
    private static readonly BoundMoments Moments = new(0.5, 0.04, 2, 1000, 0.1, 0.01, 1, 500);

    [Fact]
    public void Hoeffding_takes_each_range_off() =>
        Assert.Equal(0.4 - 2 * Math.Sqrt(3.688879454113936 / 2000) - Math.Sqrt(3.688879454113936 / 1000), Moments.Hoeffding(0.95), 12);

    [Fact]
    public void Empirical_Bernstein_takes_variance_and_range_off()
    {
        const double Log = 4.382026634673881;
        var expected = 0.4
            - (Math.Sqrt(2 * 0.04 * Log / 1000) + 7 * 2 * Log / (3 * 999))
            - (Math.Sqrt(2 * 0.01 * Log / 500) + 7 * 1 * Log / (3 * 499));
        Assert.Equal(expected, Moments.EmpiricalBernstein(0.95), 12);
    }

    [Fact]
    public void Certified_limits_hold_for_rare_great_terms_where_the_normal_one_does_not()
    {
        // T is 1 with probability 0.02, g(T) is 1 with probability 0.03, else 0: the mean of the bound is -0.01. 40 rows of each.
        var random = new Philox(5, 1);
        int normal = 0, hoeffding = 0, bernstein = 0;
        for (ulong run = 0; run < 2000; run++)
        {
            double[] p = [.. Enumerable.Range(0, 40).Select(i => random.Uniform(run * 128 + (ulong)i) < 0.02 ? 1.0 : 0)];
            double[] q = [.. Enumerable.Range(0, 40).Select(i => random.Uniform(run * 128 + 64 + (ulong)i) < 0.03 ? 1.0 : 0)];
            var terms = new BoundTerms(p, q, 1, 1);
            if (terms.Bound().LowerLimit(1.645) > -0.01) normal++;
            if (terms.Hoeffding(0.95) > -0.01) hoeffding++;
            if (terms.EmpiricalBernstein(0.95) > -0.01) bernstein++;
        }

        Assert.Equal((0, 0), (hoeffding, bernstein));
        Assert.True(normal > 100, $"{normal} of 2000");
    }
}
