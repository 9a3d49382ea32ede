namespace FGan.Symbolics.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("u*log(u)", "u*log(u)")]
    [InlineData("-u^2", "-u^2")]
    [InlineData("2^3^2", "512")]
    [InlineData("u^-1.0-1--1.0*(u-1)", "1/u-2+u")]
    [InlineData("abs(u-1)/2", "abs(u-1)/2")]
    [InlineData("1.5*u^1.37", "3*u^1.37/2")]
    [InlineData("u**2 − 1", "u^2-1")]
    [InlineData("ln(u)+log2(u)", "log(u)+log(u)/log(2)")]
    [InlineData("e^u+pi+e", "exp(u)+pi+e")]
    [InlineData("if(u<1, u, 2-u)", "if(u<1, u, 2-u)")]
    [InlineData("max(u, 1, 2)", "max(max(u, 1), 2)")]
    [InlineData("0.1+0.2", "0.3")]
    [InlineData("u/(2*u)/3", "u/(6*u)")]
    [InlineData("(u^2)^(1/2)", "u")]
    public void Reads_formulas(string text, string printed)
    {
        var expression = Parser.Parse(text);
        Assert.Equal(printed, expression.ToString());
        Assert.Equal(expression, Parser.Parse(printed));
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("2u", 1, "operator is missing")]
    [InlineData("u*", 2, "ends where")]
    [InlineData("(u", 0, "never closed")]
    [InlineData("u)", 1, "no opening")]
    [InlineData("lgo(u)", 0, "did you mean log")]
    [InlineData("u+x", 2, "Unknown name 'x'")]
    [InlineData("u $ 2", 2, "no part of a formula")]
    [InlineData("sin(u, 2)", 0, "takes one argument")]
    [InlineData("1e999", 0, "range of a double")]
    [InlineData("1/0", 2, "Division by zero")]
    [InlineData("u^^2", 2, "'^'")]
    [InlineData("log u", 0, "parentheses")]
    public void Points_at_the_fault(string text, int position, string part)
    {
        var error = Assert.Throws<ParseException>(() => Parser.Parse(text));
        Assert.Equal(position, error.Position);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Refuses_deep_nesting_and_takes_long_sums()
    {
        var deep = new string('(', 10_000) + "u" + new string(')', 10_000);
        Assert.Contains("nests", Assert.Throws<ParseException>(() => Parser.Parse(deep)).Message, StringComparison.Ordinal);
        Assert.Throws<ParseException>(() => Parser.Parse(string.Concat(Enumerable.Repeat("u^", 5000)) + "2"));
        Assert.Equal("5000", Simplifier.Simplify(Parser.Parse(string.Join("+", Enumerable.Repeat("u/u", 5000)))).ToString());
        Assert.Equal("-u", Parser.Parse(new string('-', 9999) + "u").ToString());
    }

    [Fact]
    public void Binds_parameters_exactly()
    {
        var parameters = new Dictionary<string, double> { ["alpha"] = 0.1 };
        Assert.Equal(Parser.Parse("u^0.1/0.1"), Parser.Parse("u^alpha/alpha", "u", parameters));
    }

    [Fact]
    public void Prints_latex() =>
        Assert.Equal(@"\frac{\sqrt{u} - 1}{2}", Parser.Parse("(sqrt(u)-1)/2").ToLatex());
}
