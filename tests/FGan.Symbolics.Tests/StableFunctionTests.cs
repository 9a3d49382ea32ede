namespace FGan.Symbolics.Tests;

public sealed class StableFunctionTests
{
    public static TheoryData<string, string> Catalogue()
    {
        var data = new TheoryData<string, string>();
        foreach (var entry in ReferenceFiles.Read("divergences.json").GetProperty("divergences").EnumerateObject())
            data.Add(entry.Name, entry.Value.GetProperty("f_text").GetString()!);
        return data;
    }

    public static TheoryData<string> Odd() =>
    [
        "sqrt(1+u^2)-sqrt(2)", "(sqrt(u)-1)*log(u)", "cosh(u-1)-1", "log(cosh(u-1))", "u*atan(u)-pi/4", "(u-1)^2/sqrt(u+1)",
        "u*asinh(u)-sqrt(1+u^2)", "(u+1)*log(u+1)/u", "(u+2)*exp(-u)-3/e", "0.3*u*log(u)-(0.3*u+0.7)*log(0.3*u+0.7)",
        "u*log(u)+sqrt(1+u^2)-sqrt(2)", "u*log(u)-log(1+u^2)", "u^u-1", "softplus(u)-log(1+e)", "u^1.37*log(1+u)", "u*sqrt(log(1+u))",
    ];

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Catalogue_values_hold_in_double_and_float(string id, string text)
    {
        var entry = ReferenceFiles.Read("divergences.json").GetProperty("divergences").GetProperty(id);
        var f = Parser.Parse(text);
        var slope = Differentiation.Derivative(f, Symbol.U);
        var curvature = Differentiation.Derivative(slope, Symbol.U);
        var activation = Simplifier.InLogRatio(slope);
        var composition = Simplifier.InLogRatio((Symbol.U * slope) - f);
        Check(StableFunction.From(f, Symbol.U), entry, "f");
        Check(StableFunction.From(slope, Symbol.U), entry, "fprime");
        Check(StableFunction.From(curvature, Symbol.U), entry, "fsecond");
        Check(StableFunction.From(activation, Symbol.V), entry, "T_logratio");
        Check(StableFunction.From(composition, Symbol.V), entry, "gT_logratio");
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_functions_hold_against_exact_values(string text)
    {
        var f = Parser.Parse(text);
        var slope = Differentiation.Derivative(f, Symbol.U);
        foreach (var expression in (Expr[])[Simplifier.InLogRatio(slope), Simplifier.InLogRatio((Symbol.U * slope) - f)])
        {
            var stable = StableFunction.From(expression, Symbol.V);
            var exact = new ExactFunction(expression, Symbol.V);
            for (var v = -79.3; v < 80; v += 7.9)
            {
                if (exact.TryEvaluate(v, out var expected) && !double.IsNaN(expected))
                    Assert.True(IsClose(stable.Evaluate(v), expected, 1e-12, 1e-14), $"{stable.Report} at {v}: {stable.Evaluate(v):R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void Spans_agree_with_single_values_at_every_length()
    {
        var stable = StableFunction.From(Parser.Parse("log(1+exp(v))-v", "v"), Symbol.V);
        for (var length = 0; length <= 70; length++)
        {
            var x = Enumerable.Range(0, length).Select(i => (i * 1.7f) - 50).ToArray();
            var y = new float[length];
            stable.Evaluate(x, y);
            var wide = x.Select(value => (double)value).ToArray();
            stable.Evaluate(wide, wide);
            for (var i = 0; i < length; i++)
            {
                var expected = stable.Evaluate((double)x[i]);
                Assert.Equal(expected, y[i], Math.Abs(expected) * 1e-6);
                Assert.Equal(expected, wide[i], Math.Abs(expected) * 1e-14);
            }
        }
    }

    [Fact]
    public void Reports_the_form_it_uses()
    {
        Assert.Equal("-expm1(-2*v)", StableFunction.From(Parser.Parse("1-exp(-2*v)", "v"), Symbol.V).Text);
        Assert.Equal("-softplus(-v)", StableFunction.From(Parser.Parse("v-log(exp(v)+1)", "v"), Symbol.V).Text);
        Assert.Equal(StableMethod.Table, StableFunction.From(Parser.Parse("(log(1+exp(v))-exp(v))*exp(-2*v)", "v"), Symbol.V).Report.Method);
    }

    [Fact]
    public void Tables_serve_spans()
    {
        var expression = Parser.Parse("(log(1+exp(v))-exp(v))*exp(-2*v)", "v");
        var (stable, exact) = (StableFunction.From(expression, Symbol.V), new ExactFunction(expression, Symbol.V));
        double[] x = [-79.2, -33.3, -2.71, 0, 0.6, 4.4];
        var y = new double[x.Length];
        stable.Evaluate(x, y);
        for (var i = 0; i < x.Length; i++) Assert.Equal(exact.Evaluate(x[i]), y[i], Math.Abs(exact.Evaluate(x[i])) * 1e-12);
    }

    private static void Check(StableFunction function, System.Text.Json.JsonElement entry, string property)
    {
        var pairs = ReferenceFiles.Pairs(entry, property).Where(p => p.Y != "overflow").ToList();
        var floats = pairs.Select(p => (float)ReferenceFiles.Number(p.X)).ToArray();
        var values = new float[floats.Length];
        function.Evaluate(floats, values);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (x, expected) = (ReferenceFiles.Number(pairs[i].X), ReferenceFiles.Number(pairs[i].Y));
            Assert.True(IsClose(function.Evaluate(x), expected, 1e-12, 1e-14), $"{property}({x}) is {function.Evaluate(x):R}, not {expected:R}");

            // A point that is no float is another point in single precision; the exact function there is what counts.
            var there = (float)function.Evaluate((double)floats[i]);
            Assert.True(there == values[i] || IsClose(values[i], there, 1e-5, 5e-7), $"{property}({floats[i]}) is {values[i]:R}, not {there:R}");
        }
    }

    private static bool IsClose(double actual, double expected, double relative, double absolute) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= Math.Max(relative * Math.Abs(expected), absolute);
}
