namespace FGan.Symbolics.Tests;

public sealed class LambdaReaderTests
{
    [Fact]
    public void Reads_lambdas()
    {
        var alpha = 0.1;
        Assert.Equal("u*log(u)", LambdaReader.Read(u => u * Math.Log(u), Symbol.U).ToString());
        Assert.Equal("u^0.1-1", LambdaReader.Read(u => Math.Pow(u, alpha) - 1, Symbol.U).ToString());
        Assert.Equal("abs(u-1)/2+pi", LambdaReader.Read(x => (Math.Abs(x - 1) / 2) + Math.PI, Symbol.U).ToString());
        Assert.Equal("-sqrt(u)+max(u, 1)", LambdaReader.Read(u => -Math.Sqrt(u) + Math.Max(u, 1), Symbol.U).ToString());
    }

    [Fact]
    public void Refuses_what_is_no_formula()
    {
        var choice = Assert.Throws<NotSupportedException>(() => LambdaReader.Read(u => u > 1 ? u : 1, Symbol.U));
        Assert.Contains("Math.Max", choice.Message, StringComparison.Ordinal);
        var method = Assert.Throws<NotSupportedException>(() => LambdaReader.Read(u => Math.BitDecrement(u), Symbol.U));
        Assert.Contains("BitDecrement", method.Message, StringComparison.Ordinal);
    }
}
