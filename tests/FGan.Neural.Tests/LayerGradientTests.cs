using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>Gradients through whole layers, to second order, with the parameters as inputs of the check.</summary>
public class LayerGradientTests
{
    [Fact]
    public void Linear() => GradientCheck.Verify((_, x) => x[0].MatMul(x[1], transposeRight: true) + x[2], [new(4, 3), new(2, 3), new(1, 2)]);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 3)]
    public void Batch_normalisation_by_the_batch(int channels, int pixels)
    {
        using var running = new Running(channels);
        GradientCheck.Verify(
            (tape, x) => tape.RecordNode(
                new Operations.BatchNormOperation(channels, 1e-2f, running.Statistics), x, x[0].Shape, x[1].Shape, x[1].Shape).Outputs[0],
            [new(6, channels * pixels), new(1, channels), new(1, channels)]);
    }

    [Theory]
    [InlineData(ActivationKind.Tanh, 0f, 0f, false)]
    [InlineData(ActivationKind.Elu, 1f, 4.2f, false)]
    [InlineData(ActivationKind.Softplus, 0f, 0f, true)]
    public void The_gradient_penalty_of_a_network(ActivationKind kind, float parameter, float offset, bool normalise)
    {
        // ELU's slope has a kink at 0; the offset keeps the hidden layer to its left.
        // d/dθ of the mean of ‖∇ₓV‖², the critic's weights being the arguments.
        using var running = new Running(8);
        var activation = new Activation(kind, parameter);
        Value Critic(Tape tape, Value[] x)
        {
            Value hidden = x[0].MatMul(x[1], transposeRight: true) + x[2] - offset;
            if (normalise)
            {
                hidden = tape.RecordNode(
                    new Operations.BatchNormOperation(8, 1e-2f, running.Statistics),
                    [hidden, tape.Constant(new Shape(1, 8), 1.3f), tape.Constant(new Shape(1, 8), 0.2f)],
                    hidden.Shape, new Shape(1, 8), new Shape(1, 8)).Outputs[0];
            }
            return hidden.Activate(activation).MatMul(x[3], transposeRight: true);
        }
        GradientCheck.Verify(
            (tape, x) => tape.Gradient(Critic(tape, x), x[0]).Square().RowSums().Mean(),
            [new(6, 3), new(8, 3), new(1, 8), new(1, 8)], order: 1, low: -1f, high: 1f);
    }

    /// <summary>Running statistics that have a place in memory.</summary>
    private sealed class Running : IDisposable
    {
        private readonly ParameterSet _set;

        public Running(int channels)
        {
            var layer = new BatchNorm(channels);
            _set = new ParameterSet(layer, seed: 0);
            Statistics = layer.Running;
        }

        public RunningStatistics Statistics { get; }

        public void Dispose() => _set.Dispose();
    }
}
