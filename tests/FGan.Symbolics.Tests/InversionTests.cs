namespace FGan.Symbolics.Tests;

public sealed class InversionTests
{
    [Theory]
    [InlineData("log(u)+1", "exp(t-1)")]
    [InlineData("1-1/u^2", "1/sqrt(1-t)")]
    [InlineData("log(u)+1-1/u", "1/wrightomega(1-t)")]
    [InlineData("log(u)^2+2*log(u)", "exp(sqrt(t+1)-1)")]
    [InlineData("tanh(u-1)", "atanh(t)+1")]
    [InlineData("-(u+1)*exp(-u)", "-lambertwm1(t*exp(-1))-1")]
    [InlineData("exp(u)+log(u)+1", null)]
    public void Inverts_slopes(string slope, string? inverse) =>
        Assert.Equal(inverse, Inversion.Solve(Parser.Parse(slope), Symbol.U, Symbol.T)?.ToString());

    [Theory]
    [InlineData("log(2*u/(u+1))/2")]
    [InlineData("u/sqrt(u^2+1)")]
    [InlineData("2*u+log(u+1)")]
    [InlineData("sqrt(u)*(3*log(u)+8)")]
    [InlineData("1-1/(sqrt(u)*(1+sqrt(u)))")]
    public void Inverses_undo(string slope)
    {
        var expression = Parser.Parse(slope);
        var inverse = Inversion.Solve(expression, Symbol.U, Symbol.T);
        Assert.NotNull(inverse);
        var (forward, back) = (new ExactFunction(expression, Symbol.U), new ExactFunction(inverse, Symbol.T));
        foreach (var u in (double[])[0.2, 1, 3.3]) Assert.Equal(u, back.Evaluate(forward.Evaluate(u)), 1e-9);
    }
}
