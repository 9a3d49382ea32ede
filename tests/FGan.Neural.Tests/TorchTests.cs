using System.Text.Json;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>The same losses, gradients, statistics and Adam steps as PyTorch; numbers and their script are in fixtures.</summary>
public class TorchTests
{
    private static readonly Lazy<JsonElement> Cases = new(() =>
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "torch_numbers.json")));
        return document.RootElement.GetProperty("cases").Clone();
    });

    [Theory]
    [InlineData("mlp")]
    [InlineData("normalised")]
    [InlineData("images")]
    [InlineData("penalty")]
    [InlineData("image penalty")]
    public void Three_steps_agree(string name)
    {
        JsonElement expected = Cases.Value.GetProperty(name);
        Sequential module = Build(name);
        using var weights = new ParameterSet(module, seed: 0);
        using var adam = new Adam(weights, new AdamOptions { LearningRate = 1e-2f, Beta1 = 0.5f, Beta2 = 0.9f });
        foreach (NamedTensor tensor in weights.Tensors) tensor.Load(Numbers(expected.GetProperty("before").GetProperty(tensor.Name)));

        var tape = new Tape();
        Value x = tape.Input(expected.GetProperty("rows").GetInt32(), expected.GetProperty("columns").GetInt32());
        Value y = module.Forward(x, Mode.Train), loss = (y.Softplus() - 0.3f).Square().Mean();
        if (expected.GetProperty("penalised").GetBoolean()) loss += 0.1f * tape.Gradient(y, x).Square().RowSums().Mean();
        tape.Backward(loss, weights);
        using Program step = tape.Compile(loss);
        Numbers(expected.GetProperty("x")).CopyTo(step[x]);
        for (int i = 0; i < 3; i++)
        {
            step.Run();
            AssertClose([Numbers(expected.GetProperty("losses"))[i]], step[loss], "loss");
            if (i == 0)
            {
                foreach (Parameter parameter in weights.Parameters)
                    AssertClose(Numbers(expected.GetProperty("gradients").GetProperty(parameter.Name)), parameter.Gradient, parameter.Name);
            }
            adam.Step();
        }
        foreach (NamedTensor tensor in weights.Tensors)
        {
            // A bias before batch normalisation has no influence: its gradient is rounding, which Adam blows up to full steps.
            if (IsCancelled(module, tensor.Name)) continue;
            AssertClose(Numbers(expected.GetProperty("after").GetProperty(tensor.Name)), tensor.Values, tensor.Name);
        }
    }

    private static Sequential Build(string name) => name switch
    {
        "mlp" => new(
            new Linear(3, 6), new ActivationLayer(Activation.Elu()), new Linear(6, 4), new ActivationLayer(Activation.LeakyRelu(0.2f)), new Linear(4, 1)),
        "normalised" => new(
            new Linear(3, 6), new BatchNorm(6), new ActivationLayer(Activation.Relu), new Linear(6, 2), new ActivationLayer(Activation.Sigmoid)),
        "images" => new(
            new Conv2d(1, 6, 6, 3, 4, 2, 1), new BatchNorm(3, 9), new ActivationLayer(Activation.Tanh),
            new ConvTranspose2d(3, 3, 3, 2, 4, 2, 1), new ActivationLayer(Activation.Softplus), new Linear(72, 1)),
        "penalty" => new(
            new Linear(3, 6), new ActivationLayer(Activation.Tanh), new Linear(6, 4), new ActivationLayer(Activation.Softplus), new Linear(4, 1)),
        _ => new(new Conv2d(1, 6, 6, 3, 4, 2, 1), new BatchNorm(3, 9), new ActivationLayer(Activation.Tanh), new Linear(27, 1)),
    };

    private static bool IsCancelled(Sequential module, string tensor)
    {
        string[] path = tensor.Split('.');
        int index = int.Parse(path[0], System.Globalization.CultureInfo.InvariantCulture);
        return (path[1] == "bias" && index + 1 < module.Modules.Count && module.Modules[index + 1] is BatchNorm)
            || (path[1] == "running_mean" && module.Modules[index] is BatchNorm);
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetSingle())];

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        double size = 1e-2;
        foreach (float e in expected) size = Math.Max(size, Math.Abs(e));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= 2e-5 * size, $"{what}[{i}]: {found[i]}, PyTorch {expected[i]}");
    }
}
