namespace FGan.Neural;

/// <summary>y = x·Wᵀ + b.</summary>
/// <remarks>Parameters <c>weight</c> [outputs, inputs] and <c>bias</c> [outputs], initially U(−1/√inputs, 1/√inputs) as in PyTorch.</remarks>
public sealed class Linear : Module
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    /// <summary>Creates the layer.</summary>
    /// <param name="inputs">Width of the input, at least 1.</param>
    /// <param name="outputs">Width of the output, at least 1.</param>
    /// <param name="bias">Whether b is there; leave it out before a <see cref="BatchNorm"/> if you wish.</param>
    /// <param name="initialisation">How W begins; PyTorch's default if null.</param>
    /// <param name="isSpectral">Whether the weight is divided by its largest singular value, see <see cref="SpectralNorm"/>.</param>
    public Linear(int inputs, int outputs, bool bias = true, Initialisation? initialisation = null, bool isSpectral = false)
    {
        Inputs = inputs;
        Outputs = outputs;
        Initialisation standard = Initialisation.Uniform(1f / MathF.Sqrt(inputs));
        _weight = new Parameter("weight", [outputs, inputs], initialisation ?? standard);
        if (isSpectral) Spectral = new SpectralNorm(_weight);
        if (bias) _bias = new Parameter("bias", [outputs], standard);
    }

    /// <summary>Width of the input.</summary>
    public int Inputs { get; }

    /// <summary>Width of the output.</summary>
    public int Outputs { get; }

    internal SpectralNorm? Spectral { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Parameter> OwnParameters =>
        new[] { _weight, _bias, Spectral?.Left }.OfType<Parameter>();

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        RequireColumns(x, Inputs, $"Linear({Inputs}, {Outputs})");
        Value weight = Spectral?.Normalised(x.Tape, mode) ?? x.Tape.Parameter(_weight);
        Value product = x.MatMul(weight, transposeRight: true);
        return _bias is null ? product : product + x.Tape.Parameter(_bias);
    }
}
