using FGan.Divergences.Exact;
using FGan.Divergences.Tests.Reference;

namespace FGan.Divergences.Tests.Exact;

public class ExactDivergenceTests
{
    /// <summary>The table's Gaussian values carry 15 digits.</summary>
    private const double FifteenDigits = 4e-14;

    public static TheoryData<string> CataloguedIds =>
        [.. ReferenceTable.Ids.Where(id => Catalogue.TryFind(id, out _))];

    [Theory, MemberData(nameof(CataloguedIds))]
    public void Quadrature_and_sums_meet_the_table(string id)
    {
        var entry = ReferenceTable.Entry(id);
        foreach (var pair in entry.GetProperty("gaussian").EnumerateArray())
        {
            if (HasWrongReference(id, pair)) continue;
            var (p, q) = (Gaussian(pair.GetProperty("p")), Gaussian(pair.GetProperty("q")));
            var value = ExactDivergence.Between(Catalogue.Find(id), p, q);
            Accuracy.AssertClose(ReferenceTable.Number(pair.GetProperty("value")), value, $"{id} {p} {q}", FifteenDigits);
        }
        var discrete = entry.GetProperty("discrete");
        var sum = ExactDivergence.Between(Catalogue.Find(id), Vector(discrete.GetProperty("p")), Vector(discrete.GetProperty("q")));
        Accuracy.AssertClose(ReferenceTable.Number(discrete.GetProperty("value")), sum, $"{id} discrete", 1e-14);
    }

    [Theory]
    // Supports that do not meet reach the bound.
    [InlineData("tv", "uniform(0,1)", "uniform(2,3)", 1)]
    [InlineData("js", "uniform(0,1)", "uniform(2,3)", 0.69314718055994530942)]
    [InlineData("hellinger", "uniform(0,1)", "uniform(1,2)", 2)]
    [InlineData("kl", "uniform(0,1)", "uniform(2,3)", double.PositiveInfinity)]
    // Half the mass of P on half of Q: ∫ p log(p/q) = log 2; the other way is infinite.
    [InlineData("kl", "uniform(0,1)", "uniform(0,2)", 0.69314718055994530942)]
    [InlineData("rkl", "uniform(0,1)", "uniform(0,2)", double.PositiveInfinity)]
    [InlineData("tv", "uniform(0,1)", "uniform(0.25,1.25)", 0.25)]
    // ∫ q²/p over Gaussians is finite only while σ_q² < 2σ_p².
    [InlineData("pearson", "normal(0,1)", "normal(0,1.5)", double.PositiveInfinity)]
    [InlineData("neyman", "normal(0,1.5)", "normal(0,1)", double.PositiveInfinity)]
    [InlineData("pearson", "normal(0,1)", "normal(3,1)", 8102.0839275753840077)] // e^9 − 1
    // log-ratio of a Gaussian against Cauchy tails is square: infinite; against four degrees of freedom it is finite.
    [InlineData("kl", "cauchy(0,1)", "normal(0,1)", double.PositiveInfinity)]
    // KL(Exp(a)‖Exp(b)) = log(a/b) + b/a − 1; χ² of the pair is a²/(b(2a−b)) − 1.
    [InlineData("kl", "exponential(2)", "exponential(3)", 0.09453489189183561802)]
    [InlineData("neyman", "exponential(2)", "exponential(3)", 0.33333333333333333333)]
    [InlineData("neyman", "exponential(1)", "exponential(2)", double.PositiveInfinity)]
    // KL(Laplace(0,1)‖Laplace(1,1)) = e^−1.
    [InlineData("kl", "laplace(0,1)", "laplace(1,1)", 0.36787944117144232160)]
    // Singular at both ends: KL(Beta(½,½)‖Uniform) = log(4/π), and the reverse is log(π) − 2 + ... = E[−log p].
    [InlineData("kl", "beta(0.5,0.5)", "uniform(0,1)", 0.24156447527049044469)]
    [InlineData("rkl", "beta(0.5,0.5)", "uniform(0,1)", 0.14472988584940017414)] // log π − 1
    [InlineData("neyman", "beta(0.5,0.5)", "uniform(0,1)", double.PositiveInfinity)]
    // Cauchy pair: KL = log(1 + (Δ/2)²) at unit scales.
    [InlineData("kl", "cauchy(0,1)", "cauchy(2,1)", 0.69314718055994530942)]
    [InlineData("js", "normal(0,1)", "normal(0,1)", 0)]
    public void Closed_forms_singular_and_infinite_cases(string id, string p, string q, double expected)
    {
        var value = ExactDivergence.Between(Catalogue.Find(id), p, q);
        if (double.IsInfinity(expected)) Assert.Equal(expected, value);
        else Accuracy.AssertClose(expected, value, $"{id} {p} {q}", 1e-13);
    }

    [Theory]
    [InlineData("kl", 5e-13)] // ½δ² for Gaussians δ apart, δ = 1e-6
    [InlineData("js", 1.25e-13)] // δ²/8
    [InlineData("neyman", 1e-12)]
    public void Nearly_equal_distributions_keep_their_digits(string id, double expected)
    {
        var value = ExactDivergence.Between(Catalogue.Find(id), "normal(0,1)", "normal(0.000001,1)");
        Assert.Equal(1, value / expected, 1e-6);
    }

