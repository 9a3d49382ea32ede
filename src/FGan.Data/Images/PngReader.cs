using System.Buffers.Binary;
using System.IO.Compression;

namespace FGan.Data;

/// <summary>A picture as a PNG file holds it: rows of pixels, each with its channels together.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 (gray) or 3 (red, green, blue).</param>
/// <param name="Pixels"><c>Height × Width × Channels</c> bytes.</param>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Pixels);

/// <summary>
/// Decodes PNG pictures of 8 bits a channel, gray or colour, without interlacing (RFC 2083). An alpha channel is dropped
/// where it is opaque throughout. Every chunk's check and length is verified.
/// </summary>
internal sealed class PngReader
{
    /// <summary>The most pixels of a picture.</summary>
    public const int MostPixels = 1 << 26;

    /// <summary>Deflate cannot make more of a byte than this.</summary>
    private const int GreatestRatio = 1032;
    private const byte Gray = 0, Colour = 2, Palette = 3, GrayAlpha = 4, ColourAlpha = 6;
    private const int ChunkFrame = 12;

    private readonly string _path;
    private int _width, _height, _samples;

    private PngReader(string path) => _path = path;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Decodes the bytes of a whole file.</summary>
    public static Picture Decode(ReadOnlySpan<byte> file, string path) => new PngReader(path).Decode(file);

    private Picture Decode(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature)) throw Fault("is no PNG picture");
        file = file[Signature.Length..];
        ReadOnlySpan<byte> type = NextChunk(ref file, out ReadOnlySpan<byte> content);
        if (!type.SequenceEqual("IHDR"u8) || content.Length != 13) throw Fault("has no header (IHDR) at its start; save it again");
        ReadHeader(content);
        using var packed = new MemoryStream();
        while (true)
        {
            type = NextChunk(ref file, out content);
            if (type.SequenceEqual("IEND"u8)) break;
            if (type.SequenceEqual("IDAT"u8)) packed.Write(content);
            else if ((type[0] & 0x20) == 0 && !type.SequenceEqual("PLTE"u8))
                throw Fault("has a critical chunk that is unknown; save it again");
        }

        packed.Position = 0;
        byte[] pixels = Unpack(packed);
        return _samples is 2 or 4 ? DropAlpha(pixels) : new Picture(_width, _height, _samples, pixels);
    }

    private ReadOnlySpan<byte> NextChunk(ref ReadOnlySpan<byte> file, out ReadOnlySpan<byte> content)
    {
        if (file.Length < ChunkFrame) throw Fault("ends early; fetch it again");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (length > file.Length - ChunkFrame) throw Fault("ends early; fetch it again");
        ReadOnlySpan<byte> type = file.Slice(4, 4);
        content = file.Slice(8, (int)length);
        if (BinaryPrimitives.ReadUInt32BigEndian(file[(8 + content.Length)..]) != Crc32.Of(type, content))
            throw Fault("is damaged: the check of a chunk fails; fetch it again");
        file = file[(ChunkFrame + content.Length)..];
        return type;
    }

    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header), height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        (byte depth, byte colour) = (header[8], header[9]);
        (byte packing, byte filtering, byte interlace) = (header[10], header[11], header[12]);
        if (width == 0 || height == 0 || (ulong)width * height > MostPixels)
            throw Fault($"claims {width} × {height} pixels; at least 1 and at most {MostPixels} are read");
        _samples = colour switch { Gray => 1, GrayAlpha => 2, Colour => 3, ColourAlpha => 4, _ => 0 };
        if (depth != 8 || _samples == 0)
        {
            string what = colour == Palette ? "a palette" : depth != 8 ? $"{depth} bits a channel" : $"colour type {colour}";
            throw Fault(
                $"has {what}; 8 bits of gray or of red, green and blue are read: convert it (magick in.png -depth 8 -type "
                + "TrueColor out.png)");
        }

        if (interlace != 0) throw Fault("is interlaced, which is not read; save it without (magick in.png -interlace none out.png)");
        if (packing != 0 || filtering != 0) throw Fault("is packed in no known way; save it again");
        (_width, _height) = ((int)width, (int)height);
    }

    private byte[] Unpack(MemoryStream packed)
    {
        int stride = _width * _samples;
        if ((long)_height * (stride + 1) > ((packed.Length + 1) * GreatestRatio))
            throw Fault($"claims {_width} × {_height} pixels, more than its {packed.Length} bytes can hold; fetch it again");
        var pixels = new byte[_height * stride];
        Span<byte> above = new byte[stride];
        try
        {
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            for (int y = 0; y < _height; y++)
            {
                int filter = unpacked.ReadByte();
                Span<byte> row = pixels.AsSpan(y * stride, stride);
                unpacked.ReadExactly(row);
                Unfilter(filter, row, above);
                above = row;
            }

            if (unpacked.ReadByte() >= 0) throw Fault("goes on after its last row; save it again");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Fault("is damaged: its pixels cannot be unpacked; fetch it again");
        }

        return pixels;
    }

    /// <summary>Adds what the filter foretold of each byte from its left, upper and upper left neighbours.</summary>
    private void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        if (filter is < 0 or > 4) throw Fault($"has a row of filter {filter}; there are 0 to 4: it is damaged");
        if (filter == 0) return;
        for (int x = 0; x < row.Length; x++)
        {
            bool isFirst = x < _samples;
            byte left = isFirst ? (byte)0 : row[x - _samples], corner = isFirst ? (byte)0 : above[x - _samples];
            row[x] += filter switch
            {
                1 => left,
                2 => above[x],
                3 => (byte)((left + above[x]) / 2),
                _ => Paeth(left, above[x], corner),
            };
        }
    }

    /// <summary>The neighbour nearest to left + up − corner; of equally near ones left, then up.</summary>
    private static byte Paeth(byte left, byte up, byte corner)
    {
        int guess = left + up - corner;
        int toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }

    private Picture DropAlpha(byte[] pixels)
    {
        int channels = _samples - 1, count = _width * _height;
        var kept = new byte[count * channels];
        for (int pixel = 0; pixel < count; pixel++)
        {
            ReadOnlySpan<byte> from = pixels.AsSpan(pixel * _samples, _samples);
            if (from[channels] != 255)
                throw Fault(
                    "is transparent in parts; put it on a background (magick in.png -background white -flatten out.png)");
            from[..channels].CopyTo(kept.AsSpan(pixel * channels));
        }

        return new Picture(_width, _height, channels, kept);
    }

    private DataException Fault(string problem) => new(problem, _path);
}
