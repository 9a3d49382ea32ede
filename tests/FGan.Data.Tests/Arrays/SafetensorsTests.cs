using System.Buffers.Binary;
using System.Text;

namespace FGan.Data.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_by_the_specification_is_read()
    {
        using SafetensorsFile file = SafetensorsFile.Open(TestData.Fixture("model.safetensors"));

        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("ä", file.Metadata["note"]);
        Assert.Equal([2L, 3], file.Tensors["0.weight"].Shape.ToArray());
        var weight = new float[6];
        file.Read("0.weight", weight);
        Assert.Equal([1.5f, -2, 3.25f, 0, 1e-30f, 7], weight);
        var bias = new double[2];
        file.Read("0.bias", bias);
        Assert.Equal([0.5, -0.25], bias);
        var half = new float[3];
        file.Read("half", half);
        Assert.Equal([1.5f, -65504, (float)(Half)6e-8], half);
        var brain = new float[2];
        file.Read("brain", brain);
        Assert.Equal([1.5f, -2], brain);
        var steps = new long[1];
        file.Read("steps", steps);
        Assert.Equal(1L << 40, steps[0]);

        Assert.Contains("lacks the tensor '1.weight'", Assert.Throws<DataException>(() => file.Read("1.weight", weight)).Message);
        Assert.Contains("has 6 values (2 × 3); 5 are expected", Assert.Throws<DataException>(() => file.Read("0.weight", new float[5])).Message);
        Assert.Contains("holds I64; floats expected", Assert.Throws<DataException>(() => file.Read("steps", new float[1])).Message);
    }

    [Fact]
    public void Every_written_tensor_comes_back_aligned()
    {
        var writer = new SafetensorsWriter();
        writer.Add("bytes", [3], new byte[] { 1, 2, 3 });
        writer.Add("floats", [2, 2], [1f, float.NaN, float.NegativeInfinity, -0f]);
        writer.Add("empty", [0, 4], ReadOnlySpan<float>.Empty);
        writer.Add("ints", [1], new int[] { -5 });
        writer.Add("longs", [], [long.MinValue]);
        writer.Add("doubles", [1], [Math.PI]);
        writer.AddMetadata("note", "quotes \" and \n line ends, ä");
        writer.Save(_folder["m.safetensors"]);

        byte[] raw = File.ReadAllBytes(_folder["m.safetensors"]);
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(raw) % 8);
        using SafetensorsFile file = SafetensorsFile.Open(_folder["m.safetensors"]);
        Assert.All(file.Tensors.Values, tensor => Assert.Equal(0, tensor.Offset % WidthOf(tensor.Type)));
        var bytes = new byte[3];
        file.Read("bytes", bytes);
        Assert.Equal([1, 2, 3], bytes);
        var floats = new float[4];
        file.Read("floats", floats);
        Assert.Equal([1f, float.NaN, float.NegativeInfinity, -0f], floats);
        file.Read("empty", Span<float>.Empty);
        var ints = new int[1];
        file.Read("ints", ints);
        Assert.Equal(-5, ints[0]);
        var longs = new long[1];
        file.Read("longs", longs);
        Assert.Equal(long.MinValue, longs[0]);
        var doubles = new double[1];
        file.Read("doubles", doubles);
        Assert.Equal(Math.PI, doubles[0]);
        Assert.Equal("quotes \" and \n line ends, ä", file.Metadata["note"]);
        Assert.Throws<ArgumentException>(() => writer.Add("bytes", [1], [1]));
        Assert.Throws<ArgumentException>(() => writer.Add("other", [2], [1]));
    }

    public static TheoryData<string, int, string> Broken => new()
    {
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 7, "it is truncated or was appended to" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9, "it is truncated or was appended to" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "holes and overlaps are not allowed" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}", 6, "holes and overlaps are not allowed" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "has 'a' twice" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, "has bytes 0 to 8; its shape takes 12" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "beyond all bounds" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4294967296,4294967296,0],\"data_offsets\":[0,0]}}", 0, "beyond all bounds" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}", 8, "no short list of whole numbers" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", 8, "no short list of whole numbers" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "has bytes 8 to 0" },
        { "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "has dtype 'Q4'" },
        { "{\"a\":{\"dtype\":\"0\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "has dtype '0'" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "needs dtype, shape and two data_offsets" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}", 8, "has 'x' twice or unexpectedly" },
        { "{\"__metadata__\":{\"a\":1}}", 0, "not the JSON of safetensors" },
        { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "has 'a' twice" },
        { "[]", 0, "not the JSON of safetensors" },
        { "{\"a\":", 0, "not the JSON of safetensors" },
        { "{} x", 0, "not the JSON of safetensors" },
        { "{\"\\ud800\":{}}", 0, "not the JSON of safetensors" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Files_that_break_a_rule_are_refused_in_one_line(string json, int dataLength, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        string path = _folder.Write("m.safetensors", [.. prefix, .. text, .. new byte[dataLength]]);

        var e = Assert.Throws<DataException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.Contains(expected, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 5, 0, 0, 0, 0 })]
    public void False_header_lengths_are_refused_without_allocating(byte[] content)
    {
        string path = _folder.Write("m.safetensors", content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000);
    }

    private static int WidthOf(TensorType type) => type switch { TensorType.U8 => 1, TensorType.F32 or TensorType.I32 => 4, _ => 8 };
}
