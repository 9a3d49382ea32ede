namespace FGan.Numerics;

/// <summary>Gives the extents of a weight product: a convolution's own, or those that it has once the taps of few channels are laid side by side.</summary>
internal readonly record struct WeightShape(
    int Channels, int Height, int Width, int KernelHeight, int KernelWidth, int Stride, int Padding, int OutputHeight, int OutputWidth, bool IsOfTaps)
{
    public int Kernel => KernelHeight * KernelWidth;

    public int Positions => OutputHeight * OutputWidth;

    public static WeightShape Of(ConvolutionGeometry g) => Convolution.FillsVectors(g.Channels)
        ? new(g.Channels, g.Height, g.Width, g.KernelHeight, g.KernelWidth, g.Stride, g.Padding, g.OutputHeight, g.OutputWidth, false)
        : new(g.FilterSize, g.OutputHeight, g.OutputWidth, 1, 1, 1, 0, g.OutputHeight, g.OutputWidth, true);

    /// <summary>The columns of the grid from which a tap's column falls into the image.</summary>
    public (int First, int End) Columns(int v)
    {
        int before = Math.Max(0, Padding - v), after = Width - 1 + Padding - v;
        return ((before + Stride - 1) / Stride, after < 0 ? 0 : Math.Min(OutputWidth, (after / Stride) + 1));
    }
}
