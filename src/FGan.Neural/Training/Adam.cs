using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Settings of <see cref="Adam"/>.</summary>
public sealed record AdamOptions
{
    /// <summary>Step length α, above 0.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>Decay of the mean gradient, in [0, 1).</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay of the mean squared gradient, in [0, 1).</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>ε, added to the root, above 0.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Largest Euclidean norm of the whole gradient; a longer one is scaled down to it. Null for no limit.</summary>
    public float? MaximumGradientNorm { get; init; }

    /// <summary>Whether to ascend.</summary>
    public bool Maximize { get; init; }
}

/// <summary>Moves the parameters of a set against their gradients (Kingma and Ba, arXiv 1412.6980), in one pass over flat memory.</summary>
/// <remarks>
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − α·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
/// </remarks>
public sealed class Adam : IDisposable
{
    private readonly ParameterSet _parameters;
    private readonly AdamOptions _options;
    private readonly StateBlock _first;
    private readonly StateBlock _second;
    private readonly StateBlock _step = new(1);

    /// <summary>Creates an optimiser for a set.</summary>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public Adam(ParameterSet parameters, AdamOptions options)
    {
        Validate(options);
        _parameters = parameters;
        _options = options;
        LearningRate = options.LearningRate;
        _first = new StateBlock(parameters.Values.Length);
        _second = new StateBlock(parameters.Values.Length);
        Tensors =
        [
            .. parameters.Parameters.Select(p => new NamedTensor($"{p.Name}.exp_avg", p.Dimensions, _first, p.Start)),
            .. parameters.Parameters.Select(p => new NamedTensor($"{p.Name}.exp_avg_sq", p.Dimensions, _second, p.Start)),
            new NamedTensor("step", [], _step, 0),
        ];
    }

    /// <summary>Step length α; may change between steps, as schedules do.</summary>
    public float LearningRate { get; set; }

    /// <summary>Steps taken; exact up to 16,777,216, after which the bias corrections are 1 in any case.</summary>
    public long Steps => (long)_step.Read()[0];

    /// <summary>The Euclidean norm of the last step's whole gradient, before any clipping; NaN where no limit is set or no step was taken.</summary>
    public float GradientNorm { get; private set; } = float.NaN;

    /// <summary>The moments and the step count, named after their parameters; with them a run continues to the same bits.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Copies the state of a saved optimiser.</summary>
    /// <param name="tensors">What <see cref="Tensors"/> held, in any order.</param>
    /// <exception cref="ArgumentException">A tensor is missing, unexpected or has other extents; nothing was copied.</exception>
    public void Load(IEnumerable<NamedTensor> tensors) => StateTransfer.Copy([.. tensors], Tensors);

    /// <summary>Forgets all steps, as if newly created.</summary>
    public void Reset()
    {
        _first.Write().Clear();
        _second.Write().Clear();
        _step.Write().Clear();
    }

    /// <summary>Takes one step along the set's current gradients; allocates nothing.</summary>
    public void Step()
    {
        float factor = _options.Maximize ? -1f : 1f;
        if (_options.MaximumGradientNorm is float limit)
        {
            GradientNorm = (float)Math.Sqrt(Reductions.SumOfSquares(_parameters.Gradients));
            if (GradientNorm > limit) factor *= limit / GradientNorm;
        }
        if (factor != 1f) Elementwise.Scale(_parameters.Gradients, factor, _parameters.Gradients);
        _step.Write()[0] += 1f;
        var step = new AdamStep(Steps, LearningRate, _options.Beta1, _options.Beta2, _options.Epsilon);
        AdamKernel.Apply(step, _parameters.Gradients, _parameters.Block.Write(), _first.Write(), _second.Write());
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _step.Dispose();
    }

    private static void Validate(AdamOptions options)
    {
        var faults = new List<string>();
        if (!(options.LearningRate > 0f)) faults.Add($"LearningRate is {options.LearningRate}, expected above 0");
        if (options.Beta1 is not (>= 0f and < 1f)) faults.Add($"Beta1 is {options.Beta1}, expected in [0, 1)");
        if (options.Beta2 is not (>= 0f and < 1f)) faults.Add($"Beta2 is {options.Beta2}, expected in [0, 1)");
        if (!(options.Epsilon > 0f)) faults.Add($"Epsilon is {options.Epsilon}, expected above 0");
        if (options.MaximumGradientNorm is float norm && !(norm > 0f)) faults.Add($"MaximumGradientNorm is {norm}, expected above 0 or null");
        if (faults.Count > 0) throw new ArgumentException($"AdamOptions: {string.Join("; ", faults)}.");
    }
}
