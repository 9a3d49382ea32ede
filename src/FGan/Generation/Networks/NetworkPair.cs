using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Builds generator and critic as the options say, for rows of a given width.</summary>
internal static class NetworkPair
{
    private const float CriticSlope = 0.2f;

    private static readonly int[] PaperGenerator = [1200, 1200];
    private static readonly int[] PaperCritic = [240, 240];

    /// <summary>Widths of the generator's layers, the latent's first and the row's last.</summary>
    public static int[] GeneratorSizes(GanTrainerOptions options, int width) =>
        [options.LatentDimension, .. IsPaper(options) ? PaperGenerator : options.GeneratorWidths, width];

    /// <summary>Widths of the critic's layers, the row's first and 1 last.</summary>
    public static int[] CriticSizes(GanTrainerOptions options, int width) => [width, .. IsPaper(options) ? PaperCritic : options.CriticWidths, 1];

    /// <summary>The generator: latent rows to rows of unbounded numbers, which the sample space then bounds.</summary>
    public static Module Generator(GanTrainerOptions options, int width)
    {
        int[] sizes = GeneratorSizes(options, width);
        bool normalised = IsPaper(options) || options.BatchNormalisation;
        var layers = new List<Module>();
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            layers.Add(new Linear(sizes[i], sizes[i + 1]));
            if (i + 2 == sizes.Length) break;
            if (normalised) layers.Add(new BatchNorm(sizes[i + 1]));
            layers.Add(new ActivationLayer(Activation.Relu));
        }

        return new Sequential([.. layers]);
    }

    /// <summary>The critic: rows to V.</summary>
    public static Module Critic(GanTrainerOptions options, int width)
    {
        int[] sizes = CriticSizes(options, width);
        Activation activation = Hidden(IsPaper(options) ? HiddenActivation.Elu : options.CriticActivation);
        var layers = new List<Module>();
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            layers.Add(new Linear(sizes[i], sizes[i + 1]));
            if (i + 2 < sizes.Length) layers.Add(new ActivationLayer(activation));
        }

        if (options.CriticScale == CriticScale.Logarithmic) layers.Add(new LogarithmicScale());
        return new Sequential([.. layers]);
    }

    private static Activation Hidden(HiddenActivation activation) => activation switch
    {
        HiddenActivation.Relu => Activation.Relu,
        HiddenActivation.Elu => Activation.Elu(),
        HiddenActivation.Tanh => Activation.Tanh,
        _ => Activation.LeakyRelu(CriticSlope),
    };

    private static bool IsPaper(GanTrainerOptions options) => options.Architecture == NetworkArchitecture.PaperMnist;
}
