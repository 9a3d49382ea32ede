using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Slides filters over images: y = w ∗ x + b, with zero padding.</summary>
/// <remarks>
/// Rows are images, channels·height·width numbers each. Parameters <c>weight</c> [filters, channels, kernel, kernel] and
/// <c>bias</c> [filters], initially U(−1/√k, 1/√k) with k = channels·kernel², as in PyTorch.
/// </remarks>
public sealed class Conv2d : Module
{
    private readonly ConvolutionGeometry _geometry;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    /// <summary>Creates the layer.</summary>
    /// <param name="channels">Channels of the image that comes in.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <param name="filters">Channels of the image that goes out.</param>
    /// <param name="kernel">Height and width of the filters.</param>
    /// <param name="stride">Step of the filters.</param>
    /// <param name="padding">Zeros around the image on each side.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="initialisation">How w begins; PyTorch's default if null.</param>
    /// <param name="isSpectral">Whether the weight is divided by its largest singular value, see <see cref="SpectralNorm"/>.</param>
    /// <exception cref="ArgumentException">The extents describe no convolution.</exception>
    public Conv2d(
        int channels, int height, int width, int filters, int kernel, int stride = 1, int padding = 0, bool bias = true, Initialisation? initialisation = null, bool isSpectral = false)
    {
        _geometry = new ConvolutionGeometry(channels, height, width, filters, kernel, kernel, stride, padding);
        _geometry.Validate();
        Initialisation standard = Initialisation.Uniform(1f / MathF.Sqrt(channels * kernel * kernel));
        _weight = new Parameter("weight", [filters, channels, kernel, kernel], initialisation ?? standard);
        if (isSpectral) Spectral = new SpectralNorm(_weight);
        if (bias) _bias = new Parameter("bias", [filters], standard);
    }

    /// <summary>Height of the image that goes out: ⌊(height + 2·padding − kernel)/stride⌋ + 1.</summary>
    public int OutputHeight => _geometry.OutputHeight;

    /// <summary>Width of the image that goes out.</summary>
    public int OutputWidth => _geometry.OutputWidth;

    /// <summary>Numbers in a row that comes in.</summary>
    public int Inputs => _geometry.InputSize;

    /// <summary>Numbers in a row that goes out.</summary>
    public int Outputs => _geometry.OutputSize;

    /// <summary>Multiply-adds that a row costs; those with the zeros around the image are counted too.</summary>
    public long MultiplyAdds => (long)_geometry.OutputHeight * _geometry.OutputWidth * _geometry.WeightCount;

    internal SpectralNorm? Spectral { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Parameter> OwnParameters =>
        new[] { _weight, _bias, Spectral?.Left }.OfType<Parameter>();

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        RequireColumns(x, Inputs, $"Conv2d({_geometry.Channels} × {_geometry.Height} × {_geometry.Width}, {_geometry.Filters})");
        Value weight = Spectral?.Normalised(x.Tape, mode) ?? x.Tape.Parameter(_weight);
        Value y = x.Tape.Record(
            new ConvolutionOperation(_geometry), [x, weight], new Shape(x.Shape.Rows, Outputs));
        return _bias is null ? y : y + x.Tape.Parameter(_bias).BroadcastChannels(new Shape(1, Outputs));
    }
}
