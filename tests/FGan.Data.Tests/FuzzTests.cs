using System.IO.Compression;
using System.Text;

namespace FGan.Data.Tests;

public sealed class FuzzTests : IDisposable
{
    private static readonly string Csv = string.Join('\n', File.ReadLines(TestData.Penguins).Take(30)) + "\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Delimited_text() => Fuzzing.Run<DataException>(
        [Encoding.UTF8.GetBytes(Csv), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Csv)).ToArray(), "a;b\n\"x;\"\"y\";1,5\n"u8.ToArray()],
        bytes => CsvTable.Read(_folder.Write("f", bytes)));

    [Fact]
    public void Gzipped_text()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Csv));
        Fuzzing.Run<DataException>([packed.ToArray()], bytes => CsvTable.Read(_folder.Write("f", bytes)));
    }

    [Fact]
    public void Json_lines() => Fuzzing.Run<DataException>(
        ["{\"a\":1.5,\"b\":\"ä\",\"c\":true}\n{\"a\":null,\"b\":\"2024-01-01\"}\n"u8.ToArray(), "\uFEFF{\"k\":\"\\u00e4\\n\"}\r\n{}\r\n"u8.ToArray()],
        bytes => JsonLinesTable.Read(_folder.Write("f", bytes)));

    [Fact]
    public void Numpy_archives() => Fuzzing.Run<DataException>(
        [.. new[] { "columns.npz", "packed.npz", "several.npz" }.Select(name => File.ReadAllBytes(TestData.Fixture(name)))],
        bytes => DataSource.Open(_folder.Write("f", bytes)));

    [Fact]
    public void Png_pictures() => Fuzzing.Run<DataException>(
        [.. new[] { "gray.png", "colour.png", "opaque.png", "palette.png" }.Select(name => File.ReadAllBytes(TestData.Fixture(name)))],
        bytes => PngReader.Decode(bytes, "f"));

    /// <summary>Damage under true checks, which would otherwise catch all of it.</summary>
    [Fact]
    public void Png_headers_and_pixels()
    {
        byte[] header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0];
        Fuzzing.Run<DataException>(
            [[.. header, .. Zlib([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9])], [.. header, .. Zlib(new byte[20])]],
            bytes => PngReader.Decode(PngFolderTests.Png(bytes[..Math.Min(13, bytes.Length)], bytes[Math.Min(13, bytes.Length)..]), "f"));
    }

    [Fact]
    public void Idx_pictures() => Fuzzing.Run<DataException>(
        [[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. new byte[12]], File.ReadAllBytes(TestData.Fixture("images.idx.gz"))],
        bytes => IdxFile.ReadImages(_folder.Write("f", bytes)));

    [Fact]
    public void Numpy_arrays() => Fuzzing.Run<DataException>(
        [.. new[] { "c_f8.npy", "fortran_f4.npy", "images_u1.npy", "version3.npy" }.Select(name => File.ReadAllBytes(TestData.Fixture(name)))],
        bytes => DataSource.Open(_folder.Write("f", bytes)));

    [Fact]
    public void Safetensors() => Fuzzing.Run<DataException>([File.ReadAllBytes(TestData.Fixture("model.safetensors"))], bytes =>
    {
        using SafetensorsFile file = SafetensorsFile.Open(_folder.Write("f", bytes));
        foreach (TensorEntry tensor in file.Tensors.Values.Where(tensor => tensor.Type is TensorType.F32 or TensorType.F16 or TensorType.BF16))
            file.Read(tensor.Name, new float[tensor.Count]);
    });

    [Fact]
    public void Encoders()
    {
        Table table = CsvTable.Parse(Csv);
        Fuzzing.Run<DataException>(
            [.. Enum.GetValues<NumericEncoding>().Select(numeric => Encoding.UTF8.GetBytes(TableEncoder.Fit(table, new TableEncoderOptions { Numeric = numeric, MinLevelCount = 1 }).ToJson()))],
            bytes =>
            {
                TableEncoder encoder = TableEncoder.FromJson(Encoding.UTF8.GetString(bytes));
                if (encoder.Width > 0) encoder.Decode(new float[encoder.Width]);
            });
    }

    [Fact]
    public void Schemas()
    {
        string json = TableSchema.Infer(CsvTable.Parse(Csv)).ToJson();
        Fuzzing.Run<DataException>([Encoding.UTF8.GetBytes(json)], bytes => TableSchema.Parse(Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void Conditions()
    {
        Table table = CsvTable.Parse(Csv);
        Fuzzing.Run<DataException>(
            ["species = Adelie and body_mass_g > 3500.5"u8.ToArray(), "not (island in ('Dream', \"Biscoe\") or sex is missing)"u8.ToArray(), "bill_length_mm between 30 and 40 and sex != male"u8.ToArray()],
            bytes => RowCondition.Parse(Encoding.UTF8.GetString(bytes), table));
    }

    [Fact]
    public void A_gzip_bomb_is_refused()
    {
        // Members one after another unpack as one: 300 × 1 MiB of text from a few hundred kilobytes.
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('7', 1023) + "\n", 1024))));
        string path = _folder.Write("bomb.gz", [.. Enumerable.Repeat(member.ToArray(), 300).SelectMany(bytes => bytes)]);

        using Stream stream = InputFile.Open(path);
        var block = new byte[1 << 20];
        var e = Assert.Throws<DataException>(() =>
        {
            int got = 1;
            while (got > 0) got = stream.Read(block);
        });
        Assert.Contains("unpacks to more than 256 MiB", e.Message);
    }

    [Fact]
    public void One_endless_line_is_refused_with_little_memory()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.ASCII.GetBytes(new string('x', 1 << 20)));
        byte[] packed = [.. Enumerable.Repeat(member.ToArray(), 100).SelectMany(bytes => bytes)];
        string path = _folder.Write("line.csv.gz", packed);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataException>(() => CsvTable.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
    }

    private static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }
}
