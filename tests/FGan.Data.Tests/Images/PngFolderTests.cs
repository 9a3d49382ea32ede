using System.Buffers.Binary;
using System.IO.Compression;
using FGan.Numerics;

namespace FGan.Data.Tests;

public sealed class PngFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_of_Pillow_come_back_in_the_order_of_their_names()
    {
        Copy("gray.png", "b.PNG");
        Copy("gray.png", "a.png");
        _folder.Write("notes.txt", "left alone");
        var gray = Assert.IsType<ImageSet>(DataSource.Open(_folder["."]));
        Assert.Equal("2 pictures, 9 × 7, gray", gray.Describe());
        for (int y = 0; y < 9; y++)
        {
            for (int x = 0; x < 7; x++) Assert.Equal((byte)((x * x * 5) + (y * 23)), gray[1][(y * 7) + x]);
        }
    }

    [Theory]
    [InlineData("colour.png")]
    [InlineData("opaque.png")]
    public void Colours_become_planes(string file)
    {
        Copy(file, "a.png");
        var colour = (ImageSet)DataSource.Open(_folder["."]);
        Assert.Equal((1, 3, 9, 7), (colour.Count, colour.Channels, colour.Height, colour.Width));
        for (int i = 0; i < 63; i++)
        {
            byte red = (byte)((i % 7 * (i % 7) * 5) + (i / 7 * 23));
            Assert.Equal((red, (byte)(255 - red), (byte)((red / 2) + (i % 7 * 9))), (colour[0][i], colour[0][63 + i], colour[0][126 + i]));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(4, 1)]
    public void Every_filter_is_undone(byte filter, int channels)
    {
        const int Width = 11, Height = 6;
        int stride = Width * channels;
        var pixels = new byte[Height * stride];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)new Philox(3, (ulong)filter).Integer((ulong)i, 256);
        var rows = new byte[Height * (stride + 1)];
        for (int y = 0; y < Height; y++)
        {
            rows[y * (stride + 1)] = filter;
            for (int x = 0; x < stride; x++) rows[(y * (stride + 1)) + 1 + x] = (byte)(pixels[(y * stride) + x] - Foretold(filter, pixels, stride, channels, y, x));
        }

        Assert.Equal(pixels, PngReader.Decode(Png(Width, Height, (byte)(channels == 1 ? 0 : 2), rows), "f").Pixels);
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var images = new ImageSet(2, 3, 2, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 11))]);
        PngFile.Write(_folder["0.png"], images, 0);
        PngFile.Write(_folder["1.png"], images, 1);
        Assert.Equal(images.Pixels, ((ImageSet)DataSource.Open(_folder["."])).Pixels);
    }

    [Theory]
    [InlineData("palette.png", "has a palette; 8 bits of gray or of red, green and blue are read")]
    [InlineData("deep.png", "has 16 bits a channel")]
    [InlineData("transparent.png", "is transparent in parts")]
    [InlineData("colour.png", "is 9 × 7 and colour, but 0.png is 9 × 7 and gray")]
    public void Other_pictures_are_refused_with_the_conversion(string file, string expected)
    {
        Copy("gray.png", "0.png");
        Copy(file, "1.png");
        Assert.Contains(expected, Assert.Throws<DataException>(() => DataSource.Open(_folder["."])).Message);
    }

    [Fact]
    public void False_claims_and_damage_are_refused_with_little_memory()
    {
        Assert.Contains("claims 8192 × 8192 pixels, more than its", Refusal(Png(8192, 8192, 0, new byte[100])));
        Assert.Contains("claims 65536 × 65536 pixels; at least 1", Refusal(Png(65536, 65536, 0, new byte[100])));
        Assert.Contains("cannot be unpacked", Refusal(Png(5, 5, 0, new byte[29])));
        Assert.Contains("goes on after its last row", Refusal(Png(5, 5, 0, new byte[31])));
        Assert.Contains("cannot be unpacked", Refusal(Png([0, 0, 0, 5, 0, 0, 0, 5, 8, 0, 0, 0, 0], [0x78, 0xBB, 1, 2, 3, 4, 5])));
        Assert.Contains("has a row of filter 9", Refusal(Png(5, 1, 0, [9, 0, 0, 0, 0, 0])));
        byte[] damaged = Png(5, 1, 0, new byte[6]);
        damaged[20] ^= 1;
        Assert.Contains("check of a chunk fails", Refusal(damaged));
        Assert.Contains("is interlaced", Refusal(Png(5, 1, 0, new byte[6], interlace: 1)));
        Assert.Contains("without PNG pictures", Assert.Throws<DataException>(() => DataSource.Open(Directory.CreateDirectory(_folder["empty"]).FullName)).Message);
        Assert.Contains("there are some in", Assert.Throws<DataException>(() => DataSource.Open(Path.GetDirectoryName(TestData.Fixture("gray.png"))! + "/..")).Message);
    }

    private static string Refusal(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DataException>(() => PngReader.Decode(file, "f.png")).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        return message;
    }

    private static byte[] Png(int width, int height, byte colour, byte[] rows, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, colour, interlace);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        return Png(header, packed.ToArray());
    }

    internal static byte[] Png(byte[] header, byte[] pixels) =>
        [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, pixels), .. Chunk("IEND"u8, [])];

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] length = new byte[4], check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32.Of(type, content));
        return [.. length, .. type, .. content, .. check];
    }

    /// <summary>The filters as the specification words them, by position rather than by row.</summary>
    private static int Foretold(byte filter, byte[] pixels, int stride, int bytes, int y, int x)
    {
        int a = x >= bytes ? pixels[(y * stride) + x - bytes] : 0, b = y > 0 ? pixels[((y - 1) * stride) + x] : 0;
        int c = x >= bytes && y > 0 ? pixels[((y - 1) * stride) + x - bytes] : 0;
        int p = a + b - c;
        int paeth = new[] { (Math.Abs(p - a), 0, a), (Math.Abs(p - b), 1, b), (Math.Abs(p - c), 2, c) }.Min().Item3;
        return filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => paeth };
    }

    private void Copy(string fixture, string name) => File.Copy(TestData.Fixture(fixture), _folder[name], overwrite: true);
}
