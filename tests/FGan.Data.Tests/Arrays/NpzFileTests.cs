using System.IO.Compression;

namespace FGan.Data.Tests;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("columns.npz")]
    [InlineData("packed.npz")]
    public void Columns_of_NumPy_are_a_table(string file)
    {
        Table table = DataSource.OpenTable(TestData.Fixture(file));

        Assert.Equal(["n", "x", "w", "d", "t", "b"], table.Names);
        Assert.Equal(["1", "2", "3"], Formatted(table["n"]));
        Assert.Equal(["1.5", "", "-2"], Formatted(table["x"]));
        Assert.Equal(["ä", "", "bc"], Formatted(table["w"]));
        Assert.Equal(["2024-02-29", "1969-12-31", ""], Formatted(table["d"]));
        Assert.Equal(["2024-02-29 00:00:00", "1969-12-31 00:00:00", ""], Formatted(table["t"]));
        Assert.Equal(ColumnKind.Categorical, table["b"].Kind);
        Assert.Equal(["1", "0", "1"], Formatted(table["b"]));
    }

    [Fact]
    public void One_array_of_several_is_named()
    {
        string path = TestData.Fixture("several.npz");
        var images = Assert.IsType<ImageSet>(DataSource.Open(path + ":x_train"));
        Assert.Equal((2, 3, 4), (images.Count, images.Height, images.Width));
        Assert.Equal([1.0, 2], DataSource.OpenTable(path + ":y_train").Numeric("x0").Values.ToArray());

        Assert.Contains("(x_train (2, 3, 4), y_train (2)); name one, as in several.npz:x_train", Assert.Throws<DataException>(() => DataSource.Open(path)).Message);
        Assert.Contains("has no array 'z'; there are x_train, y_train", Assert.Throws<DataException>(() => DataSource.Open(path + ":z")).Message);
    }

    [Fact]
    public void What_is_written_reads_back_the_same_and_is_the_same_bytes()
    {
        var table = new Table(
            [.. CsvTable.Read(TestData.Penguins).Columns, NumericColumn.Own("at", [.. Enumerable.Range(0, 344).Select(i => i * 1e4 + 0.25)], new DateNotation("yyyy-MM-dd HH:mm:ss.fff"))]);
        DataSink.Write(_folder["a.npz"], table);
        DataSink.Write(_folder["b.npz"], table);
        Table again = DataSource.OpenTable(_folder["a.npz"]);

        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
        Assert.Equal(table.Names, again.Names);
        foreach (NumericColumn column in table.Columns.OfType<NumericColumn>()) Assert.Equal(column.Values, again.Numeric(column.Name).Values);
        foreach (CategoricalColumn column in table.Columns.OfType<CategoricalColumn>()) Assert.Equal(Formatted(column), Formatted(again[column.Name]));

        var images = new ImageSet(2, 3, 2, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
        DataSink.Write(_folder["i.npz"], images);
        Assert.Equal(images.Pixels, Assert.IsType<ImageSet>(DataSource.Open(_folder["i.npz"])).Pixels);
    }

    [PythonFact("numpy")]
    public void NumPy_reads_what_is_written()
    {
        DataSink.Write(_folder["t.npz"], CsvTable.Parse("n,x,w,d\n1,1.5,ä,2024-02-29\n2,,,\n3,-2,bc,1969-12-31\n"));
        const string Script = """
            import sys, numpy as np
            a = np.load(sys.argv[1])
            assert list(a) == ["n", "x", "w", "d"], list(a)
            assert a["n"].dtype == "i8" and a["n"].tolist() == [1, 2, 3]
            assert a["x"].dtype == "f8" and np.array_equal(a["x"], [1.5, np.nan, -2], equal_nan=True)
            assert a["w"].tolist() == ["ä", "", "bc"]
            assert a["d"].dtype == "M8[D]" and [str(d) for d in a["d"]] == ["2024-02-29", "NaT", "1969-12-31"]
            """;
        Python.Run("-c", Script, _folder["t.npz"]);
    }

    [Fact]
    public void Bombs_and_damage_are_refused_with_little_memory()
    {
        // An array of 600 MB of zeros, true to its header, in less than 1 MB.
        byte[] header = NpyFormat.MakeHeader(new NpyArray(NpyType.Byte, [600 << 20], []));
        string bomb = Archive("bomb.npz", ("x.npy", [header, .. Enumerable.Repeat(new byte[1 << 20], 600)]));
        Assert.InRange(new FileInfo(bomb).Length, 0, 1 << 20);
        Assert.Contains("unpacks to more than 256 MiB", Refusal(bomb, mostBytes: 1L << 30));

        // A header that claims what does not come.
        string liar = Archive("liar.npz", ("x.npy", [header, new byte[10]]));
        Assert.Contains("ends after 10 of 629145600 bytes", Refusal(liar, mostBytes: 8 << 20));

        Assert.Contains("holds 'xl/workbook.xml', so no .npz", Refusal(Archive("a.xlsx", ("xl/workbook.xml", [new byte[5]])), 8 << 20));
        Assert.Contains("two arrays named 'x'", Refusal(Archive("twice.npz", ("x.npy", [NpyFormat.MakeHeader(new NpyArray(NpyType.Byte, [0], []))]), ("x.npy", [[1]])), 8 << 20));
        Assert.Contains("claims 10001 arrays", Refusal(Archive("many.npz", [.. Enumerable.Range(0, 10001).Select(i => ($"{i}.npy", new[] { Array.Empty<byte>() }))]), 1 << 20));
        byte[] large = File.ReadAllBytes(TestData.Fixture("columns.npz"));
        large.AsSpan(^6..^2).Fill(0xff);
        Assert.Contains("is larger than 4 GiB", Refusal(_folder.Write("large.npz", large), 1 << 20));
        byte[] cut = File.ReadAllBytes(TestData.Fixture("columns.npz"))[..^30];
        Assert.Contains("has no list of entries at its end", Refusal(_folder.Write("cut.npz", cut), 1 << 20));
    }

    private string Archive(string name, params (string Name, byte[][] Content)[] entries)
    {
        using var archive = new ZipArchive(File.Create(_folder[name]), ZipArchiveMode.Create);
        foreach ((string entryName, byte[][] content) in entries)
        {
            using Stream stream = archive.CreateEntry(entryName).Open();
            foreach (byte[] part in content) stream.Write(part);
        }

        return _folder[name];
    }

    private static string Refusal(string path, long mostBytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DataException>(() => DataSource.Open(path)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static IEnumerable<string> Formatted(Column column) => Enumerable.Range(0, column.Count).Select(column.Format);
}
