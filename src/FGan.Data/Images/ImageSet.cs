namespace FGan.Data;

/// <summary>
/// Pictures of one size, a byte a channel and pixel, each stored channel by channel and row by row (CHW).
/// </summary>
public sealed class ImageSet : IDataset
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels without a copy.</summary>
    /// <param name="count">The number of pictures.</param>
    /// <param name="channels">1 (gray) or 3 (red, green, blue).</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="pixels"><c>count × channels × height × width</c> bytes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public ImageSet(int count, int channels, int height, int width, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3))
            throw new ArgumentException($"Pictures have {channels} channels; 1 or 3 are allowed.", nameof(channels));
        if ((Int128)count * channels * height * width != pixels.Length)
            throw new ArgumentException(
                $"{pixels.Length} bytes given; {count} × {channels} × {height} × {width} needed.", nameof(pixels));
        (Count, Channels, Height, Width, _pixels) = (count, channels, height, width, pixels);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>1 (gray) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>The bytes of a picture: <c>Channels × Height × Width</c>.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>All pixels, picture after picture.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>One picture.</summary>
    /// <param name="index">The picture, from 0.</param>
    /// <returns>Its <see cref="Size"/> bytes, CHW.</returns>
    public ReadOnlySpan<byte> this[int index] => _pixels.AsSpan(index * Size, Size);

    /// <summary>Makes pictures from numbers between −1 (dark) and 1 (bright), as networks put them out.</summary>
    /// <param name="values">Pictures one after another, CHW; values beyond the range are cut, NaN becomes dark.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <returns>The pictures, rounded to bytes.</returns>
    public static ImageSet FromUnitRange(ReadOnlySpan<float> values, int channels, int height, int width)
    {
        int size = checked(channels * height * width);
        if (size == 0 || values.Length % size != 0)
            throw new ArgumentException(
                $"{values.Length} values are not pictures of {channels} × {height} × {width}.", nameof(values));
        var pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            float scaled = (values[i] * 127.5f) + 128f;
            pixels[i] = scaled >= 255f ? (byte)255 : scaled >= 0f ? (byte)scaled : (byte)0;
        }

        return new ImageSet(values.Length / size, channels, height, width, pixels);
    }

    /// <summary>
    /// Writes pictures as numbers between −1 (dark) and 1 (bright), as networks take them: byte / 127.5 − 1.
    /// </summary>
    /// <param name="indices">The pictures, from 0.</param>
    /// <param name="rows">Receives them one after another: <c>indices.Length × Size</c> values.</param>
    public void ToUnitRange(ReadOnlySpan<int> indices, Span<float> rows)
    {
        if (rows.Length != (long)indices.Length * Size)
            throw new ArgumentException(
                $"{rows.Length} values given for {indices.Length} pictures of {Size}.", nameof(rows));
        for (int i = 0; i < indices.Length; i++)
        {
            ReadOnlySpan<byte> image = this[indices[i]];
            Span<float> row = rows.Slice(i * Size, Size);
            for (int j = 0; j < row.Length; j++) row[j] = (image[j] * (1f / 127.5f)) - 1f;
        }
    }

    /// <summary>Makes the set of the pictures named, in that order; one may recur.</summary>
    /// <param name="indices">The pictures, from 0.</param>
    /// <returns>A set of <c>indices.Length</c> pictures.</returns>
    public ImageSet Take(ReadOnlySpan<int> indices)
    {
        var taken = new byte[checked(indices.Length * Size)];
        for (int i = 0; i < indices.Length; i++) this[indices[i]].CopyTo(taken.AsSpan(i * Size));
        return new ImageSet(indices.Length, Channels, Height, Width, taken);
    }

    /// <inheritdoc/>
    public string Describe() => $"{Count} pictures, {Height} × {Width}, {(Channels == 1 ? "gray" : "colour")}";

    /// <inheritdoc/>
    public override string ToString() => Describe();
}
