namespace FGan.Symbolics.Tests;

public sealed class IntervalTests
{
    [Fact]
    public void Intervals_contain_every_value()
    {
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var expression = RandomExpressions.Make(random, 3);
            var low = Math.Exp((random.NextDouble() * 8) - 4);
            var range = new Interval(low, low * (1 + random.NextDouble()));
            var bound = new IntervalFunction(expression, Symbol.U).Evaluate(range);
            var exact = new ExactFunction(expression, Symbol.U);
            for (var k = 0; k <= 6; k++)
            {
                var value = exact.Evaluate(Math.Min(range.Upper, low + (k / 6.0 * (range.Upper - low))));
                if (double.IsFinite(value)) Assert.True(bound.Contains(value), $"{expression} over {range} is {bound}, without {value:R}");
            }
        }
    }

    [Fact]
    public void Rounds_outwards_only_where_needed()
    {
        Assert.Equal(new Interval(3, 3), Interval.Of(1) + Interval.Of(2));
        var third = Interval.Of(1) / Interval.Of(3);
        Assert.True(third.Lower < third.Upper && third.Width < 1e-16);
        Assert.Equal(Interval.Reals, Interval.Of(1) / new Interval(-1, 1));
        Assert.True(new IntervalFunction(Parser.Parse("log(u-2)"), Symbol.U).Evaluate(new(0, 1)).IsEmpty);
    }

    [Theory]
    [InlineData("1/(2*u*(u+1))", true)]
    [InlineData("u^2-u+1", true)]
    [InlineData("1/u^2-log(u)/(4*u^(3/2))", false)]
    [InlineData("1/u+1/(u^2+1)^(3/2)-1/(1+u)", true)]
    [InlineData("log(1+u)-u/(1+u)+1/100", true)]
    [InlineData("u-2", false)]
    [InlineData("2*log(u)+13+1/u", true)]
    [InlineData("2*log(u)-1+1/u", false)]
    [InlineData("(5*u+2-2*log(u))/(5*u^2)", true)]
    [InlineData("cosh(sqrt(u))/(4*u)-sinh(sqrt(u))/(4*u^(3/2))", true)]
    [InlineData("(u*log(u)^2+2*u*log(u)+u+1)*u^u/u", true)]
    public void Proves_signs_over_all_positive_numbers(string text, bool provable) =>
        Assert.Equal(provable, SignProof.IsNonNegative(Parser.Parse(text), Symbol.U, Interval.Positives));
}
