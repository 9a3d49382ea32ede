namespace FGan.Symbolics.Tests;

public sealed class LimitsTests
{
    [Theory]
    [InlineData("u*log(u)", "0", "Infinity")]
    [InlineData("log(2*u/(u+1))/2", "-Infinity", "log(2)/2")]
    [InlineData("u-log(1+u)", "0", "Infinity")]
    [InlineData("(u-log(1+u))/u^2", "1/2", "0")]
    [InlineData("u*atan(u)-pi*u/2", "0", "-1")]
    [InlineData("1/(1+log(1+u))", "1", "0")]
    [InlineData("(1+1/u)^u", "1", "e")]
    [InlineData("u*tanh(u-1)-log(cosh(u-1))", "log(2/(exp(2)+1))+1", "log(2)+1")]
    [InlineData("u*exp(-u^2)", "0", "0")]
    [InlineData("u^u", "1", "Infinity")]
    [InlineData("u*exp(exp(exp(1/u)))", "Infinity", "Infinity")]
    [InlineData("exp(u+exp(u))/(1+exp(exp(u)))", "e/(e+1)", "Infinity")]
    [InlineData("(1-1/u)*exp(exp(exp(1/u)))", "-Infinity", "exp(e)")]
    [InlineData("(exp(u)-1-u)/u^2", "1/2", "Infinity")]
    public void At_both_ends(string text, string atZero, string atInfinity)
    {
        var expression = Parser.Parse(text);
        Assert.Equal(atZero, Limits.AtZero(expression, Symbol.U).ToString());
        Assert.Equal(atInfinity, Limits.AtInfinity(expression, Symbol.U).ToString());
    }

    [Fact]
    public void At_kinks_from_both_sides()
    {
        var slope = Parser.Parse("sign(u-1)/2");
        Assert.Equal(-0.5, Limits.At(slope, Symbol.U, 1, Side.Below).Value);
        Assert.Equal(0.5, Limits.At(slope, Symbol.U, 1, Side.Above).Value);
    }

    [Fact]
    public void Leading_terms() =>
        Assert.Equal("u*log(2)/2", Limits.LeadingTerm(Parser.Parse("-(u+1)/2*log((1+u)/2)+u/2*log(u)"), Symbol.U, true)!.ToString());
}
