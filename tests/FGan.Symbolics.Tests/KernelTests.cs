namespace FGan.Symbolics.Tests;

public sealed class KernelTests
{
    public static TheoryData<Function> Functions() =>
    [
        .. Enum.GetValues<Function>().Where(f => f is not (Function.Pi or Function.Max or Function.Min or Function.Sin or Function.Cos or Function.Tan)),
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Scalars_and_vectors_are_within_a_few_units_of_the_exact_value(Function function)
    {
        var call = Expr.Call(function, Symbol.V);
        var (compiled, exact) = (new CompiledFunction(call, Symbol.V), new ExactFunction(call, Symbol.V));
        var random = new Random(2);
        var x = Enumerable.Range(0, 600).Select(_ => (double)(float)Point(function, random)).ToArray();
        var (doubles, floats) = (new double[x.Length], new float[x.Length]);
        compiled.Evaluate(x, doubles);
        compiled.Evaluate(x.Select(v => (float)v).ToArray(), floats);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = exact.Evaluate(x[i]);

            // 8 units; Lambert's W loses digits at its branch point, where its slope is infinite.
            var units = function is Function.LambertW or Function.LowerLambertW ? 1e5 : 8;
            Assert.True(Within(compiled.Evaluate(x[i]), expected, units * 1.2e-16, 1e-320), $"{function}({x[i]:R})");
            Assert.True(Within(doubles[i], expected, units * 1.2e-16, 1e-307), $"{function} over doubles at {x[i]:R}: {doubles[i]:R}, not {expected:R}");
            Assert.True(Within(floats[i], (float)expected, 8 * 6e-8, 1.2e-38), $"{function} over floats at {x[i]:R}: {floats[i]:R}, not {expected:R}");
        }
    }

    private static double Point(Function function, Random random)
    {
        var size = random.Next(3) == 0 ? random.NextDouble() * 3 : Math.Exp((random.NextDouble() * 40) - 30);
        return function switch
        {
            Function.LambertW => size,
            Function.LowerLambertW => -0.36 * random.NextDouble(),
            _ => random.Next(2) == 0 ? size : -size,
        };
    }

    private static bool Within(double actual, double expected, double relative, double absolute) =>
        actual.Equals(expected) || (double.IsNaN(actual) && double.IsNaN(expected)) || Math.Abs(actual - expected) <= (relative * Math.Abs(expected)) + absolute;
}
