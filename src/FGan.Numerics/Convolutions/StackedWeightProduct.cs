namespace FGan.Numerics;

/// <summary>Computes a convolution's weight slopes from images with many channels.</summary>
/// <remarks>
/// Some images at a time are laid pixel by pixel, the channels of each image side by side, and ∂y as well. For a tap of the kernel the slopes are then the sum,
/// over the pixels that it sees, of plain products: filters × images of ∂y with images × channels of x, both read where they lie. Groups of images and rows
/// of the kernel are summed apart and then added, cut by the problem alone.
/// </remarks>
internal readonly unsafe struct StackedWeightProduct(
    ConvolutionGeometry geometry, float* images, float* slopes, float* weightSlopes, int imageCount, bool accumulate, ThreadTeam team) : ILanesWork
{
    /// <summary>Images that are summed over at a time, at most.</summary>
    private const int GroupImages = 32;

    /// <summary>Floats of images and slopes that are laid at a time, at most (16 MiB), beyond the first group.</summary>
    private const int MaximumLaid = 4 << 20;

    private int Pixels => geometry.Height * geometry.Width;

    private int Positions => geometry.OutputHeight * geometry.OutputWidth;

    private int Kernel => geometry.KernelHeight * geometry.KernelWidth;

    private int Groups => (imageCount + GroupImages - 1) / GroupImages;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int image1 = (Pixels * Tiling<TLanes>.PaddedColumns(geometry.Channels)) + (Positions * Tiling<TLanes>.PaddedRows(geometry.Filters));
        int chunk = Math.Max(1, MaximumLaid / image1 / GroupImages) * GroupImages;
        if (imageCount == 0 && !accumulate) new Span<float>(weightSlopes, geometry.WeightCount).Clear();
        for (int image = 0; image < imageCount; image += chunk)
        {
            new StackedWeightProduct(
                geometry, images + ((nint)image * geometry.InputSize), slopes + ((nint)image * geometry.OutputSize), weightSlopes,
                Math.Min(chunk, imageCount - image), accumulate || image > 0, team).RunChunk<TLanes>();
        }
    }

    private void RunChunk<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int channels = Tiling<TLanes>.PaddedColumns(geometry.Channels), filters = Tiling<TLanes>.PaddedRows(geometry.Filters);
        ThreadTeam threads = (long)imageCount * Positions * geometry.WeightCount < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* x = Scratch.Get(ScratchUse.Image, checked(imageCount * Pixels * channels));
        float* y = Scratch.Get(ScratchUse.Phases, checked(imageCount * Positions * filters));
        float* partial = Scratch.Get(ScratchUse.Partial, checked(Groups * Kernel * filters * channels));
        threads.Run(new LayPart(this, x, channels, y, filters), imageCount);
        threads.Run(new MultiplyPart<TLanes>(this, x, channels, y, filters, partial), Groups * geometry.KernelHeight);
        threads.Run(new MergePart<TLanes>(this, partial, channels, filters), geometry.Filters);
    }

    private readonly struct LayPart(StackedWeightProduct product, float* x, int channels, float* y, int filters) : IParallelWork
    {
        public void Run(int part)
        {
            ConvolutionGeometry g = product.Geometry;
            product.Lay(product.Images, g.Channels, product.Pixels, x, channels, part);
            product.Lay(product.Slopes, g.Filters, product.Positions, y, filters, part);
        }
    }

    private readonly struct MultiplyPart<TLanes>(StackedWeightProduct product, float* x, int channels, float* y, int filters, float* partial) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) => product.Multiply<TLanes>(x, channels, y, filters, partial, part);
    }

    private readonly struct MergePart<TLanes>(StackedWeightProduct product, float* partial, int channels, int filters) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) => product.Merge<TLanes>(partial, channels, filters, part);
    }

    private ConvolutionGeometry Geometry => geometry;

    private float* Images => images;

    private float* Slopes => slopes;

    private int Held(int group) => Math.Min(GroupImages, imageCount - (group * GroupImages));

    // One image's values, pixel by pixel between those of its group, the channels of each side by side.
    private void Lay(float* values, int channels, int pixels, float* laid, int padded, int image)
    {
        int group = image / GroupImages, held = Held(group);
        float* from = values + ((nint)image * channels * pixels);
        float* to = laid + ((nint)group * GroupImages * pixels * padded) + ((nint)(image % GroupImages) * padded);
        Packing.Copy(new Operand(from, 1, pixels), pixels, channels, to, (nint)held * padded);
        for (int pixel = 0; pixel < pixels && channels < padded; pixel++) new Span<float>(to + ((nint)pixel * held * padded) + channels, padded - channels).Clear();
    }

    // A row of the kernel and a group of images: over rows of the grid, so that what is read stays in the second cache for all taps.
    private void Multiply<TLanes>(float* x, int channels, float* y, int filters, float* partial, int part)
        where TLanes : struct, ILanes<TLanes>
    {
        (int group, int u) = Math.DivRem(part, geometry.KernelHeight);
        int held = Held(group), most = Math.Max(1, Blocking.MaximumDepth / held), step = filters * channels;
        float* sums = partial + ((nint)part * geometry.KernelWidth * step);
        new Span<float>(sums, geometry.KernelWidth * step).Clear();
        x += (nint)group * GroupImages * Pixels * channels;
        y += (nint)group * GroupImages * Positions * filters;
        Segment* segments = stackalloc Segment[most];
        for (int i = 0; i < geometry.OutputHeight; i++)
        {
            int row = (i * geometry.Stride) + u - geometry.Padding;
            if (row < 0 || row >= geometry.Height) continue;
            for (int v = 0; v < geometry.KernelWidth; v++)
            {
                (int first, int end) = Columns(v);
                for (int j = first; j < end; j += most)
                {
                    int count = Math.Min(most, end - j);
                    for (int s = 0; s < count; s++)
                    {
                        int pixel = (row * geometry.Width) + ((j + s) * geometry.Stride) + v - geometry.Padding;
                        segments[s] = new Segment(((i * geometry.OutputWidth) + j + s) * held, held, (nint)pixel * held * channels);
                    }

                    MultiplyTap<TLanes>(segments, count, x, channels, y, filters, sums + ((nint)v * step));
                }
            }
        }
    }

    private void MultiplyTap<TLanes>(Segment* segments, int count, float* x, int channels, float* y, int filters, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int column = 0; column < geometry.Channels; column += Tiling<TLanes>.Columns)
        {
            int width = Tiling<TLanes>.PanelColumns(geometry.Channels - column);
            for (int row = 0; row < geometry.Filters;)
            {
                int height = Tiling<TLanes>.TileRows(geometry.Filters - row);
                SegmentKernel.Multiply<TLanes>(
                    height, width, segments, count, y + row, filters, x + column, channels, sums + ((nint)row * channels) + column, channels, true);
                row += height;
            }
        }
    }

    // The columns of the grid from which a tap's column falls into the image.
    private (int First, int End) Columns(int v)
    {
        int before = Math.Max(0, geometry.Padding - v), after = geometry.Width - 1 + geometry.Padding - v;
        return ((before + geometry.Stride - 1) / geometry.Stride, after < 0 ? 0 : Math.Min(geometry.OutputWidth, (after / geometry.Stride) + 1));
    }

    // Adds up the groups of one filter, and turns taps of channels into channels of taps.
    private void Merge<TLanes>(float* partial, int channels, int filters, int filter)
        where TLanes : struct, ILanes<TLanes>
    {
        int step = filters * channels;
        float* taps = Scratch.Get(ScratchUse.Left, Kernel * channels), target = weightSlopes + ((nint)filter * geometry.FilterSize);
        float* turned = accumulate ? Scratch.Get(ScratchUse.Right, geometry.FilterSize) : target;
        for (int tap = 0; tap < Kernel; tap++)
        {
            float* sum = taps + (tap * channels), from = partial + ((nint)tap * step) + ((nint)filter * channels);
            Elements.Copy<TLanes>(from, sum, channels);
            for (int group = 1; group < Groups; group++)
                Elements.Map<AddOperator, TLanes>(sum, from + ((nint)group * Kernel * step), default, sum, channels);
        }

        Packing.Copy(new Operand(taps, 1, channels), geometry.Channels, Kernel, turned, Kernel);
        if (accumulate) Elements.Map<AddOperator, TLanes>(target, turned, default, target, geometry.FilterSize);
    }
}
