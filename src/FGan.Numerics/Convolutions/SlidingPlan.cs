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

    /// <summary>The layout of the images that come in.</summary>
    public ImagePlanes Planes { get; }

    /// <summary>Channels that come in.</summary>
    public int Channels => _backward ? _geometry.Filters : _geometry.Channels;

    /// <summary>Channels that go out: rows of the product.</summary>
    public int Results => _backward ? _geometry.Channels : _geometry.Filters;

    /// <summary>Values of a result image's channel.</summary>
    public int ResultSize => ResultWidth * (_backward ? _geometry.Height : _geometry.OutputHeight);

    /// <summary>Width of a result image.</summary>
    public int ResultWidth => _backward ? _geometry.Width : _geometry.OutputWidth;

    /// <summary>Distance between the grid's neighbours in the result image.</summary>
    public int ResultStride => _backward ? _geometry.Stride : 1;

    /// <summary>Number of phases.</summary>
    public int PhaseCount => _backward ? _geometry.Stride * _geometry.Stride : 1;

    /// <summary>Number of taps of all phases together.</summary>
    public int TapCount => Channels * _geometry.KernelHeight * _geometry.KernelWidth;

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

    /// <summary>Describes the phases and writes every tap's offset into the planes, phase after phase, channel by channel.</summary>
    public void Lay(SlidingPhase* phases, int* offsets, int paddedRows)
    {
        int tap = 0, weight = 0, result = 0;
        for (int phase = 0; phase < PhaseCount; phase++)
        {
            int first = tap;
            tap = _backward ? LayBackward(phase, offsets, tap) : LayForward(offsets);
            (int rows, int resultRow) = Extent(phase / Math.Max(1, ResultStride), _geometry.Height, _geometry.OutputHeight);
            (int columns, int resultColumn) = Extent(phase % Math.Max(1, ResultStride), _geometry.Width, _geometry.OutputWidth);
            phases[phase] = new SlidingPhase(rows, columns, tap - first, first, weight, resultRow, resultColumn, result);
            result += rows * columns;
            weight += (tap - first) * paddedRows;
        }
    }

    /// <summary>Packs rows of a phase's weights as a tile: for each tap the rows' weights side by side.</summary>
    public void PackWeights(float* weights, int phase, int firstTap, int taps, int row, int rows, float* tile, int height)
    {
        int kernel = _geometry.KernelHeight * _geometry.KernelWidth;
        if (!_backward)
        {
            var filters = new Operand(weights, _geometry.FilterSize, 1);
            Packing.Pack(filters.At(row, firstTap).Transposed, taps, rows, tile, height);
            return;
        }

        int a = phase / _geometry.Stride, b = phase % _geometry.Stride;
        int down = Taps(_geometry.KernelHeight, a), across = Taps(_geometry.KernelWidth, b);
        for (int p = firstTap; p < firstTap + taps; p++, tile += height)
        {
            int filter = p / (down * across), u = a + (p / across % down * _geometry.Stride), v = b + (p % across * _geometry.Stride);
            float* from = weights + ((nint)filter * _geometry.FilterSize) + (row * kernel) + (u * _geometry.KernelWidth) + v;
            for (int i = 0; i < height; i++) tile[i] = i < rows ? from[i * kernel] : 0f;
        }
    }

    private int LayForward(int* offsets)
    {
        int tap = 0;
        for (int channel = 0; channel < _geometry.Channels; channel++)
        {
            for (int u = 0; u < _geometry.KernelHeight; u++)
            {
                for (int v = 0; v < _geometry.KernelWidth; v++)
                    offsets[tap++] = (channel * Planes.ChannelSize) + Planes.TapOffset(u, v);
            }
        }

        return tap;
    }

    private int LayBackward(int phase, int* offsets, int tap)
    {
        int a = phase / _geometry.Stride, b = phase % _geometry.Stride;
        int row = Planes.PaddingTop + First(a), column = Planes.PaddingLeft + First(b);
        for (int filter = 0; filter < _geometry.Filters; filter++)
        {
            for (int d = 0; d < Taps(_geometry.KernelHeight, a); d++)
            {
                for (int e = 0; e < Taps(_geometry.KernelWidth, b); e++)
                    offsets[tap++] = (filter * Planes.ChannelSize) + ((row - d) * Planes.Columns) + column - e;
            }
        }

        return tap;
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
