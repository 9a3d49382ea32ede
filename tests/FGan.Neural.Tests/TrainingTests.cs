using FGan.Numerics;

namespace FGan.Neural.Tests;

public class TrainingTests
{
    [Fact]
    public void A_small_network_learns_a_curve()
    {
        var network = new Sequential(
            new Linear(1, 32), new BatchNorm(32), new ActivationLayer(ActivationKind.Tanh), new Linear(32, 1));
        using var weights = new ParameterSet(network, seed: 1);
        using var adam = new Adam(weights, new AdamOptions { LearningRate = 1e-2f });
        var tape = new Tape();
        Value x = tape.Input(64, 1), target = tape.Input(64, 1);
        Value loss = (network.Forward(x, Mode.Train) - target).Square().Mean();
        tape.Backward(loss, weights);
        using Program step = tape.Compile(loss);
        for (int i = 0; i < 64; i++)
        {
            float at = (i - 31.5f) / 16f;
            step[x][i] = at;
            step[target][i] = MathF.Sin(2f * at);
        }
        step.Run();
        float first = step[loss][0];
        for (int i = 0; i < 400; i++)
        {
            step.Run();
            adam.Step();
        }
        Assert.InRange(first, 0.3f, 3f);
        Assert.InRange(step[loss][0], 0f, 0.01f);
    }
}
