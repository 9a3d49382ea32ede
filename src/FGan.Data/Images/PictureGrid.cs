namespace FGan.Data;

/// <summary>Pictures side by side in rows, as one large picture that is made line by line.</summary>
internal sealed class PictureGrid
{
    private readonly ImageSet _images;
    private readonly int _columns;
    private readonly int _padding;
    private readonly int _scale;

    public PictureGrid(ImageSet images, int columns, int padding, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if (images.Count == 0) throw new ArgumentException("There is no picture to write.", nameof(images));
        (_images, _padding, _scale) = (images, padding, scale);
        _columns = Math.Min(columns, images.Count);
        int rows = (images.Count + _columns - 1) / _columns;
        Width = checked(((_columns * (images.Width + padding)) + padding) * scale);
        Height = checked(((rows * (images.Height + padding)) + padding) * scale);
    }

    /// <summary>Pixels of a line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>Bytes of a pixel: 1 or 3.</summary>
    public int Channels => _images.Channels;

    /// <summary>Writes line <paramref name="y"/>, pixels one after another with their channels together.</summary>
    public void CopyLine(int y, Span<byte> line)
    {
        line.Clear();
        (int gridRow, int within) = Math.DivRem(y / _scale, _images.Height + _padding);
        int imageY = within - _padding;
        if (imageY < 0) return;
        for (int column = 0; column < _columns; column++)
        {
            int index = (gridRow * _columns) + column;
            if (index >= _images.Count) return;
            int x = ((column * (_images.Width + _padding)) + _padding) * _scale;
            CopyImageLine(_images[index], imageY, line[(x * Channels)..]);
        }
    }

    private void CopyImageLine(ReadOnlySpan<byte> image, int y, Span<byte> line)
    {
        int area = _images.Height * _images.Width, at = 0;
        for (int x = 0; x < _images.Width; x++)
        {
            for (int repeat = 0; repeat < _scale; repeat++)
            {
                for (int c = 0; c < Channels; c++) line[at++] = image[(c * area) + (y * _images.Width) + x];
            }
        }
    }
}
