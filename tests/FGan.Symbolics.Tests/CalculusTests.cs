namespace FGan.Symbolics.Tests;

public sealed class CalculusTests
{
    [Theory]
    [InlineData("u*log(u)", "log(u)+1")]
    [InlineData("-(u+1)/2*log((1+u)/2)+u/2*log(u)", "log(2*u/(u+1))/2")]
    [InlineData("(u-1)^2/(u+1)", "1-4/(u+1)^2")]
    [InlineData("sqrt(1+u^2)", "u/sqrt(u^2+1)")]
    [InlineData("log(cosh(u-1))", "tanh(u-1)")]
    [InlineData("u^u", "u^u*log(u)+u^u")]
    [InlineData("max(u-1, 0)", "sign(u-1)/2+1/2")]
    public void Differentiates_into_the_simplest_form(string text, string derivative) =>
        Assert.Equal(derivative, Differentiation.Derivative(Parser.Parse(text), Symbol.U).ToString());

    [Theory]
    [InlineData("(u+1)/2*log(1+u)-u/2*log(1+u)", "log(u+1)/2")]
    [InlineData("u^2/sqrt(1+u^2)-sqrt(1+u^2)", "-1/sqrt(u^2+1)")]
    [InlineData("sinh(log(u)/2)^2", "(u-1)^2/(4*u)")]
    [InlineData("exp(2*log(u)-log(u+1))", "u^2/(u+1)")]
    [InlineData("cosh(u)^2-sinh(u)^2", "1")]
    [InlineData("log(6)-log(2)-log(3)", "0")]
    [InlineData("abs(u-1)*sign(u-1)", "u-1")]
    [InlineData("sqrt(u^2+2*u+1)", "u+1")]
    [InlineData("u^9999*(1-1/u^10000)", "u^9999-1/u")]
    public void Simplifies(string text, string simple) =>
        Assert.Equal(simple, Simplifier.Simplify(Parser.Parse(text)).ToString());

    [Fact]
    public void Simplification_keeps_values()
    {
        var random = new Random(11);
        for (var i = 0; i < 120; i++)
        {
            var expression = RandomExpressions.Make(random, 3);
            var simple = Simplifier.Simplify(expression);
            Assert.True(simple.ToString().Length <= expression.ToString().Length);
            var (before, after) = (new ExactFunction(expression, Symbol.U), new ExactFunction(simple, Symbol.U));
            foreach (var u in (double[])[0.3, 2.5])
            {
                var expected = before.Evaluate(u);
                if (double.IsFinite(expected)) Assert.Equal(expected, after.Evaluate(u), Math.Abs(expected) * 1e-14);
            }
        }
    }

    [Fact]
    public void Derivatives_agree_with_exact_differences()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            // Between 2^−60 steps, the difference quotient of exact values is right to some 18 digits of 2^-60·f'''.
            var expression = RandomExpressions.Make(random, 3);
            var u = 0.37 + (0.011 * i);
            var step = Rational.One / (Rational)System.Numerics.BigInteger.Pow(2, 60);
            var at = Rational.FromDouble(u);
            var quotient = (expression.Substitute(Symbol.U, at + step) - expression.Substitute(Symbol.U, at - step)) / (2 * step);
            var slope = Differentiation.Derivative(expression, Symbol.U).Substitute(Symbol.U, at);
            var (expected, actual) = (ExactValue.Constant(quotient), ExactValue.Constant(slope));
            if (double.IsFinite(expected)) Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Puts_the_log_ratio()
    {
        Assert.Equal("v+1", Simplifier.InLogRatio(Parser.Parse("log(u)+1")).ToString());
        Assert.Equal("1-exp(-v/2)", Simplifier.InLogRatio(Parser.Parse("1-1/sqrt(u)")).ToString());
    }
}
