using FGan.Neural;

namespace FGan;

/// <summary>The game in play: two networks, their optimisers, and the programs that move them.</summary>
/// <remarks>
/// Every random number is addressed by (seed, stream, step), so the state after a step follows from <see cref="Tensors"/> and the
/// step's number alone, and is the same at any number of threads.
/// </remarks>
internal sealed class Game : IDisposable
{
    private readonly GanTrainerOptions _options;
    private readonly Adam _generatorAdam, _criticAdam;
    private readonly GameStep[] _steps;

    public Game(TrainingRows rows, GanTrainerOptions options)
    {
        _options = options;
        Networks = new GameNetworks(rows.Space, options);
        _generatorAdam = new Adam(Networks.GeneratorWeights, Measured(options.Generator));
        _criticAdam = new Adam(Networks.CriticWeights, Measured(options.Critic));
        Average = new ExponentialMovingAverage(Networks.GeneratorWeights, (float)options.AverageDecay);
        _steps = options.Updates == UpdateScheme.SingleStep
            ? [new GameStep(Networks, rows, options, movesCritic: true, movesGenerator: true)]
            :
            [
                new GameStep(Networks, rows, options, movesCritic: true, movesGenerator: false),
                new GameStep(Networks, rows, options, movesCritic: false, movesGenerator: true),
            ];
        Tensors =
        [
            .. Named("generator", Networks.GeneratorWeights.Tensors),
            .. Named("critic", Networks.CriticWeights.Tensors),
            .. Named("generator_optimizer", _generatorAdam.Tensors),
            .. Named("critic_optimizer", _criticAdam.Tensors),
            .. Named("average", Average.Tensors),
        ];
    }

    public GameNetworks Networks { get; }

    /// <summary>The moving average of the generator, which is what is sampled from.</summary>
    public ExponentialMovingAverage Average { get; }

    /// <summary>The whole state: weights, statistics, both optimisers, the average.</summary>
    public IReadOnlyList<(string Name, NamedTensor Tensor)> Tensors { get; }

    /// <summary>The critic's value on the last batch: a bound of the divergence, flattered by having been trained on.</summary>
    public float Value { get; private set; }

    /// <summary>Norm of the critic's last gradient, before clipping.</summary>
    public float CriticGradientNorm => _criticAdam.GradientNorm;

    /// <summary>Norm of the generator's last gradient, before clipping.</summary>
    public float GeneratorGradientNorm => _generatorAdam.GradientNorm;

    /// <summary>Whether the last step met finite numbers only.</summary>
    public bool IsSound => float.IsFinite(Value) && float.IsFinite(CriticGradientNorm) && float.IsFinite(GeneratorGradientNorm);

    /// <summary>Plays one round: the critic's steps and the generator's; allocates nothing.</summary>
    /// <param name="step">The number of the round, from 0.</param>
    /// <param name="rate">Factor on both learning rates.</param>
    public void Play(long step, double rate)
    {
        _criticAdam.LearningRate = (float)(_options.Critic.LearningRate * rate);
        _generatorAdam.LearningRate = (float)(_options.Generator.LearningRate * rate);
        if (_options.Updates == UpdateScheme.SingleStep)
        {
            Value = _steps[0].Run((ulong)step);
            _criticAdam.Step();
        }
        else
        {
            for (int k = 0; k < _options.CriticSteps; k++)
            {
                Value = _steps[0].Run((ulong)(step * _options.CriticSteps + k));
                _criticAdam.Step();
            }

            _steps[1].Run((ulong)step);
        }

        _generatorAdam.Step();
        Average.Update();
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        foreach (GameStep step in _steps) step.Dispose();
        Average.Dispose();
        _criticAdam.Dispose();
        _generatorAdam.Dispose();
        Networks.Dispose();
    }

    /// <summary>Adam measures the gradient only where it clips; a limit that is never reached makes it measure always.</summary>
    private static AdamOptions Measured(AdamOptions options) =>
        options with { MaximumGradientNorm = options.MaximumGradientNorm ?? float.MaxValue };

    private static IEnumerable<(string, NamedTensor)> Named(string prefix, IEnumerable<NamedTensor> tensors) =>
        tensors.Select(tensor => ($"{prefix}.{tensor.Name}", tensor));
}
