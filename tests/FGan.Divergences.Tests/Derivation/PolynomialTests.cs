using FGan.Divergences.Derivation;
using FGan.Symbolics;

namespace FGan.Divergences.Tests.Derivation;

public class PolynomialTests
{
    [Theory]
    [InlineData(new[] { 2, -3, 1 }, 2)] // (x−1)(x−2)
    [InlineData(new[] { 1, -2, 1 }, 1)] // (x−1)²
    [InlineData(new[] { -1, 0, 1 }, 1)] // (x−1)(x+1)
    [InlineData(new[] { 1, 1, 1 }, 0)]
    [InlineData(new[] { 0, 0, -6, 11, -6, 1 }, 3)] // x²(x−1)(x−2)(x−3)
    [InlineData(new[] { 1, -1, 1 }, 0)] // complex roots with positive real part
    public void Sturm_counts_the_different_positive_roots(int[] coefficients, int roots) =>
        Assert.Equal(roots, Of(coefficients).PositiveRoots());

    [Fact]
    public void Random_products_have_the_roots_they_were_made_of()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var roots = Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(-4, 5)).ToList();
            var product = roots.Aggregate(Polynomial.One, (p, root) => p * Of([-root, 1]));
            Assert.Equal(roots.Where(root => root > 0).Distinct().Count(), product.PositiveRoots());
            var odd = roots.GroupBy(root => root).Where(group => group.Count() % 2 == 1).Select(group => group.Key);
            Assert.Equal(odd.Count(root => root > 0), product.OddPart().PositiveRoots());
        }
    }

    [Fact]
    public void Division_leaves_a_remainder_of_lower_degree()
    {
        var (a, b) = (Of([5, -3, 0, 2, 7]), Of([1, 4, 3]));
        var (quotient, remainder) = a.DivideBy(b);
        Assert.True(remainder.Degree < b.Degree);
        Assert.True((a - (quotient * b + remainder)).IsZero);
    }

    [Theory]
    [InlineData("2/u^3", 1)]
    [InlineData("1/u-1/(u+1)", 1)]
    [InlineData("12*u^2-24*u+12", 1)] // 12(u−1)²: touches 0 and stays
    [InlineData("u-1", null)]
    [InlineData("u^-1.5/2+u^0.5", 1)]
    [InlineData("1-sqrt(u)+u", 1)]
    [InlineData("1/(u-2)", null)]
    [InlineData("(u+1)^2-u^2-2*u-1", 0)]
    [InlineData("-3/(1+u)^2", -1)]
    public void Exact_algebra_finds_the_sign_over_the_half_line(string text, int? sign) =>
        Assert.Equal(sign, RationalForm.TryRead(Parser.Parse(text), Symbol.U)!.Sign());

    [Theory]
    [InlineData("log(u)")]
    [InlineData("u^pi")]
    [InlineData("sqrt(1+u)")]
    public void What_is_no_quotient_of_polynomials_is_not_read_as_one(string text) =>
        Assert.Null(RationalForm.TryRead(Parser.Parse(text), Symbol.U));

    private static Polynomial Of(int[] coefficients) => Polynomial.Of(coefficients.Select(c => (Rational)c));
}
