namespace FGan.Numerics;

/// <summary>Multiplies images in the order of pixels by packed weights: a convolution, forward or back to the images.</summary>
/// <remarks>
/// A pixel of the results is the sum, over the pixels that its window sees, of images × channels times channels × filters: tiles read the images where they
/// lie, all vectors are full of filters, and pixels outside the image are left out rather than multiplied as zeros. Sums are made in the order
/// of <see cref="SlidingProduct{TFinish}"/>, so an image gives the same bits alone.
/// </remarks>
/// <param name="plan">The plan.</param>
/// <param name="phases">Its phases.</param>
/// <param name="packed">The packed weights.</param>
/// <param name="incoming">The images that come in.</param>
/// <param name="outgoing">Where those that go out are put.</param>
/// <param name="images">Number of images.</param>
/// <param name="batch">Number of images in the batch that they are of.</param>
/// <param name="before">Number of images of the batch before them.</param>
/// <param name="finish">What is done to each result, being an element of a matrix of pixels · batch rows.</param>
/// <param name="outputs">What the finish reads beside the results, a matrix like them; null for nothing.</param>
internal readonly unsafe ref struct PixelProduct<TLanes, TFinish>(
    SlidingPlan plan, SlidingPhase* phases, float* packed, PixelImages incoming, PixelImages outgoing, int images, int batch, int before, TFinish finish, float* outputs) : IParallelWork
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    /// <summary>Images that a part treats, at most: tiles of 12 and 8 rows; as many only where there are enough parts.</summary>
    private const int MostImages = 64, FewerImages = 32;

    /// <summary>Parts that are enough for some threads to end at about the same time.</summary>
    private const int EnoughParts = 12;

    private readonly SlidingPlan _plan = plan;
    private readonly TFinish _finish = finish;

    /// <summary>Number of parts: a row of pixels of some images each.</summary>
    public int Parts => _plan.ResultHeight * Groups;

    private int ImagesAPart => _plan.ResultHeight * ((images + MostImages - 1) / MostImages) >= EnoughParts ? MostImages : FewerImages;

    private int Groups => (images + ImagesAPart - 1) / ImagesAPart;

    public void Run(int part)
    {
        (int row, int group) = Math.DivRem(part, Groups);
        Segment* segments = stackalloc Segment[_plan.KernelSize];
        int first = group * ImagesAPart, count = Math.Min(ImagesAPart, images - first);
        for (int phase = 0; phase < _plan.PhaseCount; phase++)
        {
            (int i, int left) = Math.DivRem(row - phases[phase].ResultRow, _plan.ResultStride);
            if (left != 0 || i < 0) continue;
            for (int j = 0; j < phases[phase].Columns; j++)
            {
                int pixel = (row * _plan.ResultWidth) + phases[phase].ResultColumn + (j * _plan.ResultStride);
                Multiply(phases[phase], i, j, pixel, first, count, segments);
            }
        }
    }

    private void Multiply(SlidingPhase phase, int i, int j, int pixel, int firstImage, int imageCount, Segment* segments)
    {
        var window = new PixelWindow(_plan, phase, i, j, incoming);
        int padded = Tiling<TLanes>.PaddedColumns(_plan.Results), blockDepth = Blocking.Depth(phase.Depth);
        Fetch(pixel, firstImage, imageCount);
        bool add = false;
        for (int p = 0; p < phase.Depth; p += blockDepth)
        {
            int block = Math.Min(blockDepth, phase.Depth - p), count = window.Cut(p, p + block, segments);
            if (count == 0) continue;
            bool last = p + block >= window.End;
            for (int column = 0; column < _plan.Results; column += Tiling<TLanes>.Columns)
            {
                int width = Tiling<TLanes>.PanelColumns(_plan.Results - column);
                var panel = new Panel(packed + phase.FirstWeight + ((nint)padded * p) + ((nint)column * block), width);
                MultiplyPanel(panel, segments, count, pixel, firstImage, imageCount, column, width, add, last);
            }

            add = true;
        }

        if (!add) LeaveZeros(pixel, firstImage, imageCount);
    }

    // What the finish reads comes near while the sums are made.
    private void Fetch(int pixel, int firstImage, int imageCount)
    {
        if (outputs is null) return;
        float* first = outputs + ((((nint)pixel * batch) + before + firstImage) * _plan.Results);
        for (float* line = first; line < first + ((nint)imageCount * _plan.Results); line += Elements.MaximumCount) Prefetch.LineForLater(line);
    }

    private void MultiplyPanel(
        Panel panel, Segment* segments, int count, int pixel, int firstImage, int imageCount, int column, int width, bool add, bool last)
    {
        int columns = Math.Min(width, _plan.Results - column);
        bool isLight = _finish.IsLight && columns == width;
        // Of images with one channel, what a window's row sees is pixels apart.
        bool isThin = _plan.Channels == 1;
        for (int image = firstImage, end = firstImage + imageCount; image < end;)
        {
            int height = SegmentProduct<TLanes>.Height(end - image), tiles = columns < width ? 1 : SegmentProduct<TLanes>.Tiles(end - image);
            int row = (pixel * batch) + before + image;
            var left = new Operand(incoming.Data + incoming.At(0, image), incoming.Channels, isThin ? incoming.Pixel : 1);
            var product = new SegmentProduct<TLanes>(left, panel, segments, count);
            float* target = outgoing.Data + outgoing.At(pixel, image) + column;
            if (columns < width) MultiplyBeside(product, height, width, columns, target, add);
            else if (last && isLight) product.Multiply(height, tiles, width, target, outgoing.Channels, add, in _finish, row, column);
            else product.Multiply(height, tiles, width, target, outgoing.Channels, add, default(NoFinish), row, column);
            if (last && !isLight && !TFinish.IsNone) _finish.Apply<TLanes>(target, outgoing.Channels, row, column, tiles * height, columns);
            image += tiles * height;
        }
    }

    // A tile that sticks out to the right is made beside the results and its inside copied.
    private void MultiplyBeside(SegmentProduct<TLanes> product, int height, int width, int columns, float* target, bool add)
    {
        float* whole = stackalloc float[12 * 2 * Elements.MaximumCount];
        product.Multiply(height, 1, width, whole, width, false, default(NoFinish), 0, 0);
        for (int i = 0; i < height; i++, target += outgoing.Channels)
        {
            if (add) Elements.Map<AddOperator, TLanes>(target, whole + (i * width), default, target, columns);
            else new ReadOnlySpan<float>(whole + (i * width), columns).CopyTo(new Span<float>(target, columns));
        }
    }

    // A sum of no products is 0; the finish still has its say.
    private void LeaveZeros(int pixel, int firstImage, int imageCount)
    {
        for (int image = firstImage; image < firstImage + imageCount; image++)
        {
            float* target = outgoing.Data + outgoing.At(pixel, image);
            new Span<float>(target, _plan.Results).Clear();
            for (int column = 0; column < _plan.Results && !TFinish.IsNone; column += Tiling<TLanes>.Columns)
            {
                int columns = Math.Min(Tiling<TLanes>.Columns, _plan.Results - column);
                _finish.Apply<TLanes>(target + column, outgoing.Channels, (pixel * batch) + before + image, column, 1, columns);
            }
        }
    }
}

