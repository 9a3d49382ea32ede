using FGan.Numerics;

namespace FGan.Neural;

/// <summary>The running mean and variance that batch normalisation keeps for sampling.</summary>
internal sealed class RunningStatistics(int channels, float momentum)
{
    public Parameter Mean { get; } = new("running_mean", [channels], Initialisation.Constant(0f), isTrained: false);

    public Parameter Variance { get; } = new("running_var", [channels], Initialisation.Constant(1f), isTrained: false);

    /// <summary>Counts batches; a float holds the count exactly up to 16,777,216.</summary>
    public Parameter Batches { get; } = new("num_batches_tracked", [], Initialisation.Constant(0f), isTrained: false);

    /// <summary>Moves the running statistics towards a batch's, by the momentum; the variance is made unbiased first.</summary>
    /// <param name="mean">The batch's means.</param>
    /// <param name="variance">The batch's biased variances.</param>
    /// <param name="count">Numbers a channel that they were taken over, at least 2.</param>
    public void Update(ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, int count)
    {
        Elementwise.Combine(mean, momentum, Mean.Values, 1f - momentum, Mean.Written, ThreadTeam.Single);
        float unbiased = momentum * count / (count - 1);
        Elementwise.Combine(variance, unbiased, Variance.Values, 1f - momentum, Variance.Written, ThreadTeam.Single);
        Batches.Written[0] += 1f;
    }
}
