namespace FGan.Numerics;

/// <summary>Gives the extents of a two-dimensional convolution; images are rows of channels × height × width values.</summary>
/// <param name="Channels">Channels of the input image, at least 1.</param>
/// <param name="Height">Height of the input image.</param>
/// <param name="Width">Width of the input image.</param>
/// <param name="Filters">Channels of the output image, at least 1.</param>
/// <param name="KernelHeight">Height of the kernel.</param>
/// <param name="KernelWidth">Width of the kernel.</param>
/// <param name="Stride">Step of the kernel in both directions, at least 1.</param>
/// <param name="Padding">Zeros put around the image on each side, 0 or more, less than the kernel.</param>
public sealed record ConvolutionGeometry(
    int Channels, int Height, int Width, int Filters, int KernelHeight, int KernelWidth, int Stride = 1, int Padding = 0)
{
    /// <summary>Height of the output image: ⌊(Height + 2·Padding − KernelHeight) / Stride⌋ + 1.</summary>
    public int OutputHeight => ((Height + (2 * Padding) - KernelHeight) / Stride) + 1;

    /// <summary>Width of the output image: ⌊(Width + 2·Padding − KernelWidth) / Stride⌋ + 1.</summary>
    public int OutputWidth => ((Width + (2 * Padding) - KernelWidth) / Stride) + 1;

    /// <summary>Values in a row of inputs.</summary>
    public int InputSize => Channels * Height * Width;

    /// <summary>Values in a row of outputs.</summary>
    public int OutputSize => Filters * OutputHeight * OutputWidth;

    /// <summary>Values of one filter: Channels · KernelHeight · KernelWidth.</summary>
    public int FilterSize => Channels * KernelHeight * KernelWidth;

    /// <summary>Number of weights: Filters · <see cref="FilterSize"/>.</summary>
    public int WeightCount => Filters * FilterSize;

    /// <summary>
    /// Describes the transposed convolution that makes images of <paramref name="filters"/> channels from images of
    /// <paramref name="channels"/>: its forward pass is the returned convolution's backward-data pass, with output height
    /// (height − 1) · stride − 2 · padding + kernelHeight.
    /// </summary>
    /// <param name="channels">Channels of the image that comes in.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <param name="filters">Channels of the image that goes out.</param>
    /// <param name="kernelHeight">Height of the kernel.</param>
    /// <param name="kernelWidth">Width of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros taken away on each side.</param>
    public static ConvolutionGeometry ForTransposed(
        int channels, int height, int width, int filters, int kernelHeight, int kernelWidth, int stride = 1, int padding = 0) =>
        new(filters, ((height - 1) * stride) - (2 * padding) + kernelHeight, ((width - 1) * stride) - (2 * padding) + kernelWidth,
            channels, kernelHeight, kernelWidth, stride, padding);

    /// <summary>Throws where the extents describe no convolution.</summary>
    /// <exception cref="ArgumentException">An extent is out of its range, or the kernel does not fit the padded image.</exception>
    public void Validate()
    {
        bool positive = Channels > 0 && Height > 0 && Width > 0 && Filters > 0 && KernelHeight > 0 && KernelWidth > 0 && Stride > 0;
        bool padded = Padding >= 0 && Padding < KernelHeight && Padding < KernelWidth;
        bool fits = KernelHeight <= Height + (2L * Padding) && KernelWidth <= Width + (2L * Padding);
        if (!positive || !padded || !fits)
            throw new ArgumentException($"{Filters} filters of {Channels} × {KernelHeight} × {KernelWidth} over {Height} × {Width} with stride {Stride} and padding {Padding} are no convolution; expected extents and stride of at least 1, padding from 0 and below the kernel, and a kernel inside the padded image. Change the layer's sizes.");
    }
}
