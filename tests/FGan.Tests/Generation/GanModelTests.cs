using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class GanModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_of_points_comes_back_bit_for_bit()
    {
        using GanModel model = SaveSmall("model");
        using GanModel again = GanModel.Load(_folder["model"]);

        Assert.Equal(model.SampleRows(1000, seed: 4).Values, again.SampleRows(1000, seed: 4).Values);
        Assert.Equal((SampleKind.Points, "toy:ring8", 30L), (again.Kind, again.Toy!.Name, again.Steps));
        again.Save(_folder["again"]);
        Assert.Equal(File.ReadAllBytes(_folder["model"]), File.ReadAllBytes(_folder["again"]));
    }

    [Fact]
    public void A_model_of_a_table_decodes_without_the_table()
    {
        using (GanModel model = new GanTrainer(TableGenerationTests.Quick()).Train(TableGenerationTests.Penguins()).Model)
        {
            model.Save(_folder["model"]);
            CsvTable.Write(_folder["before.csv"], (Table)model.Sample(50, seed: 2));
        }

        using GanModel again = GanModel.Load(_folder["model"]);
        CsvTable.Write(_folder["after.csv"], (Table)again.Sample(50, seed: 2));
        Assert.Equal(File.ReadAllBytes(_folder["before.csv"]), File.ReadAllBytes(_folder["after.csv"]));
        Assert.Equal(["species", "bill_length_mm", "body_mass_g", "sex"], again.Columns);
    }

    [Fact]
    public void A_model_of_images_makes_images_with_the_papers_pair()
    {
        var pixels = new byte[40 * 6 * 5];
        new Random(1).NextBytes(pixels);
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Images) with { Steps = 2, BatchSize = 8 };
        using (GanModel model = new GanTrainer(options).Train(new ImageSet(40, 1, 6, 5, pixels)).Model) model.Save(_folder["model"]);

        using GanModel again = GanModel.Load(_folder["model"]);
        var images = (ImageSet)again.Sample(3);
        Assert.Equal((3, 1, 6, 5), (images.Count, images.Channels, images.Height, images.Width));
        using SafetensorsFile file = SafetensorsFile.Open(_folder["model"]);
        Assert.Equal("1200 100", string.Join(' ', file.Tensors["0.weight"].Shape));
        Assert.Equal("1200", string.Join(' ', file.Tensors["1.running_mean"].Shape));
        Assert.Equal("240 30", string.Join(' ', file.Tensors["critic.0.weight"].Shape));
    }

    [Fact]
    public void The_seed_and_the_number_of_the_row_decide_a_sample()
    {
        using GanModel model = SaveSmall("model");
        float[] whole = model.SampleRows(1000, seed: 1).Values.ToArray();
        float[] tail = model.SampleRows(400, seed: 1, first: 600).Values.ToArray();
        Assert.Equal(whole[1200..], tail);
        Assert.NotEqual(whole, model.SampleRows(1000, seed: 2).Values.ToArray());
    }

    [Fact]
    public void A_cut_file_is_refused_at_every_length()
    {
        SaveSmall("model").Dispose();
        byte[] whole = File.ReadAllBytes(_folder["model"]);
        for (int length = 0; length < whole.Length; length += 1 + whole.Length / 53)
        {
            File.WriteAllBytes(_folder["cut"], whole[..length]);
            AssertRefused("cut");
        }
    }

    [Theory]
    [InlineData("fgan.format", "2", "version 2")]
    [InlineData("fgan.format", "two", "whole number")]
    [InlineData("fgan.file", "checkpoint", "a model is expected")]
    [InlineData("fgan.kind", "Sounds", "Points, Table, Images")]
    [InlineData("fgan.toy", "toy:nothing", "toy:ring8")]
    [InlineData("fgan.steps", "-1", "whole number")]
    [InlineData("fgan.options", "{}}", "fgan.options")]
    [InlineData("fgan.options", "{\"batchSize\":-5}", "BatchSize is -5")]
    [InlineData("fgan.options", "{\"latentDimension\":65536,\"generatorWidths\":[65536,65536,65536]}", "damaged")]
    [InlineData("fgan.options", null, "lacks the entry fgan.options")]
    public void A_hostile_entry_is_refused_with_one_line_that_names_it(string key, string? text, string expected)
    {
        SaveSmall("model").Dispose();
        EditHeader("model", header => header["__metadata__"]![key] = text, drop: text is null ? key : null);
        Assert.Contains(expected, AssertRefused("model").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_refused()
    {
        SaveSmall("model").Dispose();
        EditHeader("model", header => header["0.weight"]!["shape"] = new JsonArray(4, 16));
        Assert.Contains("0.weight is [4, 16]; expected [16, 4]", AssertRefused("model").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused()
    {
        SaveSmall("model").Dispose();
        byte[] bytes = File.ReadAllBytes(_folder["model"]);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), float.NaN);
        File.WriteAllBytes(_folder["model"], bytes);
        Assert.Contains("not finite", AssertRefused("model").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_said() => AssertRefused("nowhere");

    [Fact]
    public void Absurd_counts_are_refused()
    {
        using GanModel model = SaveSmall("model");
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Sample(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Sample(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Sample(1, first: -1));
    }

    private GanModel SaveSmall(string name)
    {
        GanModel model = new GanTrainer(TrainingTests.Small()).Train(ToyData.Find("ring8")).Model;
        model.Save(_folder[name]);
        return model;
    }

    private DataException AssertRefused(string name)
    {
        var error = Assert.Throws<DataException>(() => GanModel.Load(_folder[name]));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains(_folder[name], error.Message, StringComparison.Ordinal);
        return error;
    }

    private void EditHeader(string name, Action<JsonNode> edit, string? drop = null)
    {
        byte[] bytes = File.ReadAllBytes(_folder[name]);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        JsonNode header = JsonNode.Parse(bytes.AsSpan(8, length))!;
        edit(header);
        if (drop is not null) header["__metadata__"]!.AsObject().Remove(drop);
        string text = header.ToJsonString();
        byte[] edited = Encoding.UTF8.GetBytes(text.PadRight((Encoding.UTF8.GetByteCount(text) + 7) / 8 * 8));
        using FileStream file = File.Create(_folder[name]);
        file.Write(BitConverter.GetBytes((ulong)edited.Length));
        file.Write(edited);
        file.Write(bytes.AsSpan(8 + length));
    }
}
