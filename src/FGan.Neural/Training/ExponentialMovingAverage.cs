using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Follows the parameters of a set with a moving average, which often samples better than the weights themselves.</summary>
/// <remarks>
/// average ← d·average + (1 − d)·θ after each step, d = min(decay, (1 + t)/(10 + t)) at update t, so that early weights are
/// forgotten soon. Statistics are averaged alike.
/// </remarks>
public sealed class ExponentialMovingAverage : IDisposable
{
    private readonly ParameterSet _parameters;
    private readonly float _decay;
    private readonly StateBlock _values;
    private readonly StateBlock _statistics;
    private readonly StateBlock _updates = new(1);

    /// <summary>Starts an average at the set's present elements.</summary>
    /// <param name="parameters">The set to follow.</param>
    /// <param name="decay">Weight of the past, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public ExponentialMovingAverage(ParameterSet parameters, float decay)
    {
        if (decay is not (>= 0f and < 1f)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay of a moving average must lie in [0, 1). Use 0.999 for runs of thousands of steps.");
        _parameters = parameters;
        _decay = decay;
        _values = new StateBlock(parameters.Values.Length);
        _statistics = new StateBlock(parameters.StatisticBlock.Length);
        parameters.Values.CopyTo(_values.Write());
        parameters.StatisticBlock.Read().CopyTo(_statistics.Write());
        Tensors =
        [
            .. parameters.Parameters.Select(p => new NamedTensor(p.Name, p.Dimensions, _values, p.Start)),
            .. parameters.Statistics.Select(p => new NamedTensor(p.Name, p.Dimensions, _statistics, p.Start)),
            new NamedTensor("updates", [], _updates, 0),
        ];
    }

    /// <summary>The averaged tensors, with the names of the set's own, and the number of updates.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Copies the state of a saved average.</summary>
    /// <param name="tensors">What <see cref="Tensors"/> held, in any order.</param>
    /// <exception cref="ArgumentException">A tensor is missing, unexpected or has other extents; nothing was copied.</exception>
    public void Load(IEnumerable<NamedTensor> tensors) => StateTransfer.Copy([.. tensors], Tensors);

    /// <summary>Moves the average towards the set's present elements; call it after each optimiser step. Allocates nothing.</summary>
    public void Update()
    {
        float t = _updates.Read()[0];
        _updates.Write()[0] = t + 1f;
        float decay = Math.Min(_decay, (1f + t) / (10f + t));
        Elementwise.Combine(_parameters.Values, 1f - decay, _values.Read(), decay, _values.Write());
        Elementwise.Combine(_parameters.StatisticBlock.Read(), 1f - decay, _statistics.Read(), decay, _statistics.Write());
    }

    /// <summary>Exchanges the average with the set's elements: call it to sample with the average, and again to train on.</summary>
    public void Swap()
    {
        Exchange(_parameters.Block.Write(), _values.Write());
        Exchange(_parameters.StatisticBlock.Write(), _statistics.Write());
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _values.Dispose();
        _statistics.Dispose();
        _updates.Dispose();
    }

    private static void Exchange(Span<float> a, Span<float> b)
    {
        for (int i = 0; i < a.Length; i++) (a[i], b[i]) = (b[i], a[i]);
    }
}
