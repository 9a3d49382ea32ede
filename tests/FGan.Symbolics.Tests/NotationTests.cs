using System.Xml.Linq;

namespace FGan.Symbolics.Tests;

/// <summary>Formulas as they are set on a page.</summary>
public sealed class NotationTests
{
    [Theory]
    [InlineData("u*log(u)", @"u\log u")]
    [InlineData("log(u)*u+log(u)^2", @"u\log u + (\log u)^{2}")]
    [InlineData("(1-u)^2/u", @"\frac{(1 - u)^{2}}{u}")]
    [InlineData("log(2)/2-softplus(-u)/2", @"\frac{1}{2}\log 2 - \frac{1}{2}\log\left(1 + e^{-u}\right)")]
    [InlineData("-0.7*u+3*u/4", @"-0.7u + \frac{3u}{4}")]
    [InlineData("exp(u/2-1)", @"e^{u/2 - 1}")]
    [InlineData("abs(u-1)/2", @"\frac{|u - 1|}{2}")]
    [InlineData("wrightomega(1-u)", @"W\left(e^{1 - u}\right)")]
    [InlineData("if(u<1/2, u, if(u<3/2, 1, 2))", @"\begin{cases} u & u < \frac{1}{2} \\ 1 & u < \frac{3}{2} \\ 2 & \text{otherwise} \end{cases}")]
    [InlineData("2*3^u", @"2 \cdot 3^{u}")]
    [InlineData("max(u,1/u)", @"\max\left(u, \frac{1}{u}\right)")]
    [InlineData("asinh(u)", @"\operatorname{arsinh}u")]
    public void Formulas_are_set_as_people_write_them(string formula, string latex) =>
        Assert.Equal(latex, Parser.Parse(formula).ToLatex());

    [Fact]
    public void Random_formulas_are_balanced_in_LaTeX_and_well_formed_in_MathML()
    {
        var random = new Random(3);
        for (var i = 0; i < 400; i++)
        {
            var expression = RandomExpressions.Make(random, 4);
            var latex = expression.ToLatex();
            Assert.Equal(Count(latex, "{") - Count(latex, @"\{"), Count(latex, "}") - Count(latex, @"\}"));
            Assert.Equal(Count(latex, @"\left"), Count(latex, @"\right"));
            Assert.Equal("math", XElement.Parse(expression.ToMathMl()).Name);
        }
    }

    [Fact]
    public void A_fraction_has_two_children_and_a_script_its_base_and_exponent()
    {
        var math = XElement.Parse(Parser.Parse("(u^2-1)/(2*u)").ToMathMl());

        Assert.All(math.Descendants("mfrac").Concat(math.Descendants("msup")), e => Assert.Equal(2, e.Elements().Count()));
        Assert.Equal("u2−12u", math.Value);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
