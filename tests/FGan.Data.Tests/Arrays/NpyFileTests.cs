namespace FGan.Data.Tests;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("c_f8.npy")]
    [InlineData("fortran_f8.npy")]
    public void Arrays_of_NumPy_come_in_C_order_whatever_theirs(string file)
    {
        NpyArray array = NpyFile.Read(TestData.Fixture(file));

        Assert.Equal([2, 3, 4], array.Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => i / 8.0), array.ToDoubles());
    }

    [Fact]
    public void All_element_types_and_versions_are_read()
    {
        Assert.Equal([1.5, 2.5, -3.5, 4, 5, double.NaN], NpyFile.Read(TestData.Fixture("fortran_f4.npy")).ToDoubles());
        Assert.Equal([1, -2, 1L << 40], NpyFile.Read(TestData.Fixture("vector_i8.npy")).ToDoubles());
        Assert.Equal([1.0, -2, 3, 4], NpyFile.Read(TestData.Fixture("matrix_i4.npy")).ToDoubles());
        Assert.Equal(24, NpyFile.Read(TestData.Fixture("images_u1.npy")).Count);
        Assert.Equal([2.5], NpyFile.Read(TestData.Fixture("scalar_f8.npy")).ToDoubles());
        Assert.Equal([1.0, 2], NpyFile.Read(TestData.Fixture("version2.npy")).ToDoubles());
        Assert.Equal([1.0, 2], NpyFile.Read(TestData.Fixture("version3.npy")).ToDoubles());
    }

    [Theory]
    [InlineData("objects.npy", "holds Python objects, which are never read; save numbers (array.astype('f4')) or texts (array.astype('U'))")]
    [InlineData("big_endian.npy", "has element type '>f8'; read are <f4, <f8, |u1, <i4, <i8, <U and <M8: convert with array.astype('f4')")]
    public void Other_types_are_refused_with_the_conversion(string file, string problem)
    {
        Assert.Equal(problem, Assert.Throws<DataException>(() => NpyFile.Read(TestData.Fixture(file))).Problem);
    }

    [Fact]
    public void Written_arrays_are_NumPys_bytes()
    {
        NpyFile.Write(_folder["a.npy"], [.. Enumerable.Range(0, 24).Select(i => i / 8.0)], 2, 3, 4);
        Assert.Equal(File.ReadAllBytes(TestData.Fixture("c_f8.npy")), File.ReadAllBytes(_folder["a.npy"]));

        NpyFile.Write(_folder["b.npy"], [.. Enumerable.Range(0, 24).Select(i => (byte)i)], 2, 3, 4);
        Assert.Equal(File.ReadAllBytes(TestData.Fixture("images_u1.npy")), File.ReadAllBytes(_folder["b.npy"]));

        NpyFile.Write(_folder["c.npy"], [1.5f, float.NaN], 2);
        Assert.Equal([1.5, double.NaN], NpyFile.Read(_folder["c.npy"]).ToDoubles());
        Assert.Throws<ArgumentException>(() => NpyFile.Write(_folder["d.npy"], [1f, 2], 3));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000000), }", "claims (1000000000, 1000000000) values")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,), }", "ends after 8 of 1600000000 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "claims a dimension of '99999999999'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "not numpy.save's")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}", "not numpy.save's")]
    [InlineData("{'descr': '<f8', 'shape': (1,), 'shape': (1,), }", "not numpy.save's")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }", "goes on after the 0 bytes")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (1,), }", "has texts of '0' characters")]
    [InlineData("{'descr': '<U99999999', 'fortran_order': False, 'shape': (1,), }", "has texts of '99999999' characters")]
    [InlineData("__import__('os').system('true')", "not numpy.save's")]
    public void Hostile_headers_are_refused_without_believing_them(string header, string expected)
    {
        byte[] text = System.Text.Encoding.ASCII.GetBytes(header);
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. new byte[8]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<DataException>(() => NpyFile.Read(_folder.Write("h.npy", file)));

        Assert.Contains(expected, e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Sources_tell_tables_from_pictures()
    {
        var images = Assert.IsType<ImageSet>(DataSource.Open(TestData.Fixture("images_u1.npy")));
        Assert.Equal("2 pictures, 3 × 4, gray", images.Describe());
        var table = Assert.IsType<Table>(DataSource.Open(TestData.Fixture("matrix_i4.npy")));
        Assert.Equal(["x0", "x1"], table.Names);
        Assert.True(table.Numeric("x0").IsInteger);
        Assert.Equal(1, DataSource.OpenTable(TestData.Fixture("fortran_f4.npy"))["x2"].MissingCount);
        Assert.Equal(["x", "yy"], DataSource.OpenTable(TestData.Fixture("strings.npy")).Categorical("x0").Levels.ToArray());
        Assert.IsType<Table>(DataSource.Open(TestData.Penguins));
        Assert.Contains("has 3 dimensions", Assert.Throws<DataException>(() => DataSource.Open(TestData.Fixture("c_f8.npy"))).Message);
        Assert.Contains("holds pictures", Assert.Throws<DataException>(() => DataSource.OpenTable(TestData.Fixture("images_u1.npy"))).Message);
    }
}
