namespace FGan.Numerics.Tests;

/// <summary>Compares every operator's vector form with its scalar definition, at every width, on many values.</summary>
public class OperatorTests
{
    private static readonly float[] Arguments =
    [
        .. Floats.Special, .. Floats.Random(3000, 1, -4f, 4f), .. Floats.Random(3000, 2, -100f, 100f), .. Floats.RandomSizes(3001, 3, 120),
    ];

    [Fact]
    public void Negate() => Check(new NegateOperator(), Tolerances.Exact);

    [Fact]
    public void Abs() => Check(new AbsOperator(), Tolerances.Exact);

    [Fact]
    public void Square() => Check(new SquareOperator(), Tolerances.Exact);

    [Fact]
    public void Sqrt() => Check(new SqrtOperator(), Tolerances.Exact);

    [Fact]
    public void ReciprocalSqrt() => Check(new ReciprocalSqrtOperator(), Tolerances.Exact);

    [Fact]
    public void Reciprocal() => Check(new ReciprocalOperator(), Tolerances.Exact);

    [Fact]
    public void Step() => Check(new StepOperator(), Tolerances.Exact);

    [Fact]
    public void Sign() => Check(new SignOperator(), Tolerances.Exact);

    [Fact]
    public void Affine() => Check(new AffineOperator(1.7f, -0.3f), Tolerances.Fused, 1e-7f);

    [Fact]
    public void Clamp() => Check(new ClampOperator(-0.4f, 2.5f), Tolerances.Exact);

    [Fact]
    public void Exp() => Check(new ExpOperator(), Tolerances.Exp);

    [Fact]
    public void ExpMinusOne() => Check(new ExpMinusOneOperator(), Tolerances.ExpMinusOne);

    [Fact]
    public void Log() => Check(new LogOperator(), Tolerances.Log);

    [Fact]
    public void LogOnePlus() => Check(new LogOnePlusOperator(), Tolerances.LogOnePlus);

    [Fact]
    public void Tanh() => Check(new TanhOperator(), Tolerances.Tanh);

    [Fact]
    public void Sigmoid() => Check(new SigmoidOperator(), Tolerances.Sigmoid, Tolerances.Underflow);

    [Fact]
    public void Softplus() => Check(new SoftplusOperator(), Tolerances.Softplus, Tolerances.Underflow);

    [Fact]
    public void Add() => Check2(new AddOperator(), Tolerances.Exact);

    [Fact]
    public void Subtract() => Check2(new SubtractOperator(), Tolerances.Exact);

    [Fact]
    public void Multiply() => Check2(new MultiplyOperator(), Tolerances.Exact);

    [Fact]
    public void Divide() => Check2(new DivideOperator(), Tolerances.Exact);

    [Fact]
    public void Maximum() => Check2(new MaximumOperator(), Tolerances.Exact, zeroSign: false);

    [Fact]
    public void Minimum() => Check2(new MinimumOperator(), Tolerances.Exact, zeroSign: false);

    [Theory]
    [InlineData(ActivationKind.Identity, 0f, Tolerances.Exact)]
    [InlineData(ActivationKind.Relu, 0f, Tolerances.Exact)]
    [InlineData(ActivationKind.LeakyRelu, 0.2f, Tolerances.Exact)]
    [InlineData(ActivationKind.LeakyRelu, 1.5f, Tolerances.Exact)]
    [InlineData(ActivationKind.Elu, 1f, Tolerances.ExpMinusOne + 1)]
    [InlineData(ActivationKind.Elu, 0.7f, Tolerances.ExpMinusOne + 1)]
    [InlineData(ActivationKind.Tanh, 0f, Tolerances.Tanh)]
    [InlineData(ActivationKind.Sigmoid, 0f, Tolerances.Sigmoid)]
    [InlineData(ActivationKind.Softplus, 0f, Tolerances.Softplus)]
    public void ActivationsAndTheirSlopes(ActivationKind kind, float parameter, int units)
    {
        var activation = new Activation(kind, parameter);
        Widths.ForEach(width =>
        {
            float[] values = new float[Arguments.Length], slopes = new float[Arguments.Length], times = new float[Arguments.Length];
            Elementwise.Activate(Arguments, activation, values);
            Elementwise.ActivationSlope(values, activation, slopes);
            Elementwise.MultiplyBySlope(Arguments, values, activation, times);
            for (int i = 0; i < values.Length; i++)
            {
                int at = i;
                Func<string> where = () => $"{activation} at {Arguments[at]:R}, {width}";
                Floats.AssertClose(activation.Value(Arguments[i]), values[i], units, Tolerances.Underflow, where);
                float slope = activation.SlopeAtOutput(values[i]);
                Floats.AssertClose(slope, slopes[i], Tolerances.ExpMinusOne, Tolerances.Underflow, where);
                Floats.AssertClose(Arguments[i] * slopes[i], times[i], Tolerances.Exact, 0f, where);
            }
        });
    }

    private static void Check<TOperator>(TOperator op, int units, float absolute = 0f)
        where TOperator : struct, IUnaryOperator =>
        Widths.ForEach(width =>
        {
            float[] results = new float[Arguments.Length];
            Elementwise.Apply(Arguments, op, results);
            for (int i = 0; i < results.Length; i++)
            {
                float x = Arguments[i];
                Floats.AssertClose(op.Scalar(x), results[i], units, absolute, () => $"{typeof(TOperator).Name}({x:R}), {width}");
            }
        });

    private static void Check2<TOperator>(TOperator op, int units, bool zeroSign = true)
        where TOperator : struct, IBinaryOperator =>
        Widths.ForEach(width =>
        {
            float[] others = [.. Arguments.Reverse()], results = new float[Arguments.Length];
            Elementwise.Apply(Arguments, others, op, results);
            for (int i = 0; i < results.Length; i++)
            {
                float x = Arguments[i], y = others[i], expected = op.Scalar(x, y), actual = results[i];
                if (!zeroSign && expected == 0f && actual == 0f) continue;
                Floats.AssertClose(expected, actual, units, 0f, () => $"{typeof(TOperator).Name}({x:R}, {y:R}), {width}");
            }
        });
}
