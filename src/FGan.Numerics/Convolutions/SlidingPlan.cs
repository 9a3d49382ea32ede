namespace FGan.Numerics;

/// <summary>Plans a convolution, forward or back to the images, as sliding products: planes, phases, taps, and where weights lie.</summary>
internal readonly unsafe ref struct SlidingPlan
{
    private readonly ConvolutionGeometry _geometry;
    private readonly bool _backward;

    private SlidingPlan(ConvolutionGeometry geometry, bool backward, ImagePlanes planes)
    {
        _geometry = geometry;
        _backward = backward;
        Planes = planes;
    }

    /// <summary>The convolution.</summary>
    public ConvolutionGeometry Geometry => _geometry;

    /// <summary>The layout of the images that come in.</summary>
    public ImagePlanes Planes { get; }

    /// <summary>Channels that come in.</summary>
    public int Channels => _backward ? _geometry.Filters : _geometry.Channels;

    /// <summary>Channels that go out: rows of the product.</summary>
    public int Results => _backward ? _geometry.Channels : _geometry.Filters;

    /// <summary>Values of a result image's channel.</summary>
    public int ResultSize => ResultWidth * ResultHeight;

    /// <summary>Height of a result image.</summary>
    public int ResultHeight => _backward ? _geometry.Height : _geometry.OutputHeight;

    /// <summary>Width of a result image.</summary>
    public int ResultWidth => _backward ? _geometry.Width : _geometry.OutputWidth;

    /// <summary>Distance between the grid's neighbours in the result image.</summary>
    public int ResultStride => _backward ? _geometry.Stride : 1;

    /// <summary>Distance between what the grid's neighbours see in the image that comes in.</summary>
    public int Step => _backward ? 1 : _geometry.Stride;

    /// <summary>Places of the kernel: the most pixels of a window.</summary>
    public int KernelSize => _geometry.KernelHeight * _geometry.KernelWidth;

    /// <summary>Number of phases.</summary>
    public int PhaseCount => _backward ? _geometry.Stride * _geometry.Stride : 1;

    /// <summary>Number of taps of all phases together.</summary>
    public int TapCount => Channels * _geometry.KernelHeight * _geometry.KernelWidth;

    /// <summary>Multiply-adds for so many images.</summary>
    public long Work(int images) => (long)images * Results * ResultSize * TapCount / PhaseCount;

    /// <summary>Whether results are better made of the taps of every pixel that comes in: few channels go out to the images.</summary>
    public bool SuitsTapSums(ImageOrders orders) =>
        _backward && orders is { Incoming: ImageOrder.Pixels, Outgoing: ImageOrder.Channels } && _geometry.FilterSize <= TapSums<NoChannelFinish>.MaximumTaps;

    public static SlidingPlan Forward(ConvolutionGeometry g) => new(
        g, false,
        new ImagePlanes(
            g.Height, g.Width, g.Stride, g.Padding, g.Padding,
            g.OutputHeight + ((g.KernelHeight - 1) / g.Stride), g.OutputWidth + ((g.KernelWidth - 1) / g.Stride)));

    /// <summary>
    /// Row h of an image gets w[u] · ∂y[i] from h + padding = i·stride + u. With h + padding = i'·stride + a and u = a + d·stride this is a sum over
    /// d of w[a + d·stride] · ∂y[i' − d]: a sliding product of stride 1 for each remainder a. The planes begin with as many zero rows as d is at most.
    /// </summary>
    public static SlidingPlan Backward(ConvolutionGeometry g)
    {
        int above = (g.KernelHeight - 1) / g.Stride, left = (g.KernelWidth - 1) / g.Stride;
        return new(
            g, true,
            new ImagePlanes(
                g.OutputHeight, g.OutputWidth, 1, above, left,
                ((g.Height - 1 + g.Padding) / g.Stride) + 1 + above, ((g.Width - 1 + g.Padding) / g.Stride) + 1 + left));
    }

    /// <summary>Describes the phases.</summary>
    public void Lay(SlidingPhase* phases, int paddedRows)
    {
        int tap = 0, result = 0;
        for (int phase = 0; phase < PhaseCount; phase++)
        {
            int a = phase / ResultStride, b = phase % ResultStride;
            int down = _backward ? Taps(_geometry.KernelHeight, a) : _geometry.KernelHeight, across = _backward ? Taps(_geometry.KernelWidth, b) : _geometry.KernelWidth;
            (int rows, int resultRow) = Extent(a, _geometry.Height, _geometry.OutputHeight);
            (int columns, int resultColumn) = Extent(b, _geometry.Width, _geometry.OutputWidth);
            phases[phase] = new SlidingPhase(
                rows, columns, down * across * Channels, tap, tap * paddedRows, resultRow, resultColumn, result, down, across,
                _backward ? First(a) - down + 1 : -_geometry.Padding, _backward ? First(b) - across + 1 : -_geometry.Padding);
            result += rows * columns;
            tap += phases[phase].Depth;
        }
    }

    /// <summary>Writes every tap's offset into the planes, phase after phase, pixel by pixel of its window, channel by channel.</summary>
    public void LayOffsets(SlidingPhase* phases, int* offsets)
    {
        for (int phase = 0; phase < PhaseCount; phase++) LayOffsets(phases[phase], offsets);
    }

    /// <summary>Packs some rows of all weights as tiles: for each tap the rows' weights side by side, every phase in its own blocks.</summary>
    /// <param name="weights">The weights as the geometry has them.</param>
    /// <param name="phases">The phases, laid before.</param>
    /// <param name="row">The first row, a channel that goes out.</param>
    /// <param name="height">Rows of the tile; those that stick out are zeros.</param>
    /// <param name="paddedRows">Rows of all tiles together.</param>
    /// <param name="packed">All packed weights.</param>
    public void PackWeights(float* weights, SlidingPhase* phases, int row, int height, int paddedRows, float* packed)
    {
        int kernel = _geometry.KernelHeight * _geometry.KernelWidth;
        int rowStep = _backward ? kernel : _geometry.FilterSize, channelStep = _backward ? _geometry.FilterSize : kernel;
        float* turned = Scratch.Get(ScratchUse.Left, kernel * height);
        for (int channel = 0; channel < Channels; channel++)
        {
            float* from = weights + ((nint)row * rowStep) + ((nint)channel * channelStep);
            Packing.Pack(new Operand(from, 1, rowStep), kernel, Math.Min(height, Results - row), turned, height);
            for (int phase = 0; phase < PhaseCount; phase++) Place(phases[phase], phase, channel, turned, row, height, paddedRows, packed + phases[phase].FirstWeight);
        }
    }

    // Puts one channel's weights of a phase where the phase's order of taps has them.
    private void Place(SlidingPhase phase, int number, int channel, float* turned, int row, int height, int paddedRows, float* packed)
    {
        int blockDepth = Blocking.Depth(phase.Depth), p = channel;
        for (int d = 0; d < phase.Down; d++)
        {
            for (int e = 0; e < phase.Across; e++, p += Channels)
            {
                int first = p / blockDepth * blockDepth, block = Math.Min(blockDepth, phase.Depth - first);
                float* to = packed + ((nint)paddedRows * first) + ((nint)row * block) + ((p - first) * height), from = turned + (Tap(phase, number, d, e) * height);
                Packing.Copy(new Operand(from, height, 1), 1, height, to, height);
            }
        }
    }

    // The kernel's tap that stands at a place of a phase's window; on the way back the window is gone over in the order of the pixels, the kernel against it.
    private int Tap(SlidingPhase phase, int number, int d, int e)
    {
        if (!_backward) return (d * _geometry.KernelWidth) + e;
        int u = (number / _geometry.Stride) + ((phase.Down - 1 - d) * _geometry.Stride), v = (number % _geometry.Stride) + ((phase.Across - 1 - e) * _geometry.Stride);
        return (u * _geometry.KernelWidth) + v;
    }

    // What a phase's taps see in the planes: pixel by pixel of its window, the channels of each.
    private void LayOffsets(SlidingPhase phase, int* offsets)
    {
        int tap = phase.FirstTap;
        for (int d = 0; d < phase.Down; d++)
        {
            for (int e = 0; e < phase.Across; e++)
            {
                int place = _backward
                    ? ((Planes.PaddingTop + phase.FirstRow + d) * Planes.Columns) + Planes.PaddingLeft + phase.FirstColumn + e
                    : Planes.TapOffset(d, e);
                for (int channel = 0; channel < Channels; channel++) offsets[tap++] = (channel * Planes.ChannelSize) + place;
            }
        }
    }

    // How many rows of the result have this remainder, and which is the first.
    private (int Count, int First) Extent(int remainder, int extent, int outputExtent)
    {
        if (!_backward) return (outputExtent, 0);
        int first = (First(remainder) * _geometry.Stride) + remainder - _geometry.Padding;
        return (first >= extent ? 0 : ((extent - 1 - first) / _geometry.Stride) + 1, first);
    }

    // The smallest i' for which i'·stride + remainder reaches the image.
    private int First(int remainder) =>
        remainder >= _geometry.Padding ? 0 : (_geometry.Padding - remainder + _geometry.Stride - 1) / _geometry.Stride;

    private int Taps(int kernel, int remainder) => remainder >= kernel ? 0 : ((kernel - 1 - remainder) / _geometry.Stride) + 1;
}