    [Fact]
    public void A_mixture_is_its_weighted_sum()
    {
        var mixture = Density.Parse("0.3*normal(-1,0.25)+0.7*normal(2,1.4)");
        var expected = 0.3 * Math.Exp(Density.Parse("normal(-1,0.25)").LogDensity(0.2))
            + 0.7 * Math.Exp(Density.Parse("normal(2,1.4)").LogDensity(0.2));
        Assert.Equal(expected, Math.Exp(mixture.LogDensity(0.2)), 1e-15);
        Assert.Equal(mixture.Text, Density.Parse(mixture.Text).Text);
        var (kl, js) = (Of("kl", mixture), Of("js", mixture));
        Assert.True(js > 0 && js < Math.Log(2) && kl > 0, $"{kl} {js}");
    }

    [Theory]
    [InlineData("normal(0,1)")]
    [InlineData("laplace(1,0.3)")]
    [InlineData("logistic(-2,2)")]
    [InlineData("student-t(3)")]
    [InlineData("exponential(4)")]
    [InlineData("gamma(0.3,2)")]
    [InlineData("gamma(7,2)")]
    [InlineData("beta(2,5)")]
    [InlineData("beta(0.2,0.7)")]
    [InlineData("lognormal(0,1)")]
    [InlineData("cauchy(0,1)")]
    public void Every_density_integrates_to_one(string text)
    {
        // The neyman divergence from P to the even mixture of P and a uniform far away: ∫ p²/m = 2 where they part, so 1.
        var apart = $"0.5*{text}+0.5*uniform(1e9,1000000001)";
        Accuracy.AssertClose(1, ExactDivergence.Between(Catalogue.Find("neyman"), text, apart), text, 1e-8);
    }

    [Theory]
    [InlineData("0.5,0.5", "0.5,0.5,0", "same outcomes")]
    [InlineData("0.5,0.6", "0.5,0.5", "sum to 1.1")]
    [InlineData("-0.5,1.5", "0.5,0.5", "Probability 1 is -0.5")]
    [InlineData("0.5,x", "0.5,0.5", "\"x\"")]
    [InlineData("0.5,0.5", "normal(0,1)", "same kind")]
    [InlineData("normal(0,-1)", "normal(0,1)", "deviation -1")]
    [InlineData("normal(0)", "normal(0,1)", "takes 2")]
    [InlineData("gauss(0,1)", "normal(0,1)", "known are normal(mean,deviation)")]
    [InlineData("uniform(1,0)", "normal(0,1)", "lower < upper")]
    [InlineData("0.3*normal(0,1)+0.3*normal(1,1)", "normal(0,1)", "sum to 0.6")]
    [InlineData("normal(0,1", "normal(0,1)", "not a density")]
    public void Bad_input_is_answered_in_one_line(string p, string q, string part)
    {
        var error = Assert.Throws<DivergenceException>(() => ExactDivergence.Between(Catalogue.Find("kl"), p, q));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Outcomes_without_mass_count_by_the_limits()
    {
        Assert.Equal(double.PositiveInfinity, Discrete("kl", [0.5, 0.5], [1, 0]));
        Assert.Equal(Math.Log(2), Discrete("kl", [1, 0], [0.5, 0.5]), 1e-15);
        Assert.Equal(0.5, Discrete("tv", [0.5, 0.5, 0], [0.5, 0, 0.5]), 1e-15);
        Assert.Equal(Math.Log(2), Discrete("js", [1, 0], [0, 1]), 1e-15);
        Assert.Equal(0, Discrete("jeffrey", [1, 0], [1, 0]));
    }

    // SOURCE.md says which two and why; the next test holds the right values.
    private static bool HasWrongReference(string id, System.Text.Json.JsonElement pair) =>
        id == "total-variation" && pair.GetProperty("q").GetProperty("std").GetString() != "1";

    // From the two points where the densities cross and the normal distribution function, mpmath at 30 digits.
    [Theory]
    [InlineData("normal(0,1)", "normal(0.5,1.5)", 0.237780635813938450811105545152)]
    [InlineData("normal(1,0.8)", "normal(-1,1.2)", 0.692063891650496667481201154852)]
    public void Total_variation_is_cut_where_the_densities_cross(string p, string q, double expected) =>
        Accuracy.AssertClose(expected, ExactDivergence.Between(Catalogue.Find("tv"), p, q), $"tv {p} {q}", 1e-14);

    private static double Discrete(string id, double[] p, double[] q) => ExactDivergence.Between(Catalogue.Find(id), p, q);

    private static double Of(string id, Density p) => ExactDivergence.Between(Catalogue.Find(id), p, Density.Parse("normal(0,1)"));

    private static Density Gaussian(System.Text.Json.JsonElement side) =>
        Density.Parse($"normal({side.GetProperty("mean").GetString()},{side.GetProperty("std").GetString()})");

    private static double[] Vector(System.Text.Json.JsonElement side) =>
        [.. side.EnumerateArray().Select(ReferenceTable.Number)];
}
