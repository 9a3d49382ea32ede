using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>The plan of a generator and a critic, as the options say, for rows of a given kind.</summary>
internal abstract class NetworkPair
{
    /// <summary>Slope on the left of leaky ReLUs.</summary>
    protected const float LeakySlope = 0.2f;

    /// <summary>At most as many weights as both networks have, known before any is made.</summary>
    public abstract long WeightCount { get; }

    /// <summary>Chooses the plan.</summary>
    /// <exception cref="Data.DataException">The data do not suit the architecture.</exception>
    public static NetworkPair Of(GanTrainerOptions options, SampleSpace space) => options.Architecture == NetworkArchitecture.Convolutional
        ? new ConvolutionalPair(options, space)
        : new PerceptronPair(options, space.Width, space.Condition?.Width ?? 0);

    /// <summary>The plan of a pair whose critic judges rows one at a time and by themselves, whatever the options say.</summary>
    public static NetworkPair Plain(GanTrainerOptions options, SampleSpace space) => options.Architecture == NetworkArchitecture.Convolutional
        ? new ConvolutionalPair(options, space)
        : new PerceptronPair(options with { Pack = 1 }, space.Width, condition: 0);

    /// <summary>The generator: latent rows to rows of unbounded numbers, which the sample space then bounds.</summary>
    public Module Generator() => new Sequential([.. GeneratorLayers()]);

    /// <summary>The critic: rows to V.</summary>
    /// <param name="scale">How its last number becomes V.</param>
    public Module Critic(CriticScale scale) =>
        new Sequential([.. CriticLayers(), .. scale == CriticScale.Logarithmic ? [new LogarithmicScale()] : Array.Empty<Module>()]);

    protected abstract IEnumerable<Module> GeneratorLayers();

    protected abstract IEnumerable<Module> CriticLayers();

    protected static ActivationLayer Ends(HiddenActivation activation) => new(activation switch
    {
        HiddenActivation.Relu => Activation.Relu,
        HiddenActivation.Elu => Activation.Elu(),
        HiddenActivation.Tanh => Activation.Tanh,
        _ => Activation.LeakyRelu(LeakySlope),
    });
}
