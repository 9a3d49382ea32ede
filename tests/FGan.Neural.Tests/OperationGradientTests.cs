using FGan.Numerics;
using Xunit;

namespace FGan.Neural.Tests;

/// <summary>First and second derivatives of every operation against differences.</summary>
public class OperationGradientTests
{
    private static readonly Shape S = new(4, 5);
    private static readonly Shape Row = new(1, 5);
    private static readonly Shape Column = new(4, 1);

    public static TheoryData<string> Binary => ["full", "row", "column", "number"];

    private static Shape Other(string kind) => kind switch { "full" => S, "row" => Row, "column" => Column, _ => Shape.Scalar };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Sums_differences_products_and_quotients(string kind)
    {
        Shape other = Other(kind);
        GradientCheck.Verify((_, x) => x[0] * x[0] + x[1], [S, other]);
        GradientCheck.Verify((_, x) => x[0].Square() - x[1], [S, other]);
        GradientCheck.Verify((_, x) => x[1] - x[0].Square(), [S, other]);
        GradientCheck.Verify((_, x) => x[0] * x[1], [S, other]);
        GradientCheck.Verify((_, x) => x[1] * x[0] * x[1], [S, other]);
        GradientCheck.Verify((_, x) => x[0] / x[1], [S, other], low: 0.7f, high: 2f);
    }

    [Fact]
    public void A_row_and_a_column_make_a_matrix()
    {
        GradientCheck.Verify((_, x) => x[0] * x[1], [Row, Column]);
        GradientCheck.Verify((_, x) => x[0].Square() + x[1], [Row, Column]);
        GradientCheck.Verify((_, x) => x[0].Square() - x[1].Square(), [Row, Column]);
    }

    [Fact]
    public void Numbers() => GradientCheck.Verify((_, x) => (3f * x[0] + 1f) * (x[0] / 2f - 0.5f) * -x[0], [S]);

    [Fact]
    public void Exp() => GradientCheck.Verify((_, x) => x[0].Exp(), [S]);

    [Fact]
    public void Log() => GradientCheck.Verify((_, x) => x[0].Log(), [S], low: 0.5f, high: 2f);

    [Fact]
    public void Sqrt() => GradientCheck.Verify((_, x) => x[0].Sqrt(), [S], low: 0.5f, high: 2f);

    [Fact]
    public void Square() => GradientCheck.Verify((_, x) => x[0].Square() * x[0], [S]);

    [Fact]
    public void Reciprocal() => GradientCheck.Verify((_, x) => x[0].Reciprocal(), [S], low: 0.7f, high: 2f);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Matrix_products(bool transposeLeft, bool transposeRight)
    {
        Shape a = new(3, 4), b = new(4, 5);
        GradientCheck.Verify(
            (_, x) => x[0].MatMul(x[1], transposeLeft, transposeRight),
            [transposeLeft ? a.Transposed : a, transposeRight ? b.Transposed : b]);
    }

    [Fact]
    public void A_matrix_times_itself() => GradientCheck.Verify((_, x) => x[0].MatMul(x[0], transposeRight: true), [new(3, 4)]);

    // Kinks at 0 would spoil differences: arguments keep away from it by more than the step.
    [Theory]
    [InlineData(ActivationKind.Identity, 0f)]
    [InlineData(ActivationKind.Relu, 0f)]
    [InlineData(ActivationKind.LeakyRelu, 0.2f)]
    [InlineData(ActivationKind.Elu, 0.7f)]
    [InlineData(ActivationKind.Tanh, 0f)]
    [InlineData(ActivationKind.Sigmoid, 0f)]
    [InlineData(ActivationKind.Softplus, 0f)]
    public void Activations(ActivationKind kind, float parameter)
    {
        var activation = new Activation(kind, parameter);
        GradientCheck.Verify((_, x) => x[0].Activate(activation), [S], low: 0.3f, high: 1.5f);
        GradientCheck.Verify((_, x) => x[0].Activate(activation), [S], low: -1.5f, high: -0.3f);
        GradientCheck.Verify((_, x) => x[0].Activate(activation).Square(), [S], low: -1.5f, high: -0.3f);
    }

    [Fact]
    public void Sums_and_means()
    {
        GradientCheck.Verify((_, x) => x[0].Square().Sum(), [S]);
        GradientCheck.Verify((_, x) => x[0].Mean() * x[0].Square().Mean(), [S]);
        GradientCheck.Verify((_, x) => x[0].RowSums() * x[0].RowMeans(), [S]);
        GradientCheck.Verify((_, x) => x[0].ColumnSums() * x[0].ColumnMeans(), [S]);
    }

    [Fact]
    public void Repetition()
    {
        GradientCheck.Verify((_, x) => x[0].Square().BroadcastTo(S), [Row]);
        GradientCheck.Verify((_, x) => x[0].Square().BroadcastTo(S), [Column]);
        GradientCheck.Verify((_, x) => x[0].Square().BroadcastTo(S), [Shape.Scalar]);
    }

    [Fact]
    public void Channels()
    {
        Shape images = new(3, 6);
        GradientCheck.Verify((_, x) => x[0].Square().ChannelSums(2), [images]);
        GradientCheck.Verify((_, x) => x[0].Square().BroadcastChannels(images), [new(1, 2)]);
    }

    [Fact]
    public void Slices_and_stacks()
    {
        GradientCheck.Verify((_, x) => x[0].Rows(1, 2).Square(), [S]);
        GradientCheck.Verify((_, x) => x[0].Columns(2, 3).Square(), [S]);
        GradientCheck.Verify((_, x) => Value.StackRows(x[0], x[1], x[0]).Square(), [S, Row]);
        GradientCheck.Verify((_, x) => Value.JoinColumns(x[0], x[1], x[0]).Square(), [S, Column]);
    }

    [Fact]
    public void Functions_from_elsewhere() =>
        GradientCheck.Verify((_, x) => x[0].Apply(Sine.Instance) * x[0].Apply(Sine.Instance.Derivative), [S]);

    [Fact]
    public void Third_derivatives() => GradientCheck.Verify(
        (tape, x) => tape.Gradient(x[0].Tanh() * x[0].Sigmoid(), x[0]) * tape.Gradient(x[0].Softplus(), x[0]), [S]);

    private sealed class Sine(int order) : ElementwiseFunction
    {
        public static readonly Sine Instance = new(0);

        private ElementwiseFunction? _derivative;

        public override string Name => $"sin, {order} times differentiated";

        public override ElementwiseFunction Derivative => _derivative ??= new Sine(order + 1);

        public override void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++) y[i] = MathF.Sin(x[i] + order * MathF.PI / 2);
        }
    }
}
