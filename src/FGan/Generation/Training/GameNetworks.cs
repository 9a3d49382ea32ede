using FGan.Divergences;
using FGan.Neural;

namespace FGan;

/// <summary>Generator and critic with their weights, and the objective they play for.</summary>
internal sealed class GameNetworks : IDisposable
{
    public GameNetworks(SampleSpace space, GanTrainerOptions options)
    {
        Objective = options.Divergence.Objective(options.Direction, options.Activation);
        Generator = NetworkPair.Generator(options, space.Width);
        Critic = NetworkPair.Critic(options, space.Width);
        GeneratorWeights = new ParameterSet(Generator, options.Seed, RandomStreams.GeneratorWeights);
        CriticWeights = new ParameterSet(Critic, options.Seed, RandomStreams.CriticWeights);
    }

    public Objective Objective { get; }

    public Module Generator { get; }

    public Module Critic { get; }

    public ParameterSet GeneratorWeights { get; }

    public ParameterSet CriticWeights { get; }

    public void Dispose()
    {
        GeneratorWeights.Dispose();
        CriticWeights.Dispose();
    }
}
