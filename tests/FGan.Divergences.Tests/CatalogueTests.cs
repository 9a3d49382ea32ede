namespace FGan.Divergences.Tests;

public class CatalogueTests
{
    [Theory]
    [InlineData("js", "jensen-shannon")]
    [InlineData("JS", "jensen-shannon")]
    [InlineData(" rkl ", "reverse-kl")]
    [InlineData("tv", "total-variation")]
    [InlineData("chi2-over-q", "neyman")]
    [InlineData("chi2-over-p", "pearson")]
    [InlineData("Hellinger", "squared-hellinger")]
    public void Aliases_are_found_in_any_case(string name, string id) => Assert.Equal(id, Catalogue.Find(name).Id);

    [Fact]
    public void No_name_stands_for_two_entries()
    {
        var names = Catalogue.All.SelectMany(d => d.Aliases.Prepend(d.Id)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("jensen-shanon", "jensen-shannon")]
    [InlineData("pearsn", "pearson")]
    [InlineData("zzzzzzzzzzzz", "total-variation")]
    public void An_unknown_name_is_answered_with_near_ones_on_one_line(string name, string near)
    {
        var error = Assert.Throws<DivergenceException>(() => Catalogue.Find(name));
        Assert.Contains(near, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void An_entry_prints_its_f_beside_its_name() =>
        Assert.Equal("neyman: (u-1)^2", Catalogue.Find("chi2-over-q").ToString());

    [Fact]
    public void The_neyman_conjugate_respects_that_u_is_not_negative()
    {
        var g = Catalogue.Find("neyman").Conjugate;
        Assert.Equal(-1, g.Evaluate(-2));
        Assert.Equal(-1, g.Evaluate(-5));
        Assert.Equal(0, g.Derivative.Evaluate(-5));
    }

    [Fact]
    public void A_conjugate_is_infinite_above_its_domain()
    {
        foreach (var divergence in Catalogue.All.Where(d => double.IsFinite(d.Domain.Upper)))
        {
            Assert.Equal(double.PositiveInfinity, divergence.Conjugate.Evaluate(divergence.Domain.Upper + 0.5));
            Assert.True(double.IsNaN(divergence.Conjugate.Evaluate(double.NaN)));
        }
    }

    [Fact]
    public void The_adjoint_of_the_adjoint_is_the_divergence_itself()
    {
        foreach (var divergence in Catalogue.All)
            Assert.Equal(divergence.Id, divergence.Adjoint.Adjoint.Id);
    }

    [Fact]
    public void The_adjoint_is_u_f_of_1_over_u_up_to_a_multiple_of_u_minus_1()
    {
        foreach (var divergence in Catalogue.All)
        {
            var slope = divergence.F.Evaluate(2) - 2 * divergence.Adjoint.F.Evaluate(0.5);
            foreach (var u in (double[])[0.01, 0.3, 1.7, 40])
            {
                var difference = divergence.F.Evaluate(u) - u * divergence.Adjoint.F.Evaluate(1 / u);
                Assert.Equal(slope * (u - 1), difference, 1e-10);
            }
        }
    }
}
