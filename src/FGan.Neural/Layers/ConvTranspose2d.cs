using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Spreads every pixel over a filter: the transpose of <see cref="Conv2d"/>, which makes small images large.</summary>
/// <remarks>
/// Rows are images, channels·height·width numbers each. Parameters <c>weight</c> [channels, filters, kernel, kernel] and
/// <c>bias</c> [filters], initially U(−1/√k, 1/√k) with k = filters·kernel², as in PyTorch.
/// </remarks>
public sealed class ConvTranspose2d : Module
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
    /// <param name="stride">Distance between the places of neighbouring pixels.</param>
    /// <param name="padding">Rows and columns cut off on each side.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="initialisation">How w begins; PyTorch's default if null.</param>
    /// <exception cref="ArgumentException">The extents describe no convolution.</exception>
    public ConvTranspose2d(
        int channels, int height, int width, int filters, int kernel, int stride = 1, int padding = 0, bool bias = true, Initialisation? initialisation = null)
    {
        _geometry = ConvolutionGeometry.ForTransposed(channels, height, width, filters, kernel, kernel, stride, padding);
        _geometry.Validate();
        Initialisation standard = Initialisation.Uniform(1f / MathF.Sqrt(filters * kernel * kernel));
        _weight = new Parameter("weight", [channels, filters, kernel, kernel], initialisation ?? standard);
        if (bias) _bias = new Parameter("bias", [filters], standard);
    }

    /// <summary>Channels, height and width of the image that comes in.</summary>
    public (int Channels, int Height, int Width) InputExtents => (_geometry.Filters, _geometry.OutputHeight, _geometry.OutputWidth);

    /// <summary>Height and width of the filters.</summary>
    public int Kernel => _geometry.KernelHeight;

    /// <summary>Distance between the places of neighbouring pixels.</summary>
    public int Stride => _geometry.Stride;

    /// <summary>Rows and columns cut off on each side.</summary>
    public int Padding => _geometry.Padding;

    /// <summary>Height of the image that goes out: (height − 1)·stride − 2·padding + kernel.</summary>
    public int OutputHeight => _geometry.Height;

    /// <summary>Width of the image that goes out.</summary>
    public int OutputWidth => _geometry.Width;

    /// <summary>Numbers in a row that comes in.</summary>
    public int Inputs => _geometry.OutputSize;

    /// <summary>Numbers in a row that goes out.</summary>
    public int Outputs => _geometry.InputSize;

    /// <summary>Multiply-adds that a row costs; those with the zeros around the image are counted too.</summary>
    public long MultiplyAdds => (long)_geometry.OutputHeight * _geometry.OutputWidth * _geometry.WeightCount;

    /// <inheritdoc/>
    protected internal override IEnumerable<Parameter> OwnParameters => _bias is null ? [_weight] : [_weight, _bias];

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        RequireColumns(x, Inputs, $"ConvTranspose2d({_geometry.Filters} × {_geometry.OutputHeight} × {_geometry.OutputWidth}, {_geometry.Channels})");
        Value y = x.Tape.Record(
            new ConvolutionBackwardDataOperation(_geometry), [x, x.Tape.Parameter(_weight)], new Shape(x.Shape.Rows, Outputs));
        return _bias is null ? y : y + x.Tape.Parameter(_bias).BroadcastChannels(new Shape(1, Outputs));
    }
}
