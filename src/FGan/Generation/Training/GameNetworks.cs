using FGan.Divergences;
using FGan.Neural;

namespace FGan;

/// <summary>Generator and critic with their weights, and the objective they play for.</summary>
internal sealed class GameNetworks : IDisposable
{
    public GameNetworks(SampleSpace space, GanTrainerOptions options)
    {
        Objective = options.Divergence.Objective(options.Direction, options.Activation);
        GeneratorObjective = options.GeneratorDivergence?.Objective(options.Direction, options.Activation) ?? Objective;
        Curvature = CurvatureOf(Objective.Activation);
        var pair = NetworkPair.Of(options, space);
        (Generator, Critic) = (pair.Generator(), pair.Critic(options.CriticScale));
        GeneratorWeights = new ParameterSet(Generator, options.Seed, RandomStreams.GeneratorWeights);
        CriticWeights = new ParameterSet(Critic, options.Seed, RandomStreams.CriticWeights);
    }

    /// <summary>What the critic ascends.</summary>
    public Objective Objective { get; }

    /// <summary>Where the generator's term is taken from: the critic's objective, unless the options name another divergence for it.</summary>
    public Objective GeneratorObjective { get; }

    /// <summary>
    /// a'(v₁), which is f''(1) for the log-ratio activation: near P = Q every f-divergence is f''(1)/2 times the same χ², so a game in units of
    /// it asks for the same learning rates, clipping and penalties whatever f is.
    /// </summary>
    public float Curvature { get; }

    /// <summary>The same of the generator's objective.</summary>
    public float GeneratorCurvature => CurvatureOf(GeneratorObjective.Activation);

    public Module Generator { get; }

    public Module Critic { get; }

    public ParameterSet GeneratorWeights { get; }

    public ParameterSet CriticWeights { get; }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        GeneratorWeights.Dispose();
        CriticWeights.Dispose();
    }

    private static float CurvatureOf(OutputActivation activation)
    {
        double slope = activation.Activation.Derivative.Evaluate(activation.Threshold);
        return slope > 0 && double.IsFinite(slope) ? (float)slope : 1f;
    }
}
