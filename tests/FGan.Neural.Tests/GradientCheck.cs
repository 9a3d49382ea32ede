using Xunit;

namespace FGan.Neural.Tests;

/// <summary>Compares recorded gradients with differences of the values themselves, along random directions.</summary>
internal static class GradientCheck
{
    /// <summary>
    /// A four-point difference with step 0.02 errs by about h⁴·|f⁗|/30, here below 1e-5, and rounding of single-precision
    /// values (6e-8 each) is magnified by 1/h to some 1e-5; both relative to the size of the slopes. 2e-3 leaves room
    /// for functions of high curvature and still sees any wrong term.
    /// </summary>
    public const double Tolerance = 2e-3;

    private const float Step = 0.02f;

    /// <summary>Checks first and, if asked, second derivatives of a function of several matrices.</summary>
    /// <param name="function">Records the function.</param>
    /// <param name="shapes">The shapes of its arguments.</param>
    /// <param name="order">1, or 2 to check the gradient's own gradient too.</param>
    /// <param name="low">Lower end of the arguments' range.</param>
    /// <param name="high">Upper end of the arguments' range.</param>
    public static void Verify(
        Func<Tape, Value[], Value> function, Shape[] shapes, int order = 2, float low = -1.5f, float high = 1.5f)
    {
        VerifyFirst(function, shapes, low, high);
        if (order > 1) VerifyFirst((tape, x) => Slope(tape, function, x), shapes, low, high);
    }

    /// <summary>The slope of a weighted sum of the function's elements along a fixed direction.</summary>
    private static Value Slope(Tape tape, Func<Tape, Value[], Value> function, Value[] x)
    {
        Value y = function(tape, x);
        Value[] gradients = tape.Gradient((y * Weights(tape, y.Shape, 90)).Sum(), x);
        Value sum = (gradients[0] * Weights(tape, x[0].Shape, 91)).Sum();
        for (int i = 1; i < x.Length; i++) sum += (gradients[i] * Weights(tape, x[i].Shape, 91 + i)).Sum();
        return sum;
    }

    private static void VerifyFirst(Func<Tape, Value[], Value> function, Shape[] shapes, float low, float high)
    {
        var tape = new Tape();
        Value[] x = Array.ConvertAll(shapes, s => tape.Input(s.Rows, s.Columns));
        Value y = function(tape, x);
        Value[] gradients = tape.Gradient(y, x, Weights(tape, y.Shape, 7));
        using Program program = tape.Compile([y, .. gradients]);
        float[] weights = Samples.Uniform(y.Shape.Count, 7, -1f, 1f);
        for (int trial = 0; trial < 3; trial++)
        {
            float[][] point = [.. shapes.Select((s, i) => Samples.Uniform(s.Count, 100 + 10 * trial + i, low, high))];
            float[][] direction = [.. shapes.Select((s, i) => Samples.Uniform(s.Count, 500 + 10 * trial + i, -1f, 1f))];
            Evaluate(0f);
            double exact = 0, size = 1e-3;
            for (int i = 0; i < x.Length; i++)
            {
                if (!program.Keeps(x[i])) continue;
                for (int j = 0; j < direction[i].Length; j++)
                {
                    double term = (double)program[gradients[i]][j] * direction[i][j];
                    exact += term;
                    size += Math.Abs(term);
                }
            }
            double difference = ((8 * (Evaluate(Step) - Evaluate(-Step))) - (Evaluate(2 * Step) - Evaluate(-2 * Step))) / (12 * Step);
            Assert.True(Math.Abs(exact - difference) <= Tolerance * size, $"trial {trial}: gradient {exact}, difference {difference}, size {size}");

            double Evaluate(float step)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    if (!program.Keeps(x[i])) continue;
                    Span<float> input = program[x[i]];
                    for (int j = 0; j < input.Length; j++) input[j] = point[i][j] + step * direction[i][j];
                }
                program.Run();
                double sum = 0;
                Span<float> output = program[y];
                for (int j = 0; j < output.Length; j++) sum += (double)output[j] * weights[j];
                return sum;
            }
        }
    }

    private static Value Weights(Tape tape, Shape shape, int seed) => tape.Constant(shape, Samples.Uniform(shape.Count, seed, -1f, 1f));
}
