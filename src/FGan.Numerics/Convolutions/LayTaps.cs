namespace FGan.Numerics;

/// <summary>Lays what the taps of a kernel see side by side: for every position of the grid and every image, the taps of all its channels.</summary>
internal readonly unsafe struct LayTaps(
    ConvolutionGeometry geometry, ImagePlanes planes, float* images, ImageOrder order, int imageCount, PixelImages laid) : IParallelWork
{
    /// <summary>Positions that are written behind the last of a row.</summary>
    private const int Slack = 3;

    /// <summary>Lays one image.</summary>
    public void Run(int image)
    {
        int taps = geometry.FilterSize, size = geometry.InputSize, pixels = geometry.Height * geometry.Width, width = laid.Channels;
        float* from = images + ((nint)image * size);
        if (order == ImageOrder.Pixels)
        {
            from = Scratch.Get(ScratchUse.Left, size);
            Packing.Copy(new Operand(images + ((nint)image * geometry.Channels), 1, (nint)imageCount * geometry.Channels), geometry.Channels, pixels, from, pixels);
        }

        float* seen = Scratch.Get(ScratchUse.Right, (geometry.Channels * planes.ChannelSize) + ImagePlanes.Slack);
        planes.Fill(from, geometry.Channels, seen);
        int* offsets = (int*)Scratch.Get(ScratchUse.Offsets, width + 4);
        int kernel = geometry.KernelHeight * geometry.KernelWidth;
        for (int t = 0; t < width + 4; t++)
        {
            // Taps that fill the vectors up see what the last one sees; their sums are dropped.
            (int channel, int place) = Math.DivRem(Math.Min(t, taps - 1), kernel);
            offsets[t] = (channel * planes.ChannelSize) + planes.TapOffset(place / geometry.KernelWidth, place % geometry.KernelWidth);
        }

        // A row of positions is turned nearby: its places among the other images are far apart.
        float* near = Scratch.Get(ScratchUse.Result, (geometry.OutputWidth + Slack) * width);
        for (int i = 0; i < geometry.OutputHeight; i++)
        {
            WeightProduct.TurnRow(seen + (i * planes.Columns), offsets, geometry.OutputWidth, near, width);
            Packing.Copy(new Operand(near, width, 1), geometry.OutputWidth, width, laid.Data + laid.At(i * geometry.OutputWidth, image), laid.Pixel);
        }
    }
}
