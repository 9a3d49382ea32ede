namespace FGan.Neural;

/// <summary>The running mean and variance that batch normalisation keeps for sampling.</summary>
internal sealed class RunningStatistics(int channels, float momentum)
{
    public Parameter Mean { get; } = new("running_mean", [channels], Initialisation.Constant(0f), isTrained: false);

    public Parameter Variance { get; } = new("running_var", [channels], Initialisation.Constant(1f), isTrained: false);

    /// <summary>Counts batches; a float holds the count exactly up to 16,777,216.</summary>
    public Parameter Batches { get; } = new("num_batches_tracked", [], Initialisation.Constant(0f), isTrained: false);

    public float Momentum { get; } = momentum;
}
