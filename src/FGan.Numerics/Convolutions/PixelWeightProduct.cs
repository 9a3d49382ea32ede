namespace FGan.Numerics;

/// <summary>Computes a convolution's weight slopes from images with many channels, in the order of pixels.</summary>
/// <remarks>
/// For a tap of the kernel the slopes are the sum, over the pixels that it sees, of plain products: filters × images of ∂y with images × channels of x, both read
/// where they lie. Groups of images and rows of the kernel are summed apart and then added, cut by the problem alone. Of images with few channels, what all taps
/// see from a position is laid side by side first: then the taps are the channels, of a kernel of one pixel.
/// </remarks>
internal readonly unsafe struct PixelWeightProduct(
    ConvolutionGeometry geometry, ImageOrders orders, float* images, float* slopes, float* weightSlopes, int imageCount, bool accumulate, ThreadTeam team)
    : ILanesWork
{
    /// <summary>Images that are summed over at a time, at most.</summary>
    private const int GroupImages = 32;

    private WeightShape Shape => WeightShape.Of(geometry);

    private int Groups => (imageCount + GroupImages - 1) / GroupImages;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        if (imageCount == 0)
        {
            if (!accumulate) new Span<float>(weightSlopes, geometry.WeightCount).Clear();
            return;
        }

        ThreadTeam threads = (long)imageCount * geometry.OutputSize * geometry.FilterSize < Blocking.ParallelWork ? ThreadTeam.Single : team;
        WeightShape shape = Shape;
        PixelImages x = LayImages<TLanes>(shape, threads);
        PixelImages y = orders.Outgoing == ImageOrder.Pixels
            ? Packed(slopes, geometry.Filters)
            : Lay(slopes, orders.Outgoing, ScratchUse.Phases, geometry.Filters, geometry.Filters, shape.Positions, threads);
        float* partial = Scratch.Get(ScratchUse.Partial, checked(Groups * shape.Kernel * geometry.Filters * x.Channels));
        threads.Run(new MultiplyPart<TLanes>(this, x, y, partial), Groups * shape.KernelHeight);
        threads.Run(new MergePart<TLanes>(this, partial, x.Channels), geometry.Filters);
    }

    // Vectors of channels are read whole.
    private PixelImages LayImages<TLanes>(WeightShape shape, ThreadTeam threads)
        where TLanes : struct, ILanes<TLanes>
    {
        int channels = Tiling<TLanes>.PaddedColumns(shape.Channels), pixels = shape.Height * shape.Width;
        if (!shape.IsOfTaps)
        {
            bool lies = orders.Incoming == ImageOrder.Pixels && channels == geometry.Channels;
            return lies ? Packed(images, channels) : Lay(images, orders.Incoming, ScratchUse.Image, geometry.Channels, channels, pixels, threads);
        }

        // Four taps are laid at a time.
        channels = (channels + 3) / 4 * 4;
        PixelImages laid = Packed(Scratch.Get(ScratchUse.Image, checked(imageCount * pixels * channels)), channels);
        threads.Run(new LayTaps(geometry, SlidingPlan.Forward(geometry).Planes, images, orders.Incoming, imageCount, laid), imageCount);
        return laid;
    }

    private PixelImages Packed(float* data, int channels) => new(data, channels, (nint)imageCount * channels);

    private PixelImages Lay(float* data, ImageOrder order, ScratchUse use, int channels, int padded, int pixels, ThreadTeam threads)
    {
        PixelImages laid = Packed(Scratch.Get(use, checked(imageCount * pixels * padded)), padded);
        var lay = new LayPixels(data, order, imageCount, channels, pixels, laid);
        threads.Run(lay, lay.Parts);
        return laid;
    }

    private readonly struct MultiplyPart<TLanes>(PixelWeightProduct product, PixelImages x, PixelImages y, float* partial) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) => product.Multiply<TLanes>(x, y, partial, part);
    }

    private readonly struct MergePart<TLanes>(PixelWeightProduct product, float* partial, int channels) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) => product.Merge<TLanes>(partial, channels, part);
    }

    // A row of the kernel and a group of images: over rows of the grid, so that what is read stays in the second cache for all taps.
    private void Multiply<TLanes>(PixelImages x, PixelImages y, float* partial, int part)
        where TLanes : struct, ILanes<TLanes>
    {
        WeightShape g = Shape;
        (int group, int u) = Math.DivRem(part, g.KernelHeight);
        int image = group * GroupImages, held = Math.Min(GroupImages, imageCount - image), most = Math.Max(1, Blocking.MaximumDepth / held);
        int step = geometry.Filters * x.Channels;
        float* sums = partial + ((nint)part * g.KernelWidth * step);
        new Span<float>(sums, g.KernelWidth * step).Clear();
        Segment* segments = stackalloc Segment[most];
        for (int i = 0; i < g.OutputHeight; i++)
        {
            int row = (i * g.Stride) + u - g.Padding;
            if (row < 0 || row >= g.Height) continue;
            for (int v = 0; v < g.KernelWidth; v++)
            {
                (int first, int end) = g.Columns(v);
                for (int j = first; j < end; j += most)
                {
                    int count = Math.Min(most, end - j);
                    for (int s = 0; s < count; s++)
                    {
                        int pixel = (row * g.Width) + ((j + s) * g.Stride) + v - g.Padding;
                        segments[s] = new Segment(y.At((i * g.OutputWidth) + j + s, image), (pixel * imageCount) + image, held);
                    }

                    // Where all taps are channels, every pixel of ∂y is gone over once, and the next ones come near meanwhile.
                    int next = (i * g.OutputWidth) + j + count;
                    if (g.IsOfTaps) y.Fetch(next, Math.Min(count, g.Positions - next), image, held);
                    MultiplyTap<TLanes>(segments, count, x, y, sums + ((nint)v * step));
                }
            }
        }
    }

    private void MultiplyTap<TLanes>(Segment* segments, int count, PixelImages x, PixelImages y, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int column = 0; column < x.Channels; column += Tiling<TLanes>.Columns)
        {
            int width = Tiling<TLanes>.PanelColumns(x.Channels - column);
            for (int row = 0; row < geometry.Filters;)
            {
                int height = SegmentProduct<TLanes>.Height(geometry.Filters - row), tiles = SegmentProduct<TLanes>.Tiles(geometry.Filters - row);
                var product = new SegmentProduct<TLanes>(
                    new Operand(y.Data + row, 1, y.Channels), new Panel(x.Data + column, x.Channels), segments, count);
                product.Multiply(height, tiles, width, sums + ((nint)row * x.Channels) + column, x.Channels, true, default(NoFinish), 0, 0);
                row += tiles * height;
            }
        }
    }

    // Adds up the groups of one filter, and turns taps of channels into channels of taps.
    private void Merge<TLanes>(float* partial, int channels, int filter)
        where TLanes : struct, ILanes<TLanes>
    {
        WeightShape g = Shape;
        int step = geometry.Filters * channels, kernel = g.Kernel;
        float* taps = Scratch.Get(ScratchUse.Left, kernel * channels), target = weightSlopes + ((nint)filter * geometry.FilterSize);
        float* turned = accumulate ? Scratch.Get(ScratchUse.Right, geometry.FilterSize) : target;
        for (int tap = 0; tap < kernel; tap++)
        {
            float* sum = taps + (tap * channels), from = partial + ((nint)tap * step) + ((nint)filter * channels);
            Elements.Copy<TLanes>(from, sum, channels);
            for (int group = 1; group < Groups; group++)
                Elements.Map<AddOperator, TLanes>(sum, from + ((nint)group * kernel * step), default, sum, channels);
        }

        Packing.Copy(new Operand(taps, 1, channels), g.Channels, kernel, turned, kernel);
        if (accumulate) Elements.Map<AddOperator, TLanes>(target, turned, default, target, geometry.FilterSize);
    }
}