/// <summary>Is the window of pixels that a result depends on, as far as it lies inside the image.</summary>
internal readonly ref struct PixelWindow
{
    private readonly SlidingPlan _plan;
    private readonly SlidingPhase _phase;
    private readonly PixelImages _images;
    private readonly int _top;
    private readonly int _left;
    private readonly int _firstRow;
    private readonly int _endRow;
    private readonly int _firstColumn;
    private readonly int _endColumn;

    public PixelWindow(SlidingPlan plan, SlidingPhase phase, int i, int j, PixelImages images)
    {
        _plan = plan;
        _phase = phase;
        _images = images;
        _top = (i * plan.Step) + phase.FirstRow;
        _left = (j * plan.Step) + phase.FirstColumn;
        (_firstRow, _endRow) = (Math.Max(0, -_top), Math.Min(phase.Down, plan.Planes.Height - _top));
        (_firstColumn, _endColumn) = (Math.Max(0, -_left), Math.Min(phase.Across, plan.Planes.Width - _left));
    }

    /// <summary>Behind the last product, in the order of packed weights; 0 where there is none.</summary>
    public int End => _endRow <= _firstRow || _endColumn <= _firstColumn ? 0 : (((_endRow - 1) * _phase.Across) + _endColumn) * _plan.Channels;

    /// <summary>Finds the segments of the products from p to end: a pixel's channels each, or a row of pixels where there is one channel.</summary>
    public unsafe int Cut(int p, int end, Segment* segments)
    {
        int channels = _plan.Channels, length = channels == 1 ? Math.Max(0, _endColumn - _firstColumn) : channels, count = 0;
        for (int d = _firstRow; d < _endRow; d++)
        {
            int row = d * _phase.Across * channels;
            for (int from = row + (_firstColumn * channels); from < row + (_endColumn * channels); from += length)
            {
                int first = Math.Max(p, from), last = Math.Min(end, from + length);
                if (first >= last) continue;
                int column = (first - row) / channels, pixel = ((_top + d) * _plan.Planes.Width) + _left + column;
                segments[count++] = new Segment((pixel * _images.Pixel) + (first - row - (column * channels)), first - p, last - first);
            }
        }

        return count;
    }
}
