namespace FGan.Symbolics.Tests;

public sealed class BigRealTests
{
    [Fact]
    public void Functions_agree_with_mpmath_to_30_digits()
    {
        foreach (var entry in ReferenceFiles.Read("functions.json").EnumerateObject())
        {
            var function = Parser.Parse(entry.Name + "(x)", "x");
            foreach (var pair in entry.Value.EnumerateArray())
            {
                // 30 digits are 99 bits: f(x)/expected − 1 is below 2^−95.
                var (x, expected) = (Rational.ParseDecimal(pair[0].GetString()), Rational.ParseDecimal(pair[1].GetString()));
                var ratio = (function.Substitute(Symbol.Named("x"), x) / expected) - 1;
                var error = Math.Abs(ExactValue.Constant(ratio));
                Assert.True(error < 1e-28, $"{entry.Name}({x}) is off by {error}");
            }
        }
    }

    [Theory]
    [InlineData("log(1+exp(v))-v", 80, 1.8048513878454153e-35)]
    [InlineData("log(1+exp(v))-v", 300, 5.148200222412013e-131)]
    [InlineData("(1-cos(v))/v^2", 1e-9, 0.5)]
    [InlineData("log(log(1+exp(v)))-v", -60, -4.3782553813482602e-27)]
    [InlineData("acosh(exp(v)+1)", 1e5, 100000.69314718056)]
    [InlineData("asinh(exp(v)+1)", 1e6, 1000000.6931471806)]
    public void Survives_cancellation(string text, double v, double expected)
    {
        var value = new ExactFunction(Parser.Parse(text, "v"), Symbol.V).Evaluate(v);
        Assert.Equal(expected, value, Math.Abs(expected) * 1e-14);
    }

    [Fact]
    public void Rounds_to_the_nearest_double()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value)) continue;
            Assert.Equal(value, BigReal.FromDouble(value).ToDouble());
            Assert.Equal(Math.Sqrt(Math.Abs(value)), BigReal.Sqrt(BigReal.FromDouble(value).Abs(), 200).ToDouble());
        }

        Assert.Equal(double.PositiveInfinity, BigReal.One.Scale(1024).ToDouble());
        Assert.Equal(double.Epsilon, BigReal.One.Scale(-1074).ToDouble());
        Assert.Equal(0, BigReal.One.Scale(-1075).ToDouble());
    }
}
