using System.Buffers.Binary;
using System.IO.Compression;

namespace FGan.Data.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Idx_pictures_and_labels_are_read_gzipped_or_not()
    {
        ImageSet images = IdxFile.ReadImages(TestData.Fixture("images.idx.gz"));
        Assert.Equal((2, 1, 2, 3), (images.Count, images.Channels, images.Height, images.Width));
        Assert.Equal([6, 7, 8, 9, 10, 11], images[1].ToArray());

        string labels = _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9]);
        Assert.Equal([7, 8, 9], IdxFile.ReadLabels(labels));
        Assert.Equal([7.0, 8, 9], DataSource.OpenTable(labels).Numeric("x0").Values.ToArray());
        Assert.Contains("has 1 dimensions; pictures have 3", Assert.Throws<DataException>(() => IdxFile.ReadImages(labels)).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "ends within its header")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 1, 5 }, "is not an IDX file")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0 }, "holds IDX type 13")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1 }, "ends within its header")]
    [InlineData(new byte[] { 0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255 }, "claims (2147483647, 2147483647, 2147483647) values")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, "claims a dimension of 4294967295")]
    [InlineData(new byte[] { 0, 0, 8, 1, 112, 0, 0, 0, 1 }, "ends after 1 of 1879048192 bytes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6 }, "goes on after its 1 values")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1 }, "a dimension is 0")]
    public void Hostile_idx_files_are_refused_with_little_memory(byte[] content, string expected)
    {
        string path = _folder.Write("x.idx", content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(expected, Assert.Throws<DataException>(() => IdxFile.ReadImages(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void False_lengths_in_gzip_cost_what_arrives()
    {
        string path = _folder["x.idx.gz"];
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            gzip.Write([0, 0, 8, 1, 112, 0, 0, 0, 1]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("ends after 1 of", Assert.Throws<DataException>(() => IdxFile.ReadLabels(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);

        Assert.Contains("damaged archive", Assert.Throws<DataException>(() => IdxFile.ReadLabels(_folder.Write("y.gz", [0x1f, 0x8b, 1, 2, 3, 4, 5]))).Message);
    }

    [Fact]
    public void Bytes_and_unit_range_are_inverse()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var images = new ImageSet(4, 1, 8, 8, pixels);
        var rows = new float[256];
        images.ToUnitRange([0, 1, 2, 3], rows);

        Assert.Equal((-1f, 1f), (rows[0], rows[255]));
        Assert.Equal(pixels, ImageSet.FromUnitRange(rows, 1, 8, 8).Pixels.ToArray());
        Assert.Equal([0, 255, 0, 128], ImageSet.FromUnitRange([-3, 5, float.NaN, 0], 1, 2, 2).Pixels.ToArray());
        Assert.Equal(images[2].ToArray(), images.Take([2]).Pixels.ToArray());
    }

    [Fact]
    public void Channels_last_become_channels_first()
    {
        ImageSet images = ImageShape.ToImages([1, 1, 2, 3], [1, 2, 3, 4, 5, 6], "x")!;
        Assert.Equal((3, 1, 2), (images.Channels, images.Height, images.Width));
        Assert.Equal([1, 4, 2, 5, 3, 6], images.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Grids_are_valid_png_with_every_picture_in_its_place(int channels)
    {
        byte[] pixels = [.. Enumerable.Range(1, 5 * channels * 6).Select(i => (byte)i)];
        var images = new ImageSet(5, channels, 2, 3, pixels);
        PngFile.WriteGrid(_folder["grid.png"], images, columns: 3, padding: 1, scale: 2);

        (int width, int height, byte[] lines) = DecodePng(_folder["grid.png"], channels);
        Assert.Equal((2 * ((3 * 4) + 1), 2 * ((2 * 3) + 1)), (width, height));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < channels; c++)
                    Assert.Equal(Expected(images, x / 2, y / 2, c), lines[(y * (1 + (width * channels))) + 1 + (x * channels) + c]);
            }
        }
    }

    private static byte Expected(ImageSet images, int x, int y, int channel)
    {
        (int column, int dx) = Math.DivRem(x, 4);
        (int row, int dy) = Math.DivRem(y, 3);
        int index = (row * 3) + column;
        if (dx == 0 || dy == 0 || column > 2 || index > 4) return 0;
        return images[index][(channel * 6) + ((dy - 1) * 3) + dx - 1];
    }

    private static (int Width, int Height, byte[] Lines) DecodePng(string path, int channels)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], file[..8].ToArray());
        file = file[8..];
        (int width, int height) = (0, 0);
        using var packed = new MemoryStream();
        string types = "";
        while (file.Length > 0)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file);
            string type = System.Text.Encoding.ASCII.GetString(file[4..8]);
            ReadOnlySpan<byte> content = file.Slice(8, length);
            Assert.Equal(SlowCrc(file.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file[(8 + length)..]));
            types += type;
            if (type == "IDAT") packed.Write(content);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                Assert.Equal([8, (byte)(channels == 1 ? 0 : 2), 0, 0, 0], content[8..].ToArray());
            }

            file = file[(12 + length)..];
        }

        Assert.Equal("IHDRIDATIEND", types);
        packed.Position = 0;
        using var lines = new MemoryStream();
        new ZLibStream(packed, CompressionMode.Decompress).CopyTo(lines);
        return (width, height, lines.ToArray());
    }

    /// <summary>The CRC of the PNG specification bit by bit, as an oracle.</summary>
    private static uint SlowCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
