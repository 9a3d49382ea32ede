namespace FGan.Data;

/// <summary>Tells pictures by the shape of an array of bytes.</summary>
internal static class ImageShape
{
    /// <summary>
    /// Makes pictures of count × height × width bytes, of count × height × width × channels, or of count × channels ×
    /// height × width; null when the shape is none of these.
    /// </summary>
    public static ImageSet? ToImages(ReadOnlySpan<int> shape, byte[] values, string path)
    {
        if (shape.Length is not (3 or 4)) return null;
        if (shape.Contains(0)) throw new DataException("holds no pictures: a dimension is 0", path);
        return shape switch
        {
            [var n, var h, var w] => new ImageSet(n, 1, h, w, values),
            [var n, var h, var w, (1 or 3) and var c] => new ImageSet(n, c, h, w, ChannelsFirst(values, n, h * w, c)),
            [var n, (1 or 3) and var c, var h, var w] => new ImageSet(n, c, h, w, values),
            _ => throw new DataException(
                $"has pictures of {shape[1]} × {shape[2]} × {shape[3]}; one of these must be 1 or 3, the channels",
                path),
        };
    }

    private static byte[] ChannelsFirst(byte[] values, int count, int area, int channels)
    {
        if (channels == 1) return values;
        var moved = new byte[values.Length];
        for (int image = 0; image < count; image++)
        {
            int start = image * area * channels;
            for (int pixel = 0; pixel < area; pixel++)
            {
                for (int c = 0; c < channels; c++)
                    moved[start + (c * area) + pixel] = values[start + (pixel * channels) + c];
            }
        }

        return moved;
    }
}
