using FGan.Neural.Operations;

namespace FGan.Neural;

/// <summary>y = γ·(x − mean)/√(var + ε) + β, per column, or per channel of images.</summary>
/// <remarks>
/// <see cref="Mode.Train"/> takes mean and (biased) variance from the batch and moves the running ones by the momentum,
/// the variance unbiased, as PyTorch does; <see cref="Mode.Sample"/> takes the running ones, so that a sample does not
/// depend on its neighbours. Parameters <c>weight</c> γ, <c>bias</c> β; statistics <c>running_mean</c>,
/// <c>running_var</c>, <c>num_batches_tracked</c>. Source: Ioffe and Szegedy, arXiv 1502.03167.
/// </remarks>
public sealed class BatchNorm : Module
{
    private readonly Parameter _gamma;
    private readonly Parameter _beta;

    /// <summary>Creates the layer.</summary>
    /// <param name="channels">Number of columns, or of channels when rows are images.</param>
    /// <param name="pixels">Numbers a channel in each row: 1 for plain columns, height·width for images.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics.</param>
    /// <param name="epsilon">ε, added to the variance.</param>
    public BatchNorm(int channels, int pixels = 1, float momentum = 0.1f, float epsilon = 1e-5f)
    {
        Channels = channels;
        Pixels = pixels;
        Epsilon = epsilon;
        _gamma = new Parameter("weight", [channels], Initialisation.Constant(1f));
        _beta = new Parameter("bias", [channels], Initialisation.Constant(0f));
        Running = new RunningStatistics(channels, momentum);
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Numbers a channel in each row.</summary>
    public int Pixels { get; }

    /// <summary>ε, added to the variance.</summary>
    public float Epsilon { get; }

    internal RunningStatistics Running { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Parameter> OwnParameters => [_gamma, _beta, Running.Mean, Running.Variance, Running.Batches];

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        RequireColumns(x, Channels * Pixels, $"BatchNorm({Channels}{(Pixels == 1 ? "" : $" × {Pixels} pixels")})");
        Value gamma = x.Tape.Parameter(_gamma), beta = x.Tape.Parameter(_beta);
        return mode == Mode.Train ? NormaliseByBatch(x, gamma, beta) : NormaliseByRunning(x, gamma, beta);
    }

    private Value NormaliseByBatch(Value x, Value gamma, Value beta)
    {
        if (x.Shape.Rows * Pixels < 2) throw new ArgumentException($"BatchNorm got shape {x.Shape} to train on; expected at least two rows. Use a larger batch, or Mode.Sample.");
        return x.Tape.RecordNode(
            new BatchNormOperation(Channels, Epsilon, Running), [x, gamma, beta], x.Shape, gamma.Shape, gamma.Shape).Outputs[0];
    }

    private Value NormaliseByRunning(Value x, Value gamma, Value beta)
    {
        Value mean = x.Tape.Parameter(Running.Mean), variance = x.Tape.Parameter(Running.Variance);
        Value scale = gamma * (variance + Epsilon).Sqrt().Reciprocal();
        Value shift = beta - mean * scale;
        return x * scale.BroadcastChannels(x.Shape with { Rows = 1 }) + shift.BroadcastChannels(x.Shape with { Rows = 1 });
    }
}
