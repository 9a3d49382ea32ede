namespace FGan.Numerics;

/// <summary>Points at images in the order of pixels: for every pixel a matrix, images × channels.</summary>
/// <param name="data">The first value.</param>
/// <param name="channels">Distance from one image of a pixel to the next: its channels, or more.</param>
/// <param name="pixel">Distance from one pixel to the next.</param>
internal readonly unsafe struct PixelImages(float* data, int channels, nint pixel)
{
    public readonly float* Data = data;
    public readonly int Channels = channels;
    public readonly nint Pixel = pixel;

    /// <summary>Where a pixel's matrix begins, from the first value.</summary>
    public nint At(int pixel, int image) => (pixel * Pixel) + ((nint)image * Channels);

    /// <summary>Has some pixels of some images come near; tiles read many rows at once, more than the processor follows by itself.</summary>
    public void Fetch(int pixel, int pixels, int image, int imageCount)
    {
        for (; pixels > 0; pixels--, pixel++)
        {
            float* first = Data + At(pixel, image), end = first + ((nint)imageCount * Channels);
            for (float* line = first; line < end; line += Elements.MaximumCount) Prefetch.LineForLater(line);
        }
    }
}

/// <summary>Brings images from the order of channels to that of pixels, or to more channels a pixel, the added ones zero.</summary>
internal readonly unsafe struct LayPixels(float* images, ImageOrder order, int imageCount, int channels, int pixels, PixelImages laid) : IParallelWork
{
    /// <summary>Images of one channel that are laid at a time.</summary>
    private const int Abreast = 16;

    /// <summary>Number of parts.</summary>
    public int Parts => channels == 1 ? (imageCount + Abreast - 1) / Abreast : imageCount;

    /// <summary>Lays one image, or several of one channel.</summary>
    public void Run(int part)
    {
        if (channels == 1 && laid.Channels == 1 && order == ImageOrder.Channels)
        {
            int first = part * Abreast;
            var columns = new Operand(images + ((nint)first * pixels), 1, pixels);
            Packing.Copy(columns, pixels, Math.Min(Abreast, imageCount - first), laid.Data + first, laid.Pixel);
            return;
        }

        int last = channels == 1 ? Math.Min(imageCount, (part + 1) * Abreast) : part + 1;
        for (int image = channels == 1 ? part * Abreast : part; image < last; image++) Lay(image);
    }

    private void Lay(int image)
    {
        float* to = laid.Data + laid.At(0, image);
        if (order == ImageOrder.Channels)
            Packing.Copy(new Operand(images + ((nint)image * channels * pixels), 1, pixels), pixels, channels, to, laid.Pixel);
        else
            Packing.Copy(new Operand(images + ((nint)image * channels), (nint)imageCount * channels, 1), pixels, channels, to, laid.Pixel);
        for (int i = 0; i < pixels && channels < laid.Channels; i++) new Span<float>(to + (i * laid.Pixel) + channels, laid.Channels - channels).Clear();
    }
}

/// <summary>Brings images from the order of pixels to that of channels, and finishes them.</summary>
internal readonly unsafe struct TakePixels<TLanes, TFinish>(PixelImages laid, int channels, int pixels, float* images, int before, TFinish finish)
    : IParallelWork
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, IChannelFinish
{
    /// <summary>Takes one image.</summary>
    public void Run(int image)
    {
        nint first = (nint)(before + image) * channels * pixels;
        Packing.Copy(new Operand(laid.Data + laid.At(0, image), 1, laid.Pixel), channels, pixels, images + first, pixels);
        for (int channel = 0; channel < channels && !TFinish.IsNone; channel++)
        {
            nint at = first + ((nint)channel * pixels);
            finish.Apply<TLanes>(images + at, finish.Outputs is null ? null : finish.Outputs + at, channel, pixels);
        }
    }
}
