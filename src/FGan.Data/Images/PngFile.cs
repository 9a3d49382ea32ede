using System.Buffers.Binary;
using System.IO.Compression;

namespace FGan.Data;

/// <summary>Writes PNG pictures, 8 bits a channel, gray or colour (RFC 2083).</summary>
public static class PngFile
{
    private const byte Gray = 0, Colour = 2;

    /// <summary>Writes one picture.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="images">The set.</param>
    /// <param name="index">The picture in it, from 0.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, ImageSet images, int index = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        WriteGrid(path, images.Take([index]), columns: 1, padding: 0);
    }

    /// <summary>Writes pictures side by side in rows, the first at the top left.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="images">At least one picture; the last row is filled up with black.</param>
    /// <param name="columns">Pictures in a row; null for a grid about as wide as high.</param>
    /// <param name="padding">Black pixels between pictures and around the grid.</param>
    /// <param name="scale">Makes each pixel a square of so many.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void WriteGrid(string path, ImageSet images, int? columns = null, int padding = 2, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        var grid = new PictureGrid(images, columns ?? (int)Math.Ceiling(Math.Sqrt(images.Count)), padding, scale);
        AtomicFile.Write(path, stream => Encode(stream, grid));
    }

    internal static void Encode(Stream stream, PictureGrid grid)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, grid.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), grid.Height);
        header[8] = 8;
        header[9] = grid.Channels == 1 ? Gray : Colour;
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "IDAT"u8, Compress(grid));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte[] Compress(PictureGrid grid)
    {
        // Each line starts with its filter; 0 leaves the bytes as they are.
        var line = new byte[1 + (grid.Width * grid.Channels)];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < grid.Height; y++)
            {
                grid.CopyLine(y, line.AsSpan(1));
                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        stream.Write(word);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Of(type, content));
        stream.Write(word);
    }
}
