using FGan.Divergences.Derivation;
using FGan.Symbolics;

namespace FGan.Divergences.Tests.Derivation;

public class CurvatureRulesTests
{
    [Theory]
    [InlineData("abs(u-1)/2")]
    [InlineData("u*log(u)")]
    [InlineData("max(u-1, 0)^2")]
    [InlineData("max(u, 1/u)-1")]
    [InlineData("exp(abs(u-1))-1")]
    [InlineData("-sqrt(u)")]
    [InlineData("-log(1+u)")]
    [InlineData("softplus(u)")]
    [InlineData("cosh(u)")]
    [InlineData("2^u")]
    [InlineData("u*exp(u)")]
    [InlineData("-min(u, 1)")]
    [InlineData("(3*u+1)*log(3*u+1)")]
    public void Convex_by_composition(string text) => Assert.True(Of(text).IsConvex);

    [Theory]
    [InlineData("sqrt(u)")]
    [InlineData("log(u)")]
    [InlineData("sin(u)")]
    [InlineData("min(u, 1)")]
    [InlineData("u^2-u^3")]
    [InlineData("tanh(u-1)")]
    [InlineData("exp(-u)*u")]
    public void Not_convex_is_never_called_convex(string text) => Assert.False(Of(text).IsConvex);

    /// <summary>Random trees: whatever the rules claim must be what a grid shows.</summary>
    [Fact]
    public void Claims_agree_with_values_on_random_expressions()
    {
        var random = new Random(11);
        var claims = 0;
        for (var trial = 0; trial < 3000; trial++)
        {
            var expression = Random(random, 3);
            var curvature = CurvatureRules.Of(expression, Symbol.U);
            if (curvature == Curvature.Unknown) continue;
            claims++;
            Check(expression, curvature);
        }
        Assert.True(claims > 500, $"only {claims} expressions had a claim to check");
    }

    private static void Check(Expr expression, Curvature claim)
    {
        var f = new CompiledFunction(expression, Symbol.U);
        for (var k = -8; k < 8; k++)
        {
            var (a, b) = (Math.Exp(k / 4.0), Math.Exp((k + 3) / 4.0));
            var (atA, middle, atB) = (f.Evaluate(a), f.Evaluate((a + b) / 2), f.Evaluate(b));
            if (!double.IsFinite(atA + middle + atB)) continue;
            var slack = 1e-9 * (1 + Math.Abs(atA) + Math.Abs(atB) + Math.Abs(middle));
            Assert.True(!claim.IsConvex || middle <= (atA + atB) / 2 + slack, $"{expression} is not convex");
            Assert.True(!claim.IsConcave || middle >= (atA + atB) / 2 - slack, $"{expression} is not concave");
            Assert.True(!claim.IsIncreasing || atB >= atA - slack, $"{expression} does not increase");
            Assert.True(!claim.IsDecreasing || atB <= atA + slack, $"{expression} does not decrease");
            Assert.True(!claim.IsNonNegative || middle >= -slack, $"{expression} is negative");
            Assert.True(!claim.IsNonPositive || middle <= slack, $"{expression} is positive");
        }
    }

    private static Expr Random(Random random, int depth)
    {
        if (depth == 0) return random.Next(3) == 0 ? (Expr)Rational.Of(random.Next(-4, 5), 2) : Symbol.U;
        var inner = Random(random, depth - 1);
        return random.Next(8) switch
        {
            0 => inner + Random(random, depth - 1),
            1 => inner * Random(random, depth - 1),
            2 => Expr.Power(inner, Rational.Of(random.Next(-3, 5), random.Next(1, 3))),
            3 => Expr.Call(Function.Max, inner, Random(random, depth - 1)),
            4 => Expr.Call(Function.Min, inner, Random(random, depth - 1)),
            _ => Expr.Call(OneArgument[random.Next(OneArgument.Length)], inner),
        };
    }

    private static readonly Function[] OneArgument =
    [
        Function.Exp, Function.Log, Function.Log1p, Function.Expm1, Function.Softplus, Function.Cosh, Function.Sinh, Function.Tanh,
        Function.Atan, Function.Asinh, Function.Abs, Function.Sigmoid, Function.Acosh, Function.Atanh, Function.LambertW,
    ];

    private static Curvature Of(string text) => CurvatureRules.Of(Parser.Parse(text), Symbol.U);
}
