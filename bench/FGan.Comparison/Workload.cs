using FGan.Neural;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>A pair of networks and a batch size to train them with.</summary>
/// <param name="Name">The name, the same as in the peer's script.</param>
/// <param name="Networks">Creates generator and critic.</param>
/// <param name="Noise">Columns of z.</param>
/// <param name="Columns">Numbers in an example.</param>
/// <param name="Batch">Rows in a batch.</param>
/// <param name="BlockSteps">Steps a timed block.</param>
/// <param name="Floor">How many times faster than PyTorch is the least we ask for.</param>
internal sealed record Workload(
    string Name, Func<(Sequential Generator, Sequential Critic)> Networks, int Noise, int Columns, int Batch, int BlockSteps, double Floor)
{
    private static readonly Activation Leaky = Activation.LeakyRelu(0.2f);

    public static readonly Workload[] All =
    [
        new("toy-64", () => (Mlp(Activation.Relu, 2, 64, 64, 2), Mlp(Activation.Relu, 2, 64, 64, 1)), 2, 2, 256, 400, 5),
        new("toy-128", () => (Mlp(Activation.Relu, 2, 128, 128, 128, 2), Mlp(Activation.Relu, 2, 128, 128, 128, 1)), 2, 2, 1024, 60, 3),
        new("tabular-256", () => (Normalised(128, 256, 256, 60), Mlp(Leaky, 60, 256, 256, 1)), 128, 60, 500, 40, 3),
        new("mnist-mlp-256", MnistPair, 100, 784, 256, 12, 1.8),
        new("mnist-mlp-4096", MnistPair, 100, 784, 4096, 2, 1.2),
        new("mnist-conv-64", ConvolutionalPair, 100, 784, 64, 5, 2.5),
    ];

    /// <summary>Multiply-adds of the matrix products and convolutions in one step, the least that the algorithm needs.</summary>
    /// <remarks>
    /// Critic's step: G forward, V forward on data and samples, V backward by weights and, but for the first layer, by inputs.
    /// Generator's step: both forward, V backward by inputs, G backward by weights and, but for the first layer, by inputs.
    /// </remarks>
    public double MultiplyAdds()
    {
        (Sequential generator, Sequential critic) = Networks();
        double[] g = LayerWork(generator), v = LayerWork(critic);
        double critics = g.Sum() + (2 * (v.Sum() + v.Sum() + v.Skip(1).Sum()));
        double generators = g.Sum() + v.Sum() + v.Sum() + g.Sum() + g.Skip(1).Sum();
        return Batch * (critics + generators);
    }

    private static double[] LayerWork(Sequential network) =>
    [
        .. network.Modules.Select(module => module switch
        {
            Linear linear => (double)linear.Inputs * linear.Outputs,
            Conv2d convolution => convolution.MultiplyAdds,
            ConvTranspose2d convolution => convolution.MultiplyAdds,
            _ => 0,
        }).Where(work => work > 0),
    ];

    private static Sequential Mlp(Activation activation, params int[] sizes)
    {
        var layers = new List<Module>();
        for (int i = 1; i < sizes.Length; i++)
        {
            if (i > 1) layers.Add(new ActivationLayer(activation));
            layers.Add(new Linear(sizes[i - 1], sizes[i]));
        }
        return new Sequential([.. layers]);
    }

    private static Sequential Normalised(params int[] sizes) => new([.. NormalisedLayers(sizes)]);

    private static IEnumerable<Module> NormalisedLayers(int[] sizes)
    {
        for (int i = 1; i < sizes.Length; i++)
        {
            yield return new Linear(sizes[i - 1], sizes[i]);
            if (i == sizes.Length - 1) yield break;
            yield return new BatchNorm(sizes[i]);
            yield return new ActivationLayer(Activation.Relu);
        }
    }

    private static (Sequential Generator, Sequential Critic) MnistPair() => (
        new Sequential([.. NormalisedLayers([100, 1200, 1200, 784]), new ActivationLayer(Activation.Sigmoid)]),
        Mlp(Activation.Elu(), 784, 240, 240, 1));

    private static (Sequential Generator, Sequential Critic) ConvolutionalPair() => (
        new Sequential(
            new Linear(100, 6272), new BatchNorm(6272), new ActivationLayer(Activation.Relu),
            new ConvTranspose2d(128, 7, 7, 64, 4, 2, 1), new BatchNorm(64, 196), new ActivationLayer(Activation.Relu),
            new ConvTranspose2d(64, 14, 14, 1, 4, 2, 1), new ActivationLayer(Activation.Sigmoid)),
        new Sequential(
            new Conv2d(1, 28, 28, 64, 4, 2, 1), new ActivationLayer(Leaky), new Conv2d(64, 14, 14, 128, 4, 2, 1), new ActivationLayer(Leaky),
            new Linear(6272, 1)));
}
