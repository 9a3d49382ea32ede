namespace FGan.Numerics;

/// <summary>Goes backward from images with many channels, in the order of pixels, to images with few, in the order of channels: the last layer of a generator.</summary>
/// <remarks>
/// First every pixel's channels are multiplied by every tap of the kernel, a plain product that reads each image once; then each pixel of the results adds up the taps
/// that fall on it, many images abreast.
/// </remarks>
internal readonly unsafe struct TapSums<TFinish>(
    ConvolutionGeometry geometry, float* images, float* weights, float* results, int imageCount, TFinish finish, ThreadTeam team) : ILanesWork
    where TFinish : struct, IChannelFinish
{
    /// <summary>Taps of all channels that go out, at most.</summary>
    public const int MaximumTaps = 64;

    /// <summary>Floats of taps that are kept at a time, at most (8 MiB), beyond the first images.</summary>
    private const int MaximumKept = 2 << 20;

    /// <summary>Images that a part treats, at most.</summary>
    private const int Together = 32;

    private int Incoming => geometry.OutputHeight * geometry.OutputWidth;

    private int Outgoing => geometry.Height * geometry.Width;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int width = Tiling<TLanes>.PaddedColumns(geometry.FilterSize);
        ThreadTeam threads = (long)imageCount * geometry.OutputSize * geometry.FilterSize < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* packed = Scratch.Get(ScratchUse.Weights, PackedProduct.Length(geometry.Filters, width));
        new ProductBlocks<TLanes, NoFinish>(
            default, new Operand(weights, geometry.FilterSize, 1), packed, null, 0, geometry.FilterSize, geometry.Filters, false, default, default).Pack(0, geometry.Filters, 0, geometry.FilterSize);
        int chunk = Math.Max(1, MaximumKept / (geometry.FilterSize * Incoming) / Together) * Together;
        for (int image = 0; image < imageCount; image += chunk)
        {
            int count = Math.Min(chunk, imageCount - image), groups = (count + Together - 1) / Together;
            float* taps = Scratch.Get(ScratchUse.Image, checked(groups * Together * geometry.FilterSize * Incoming));
            threads.Run(new MultiplyPart<TLanes>(this, packed, taps, image, count, groups), geometry.OutputHeight * groups);
            threads.Run(new AddPart<TLanes>(this, taps, image, count), geometry.Channels * groups);
        }
    }

    private readonly struct MultiplyPart<TLanes>(TapSums<TFinish> sums, float* packed, float* taps, int image, int count, int groups) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            (int row, int group) = Math.DivRem(part, groups);
            sums.Multiply<TLanes>(packed, taps, image + (group * Together), Math.Min(Together, count - (group * Together)), group, row);
        }
    }

    private readonly struct AddPart<TLanes>(TapSums<TFinish> sums, float* taps, int image, int count) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            (int group, int channel) = Math.DivRem(part, sums.Channels);
            sums.Add<TLanes>(taps, image + (group * Together), Math.Min(Together, count - (group * Together)), group, channel);
        }
    }

    private int Channels => geometry.Channels;

    // Taps of a row of pixels, turned so that images lie side by side.
    private void Multiply<TLanes>(float* packed, float* taps, int image, int count, int group, int row)
        where TLanes : struct, ILanes<TLanes>
    {
        int size = geometry.FilterSize;
        float* products = stackalloc float[Together * MaximumTaps];
        var incoming = new PixelImages(images, geometry.Filters, (nint)imageCount * geometry.Filters);
        for (int j = 0; j < geometry.OutputWidth; j++)
        {
            int pixel = (row * geometry.OutputWidth) + j;
            incoming.Fetch(pixel + 1, Math.Min(1, Incoming - pixel - 1), image, count);
            var left = new Operand(images + incoming.At(pixel, image), geometry.Filters, 1);
            new ProductBlocks<TLanes, NoFinish>(
                left, default, packed, products, size, size, geometry.Filters, false, default, ProductLayout.OfLeft(left, geometry.Filters)).Multiply(0, count, 0, size);
            Packing.Copy(new Operand(products, 1, size), size, count, taps + ((((nint)group * Incoming) + pixel) * size * Together), Together);
        }
    }

    // Adds up what falls on each pixel of a channel, and brings the sums to their images.
    private void Add<TLanes>(float* taps, int image, int count, int group, int channel)
        where TLanes : struct, ILanes<TLanes>
    {
        float* sums = Scratch.Get(ScratchUse.Phases, Outgoing * Together);
        taps += (((nint)group * Incoming * geometry.FilterSize) + (channel * geometry.KernelHeight * geometry.KernelWidth)) * Together;
        for (int h = 0; h < geometry.Height; h++)
        {
            for (int w = 0; w < geometry.Width; w++) AddPixel<TLanes>(taps, h + geometry.Padding, w + geometry.Padding, sums + (((h * geometry.Width) + w) * Together));
        }

        float* to = results + ((((nint)image * geometry.Channels) + channel) * Outgoing);
        Packing.Copy(new Operand(sums, 1, Together), count, Outgoing, to, geometry.InputSize);
        for (int i = 0; i < count && !TFinish.IsNone; i++)
        {
            float* values = to + ((nint)i * geometry.InputSize);
            finish.Apply<TLanes>(values, finish.Outputs is null ? null : finish.Outputs + (values - results), channel, Outgoing);
        }
    }

    // Tap (u, v) of pixel (i, j) falls on row i·stride + u and column j·stride + v of the padded image.
    private void AddPixel<TLanes>(float* taps, int h, int w, float* sum)
        where TLanes : struct, ILanes<TLanes>
    {
        new Span<float>(sum, Together).Clear();
        for (int i = Math.Min(h / geometry.Stride, geometry.OutputHeight - 1); i >= 0 && h - (i * geometry.Stride) < geometry.KernelHeight; i--)
        {
            for (int j = Math.Min(w / geometry.Stride, geometry.OutputWidth - 1); j >= 0 && w - (j * geometry.Stride) < geometry.KernelWidth; j--)
            {
                int pixel = (i * geometry.OutputWidth) + j, tap = ((h - (i * geometry.Stride)) * geometry.KernelWidth) + w - (j * geometry.Stride);
                float* term = taps + ((((nint)pixel * geometry.FilterSize) + tap) * Together);
                for (int n = 0; n < Together; n += TLanes.Count) (TLanes.Load(sum + n) + TLanes.Load(term + n)).Store(sum + n);
            }
        }
    }
}
