using System.Buffers.Binary;
using System.Text;
using FGan.Data;

namespace FGan.Tests.Generation;

/// <summary>Damaged model files and options are refused in one line.</summary>
public sealed class ModelFuzzTests : IDisposable
{
    private const int Prefix = sizeof(ulong);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_files_of_tables()
    {
        var table = new Table(
            new NumericColumn("x", [.. Enumerable.Range(0, 60).Select(i => i % 7 + 0.01 * i)]),
            CategoricalColumn.FromWords("c", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "a" : "b")]));
        Damage(new GanTrainer(Tiny(SampleKind.Table)).Train(table).Model);
    }

    [Fact]
    public void Model_files_of_points() => Damage(new GanTrainer(Tiny(SampleKind.Points)).Train(ToyData.Find("ring8")).Model);

    [Fact]
    public void Options() =>
        Fuzzing.Run<FormatException>([Encoding.UTF8.GetBytes(OptionsJson.Write(Tiny(SampleKind.Table)))], bytes => OptionsJson.Read(Encoding.UTF8.GetString(bytes)));

    private static GanTrainerOptions Tiny(SampleKind kind) =>
        GanTrainerOptions.For(kind) with { Steps = 1, TimeBudget = null, GeneratorWidths = [4], CriticWidths = [4], BatchSize = 8 };

    /// <summary>The damage is done to the header, whose true length stands before it: the weights would take nearly all of it, and may be any numbers.</summary>
    private void Damage(GanModel trained)
    {
        using (trained) trained.Save(_folder["m"]);
        byte[] file = File.ReadAllBytes(_folder["m"]);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Fuzzing.Run<DataException>([file[Prefix..(Prefix + length)]], header =>
        {
            var prefix = new byte[Prefix];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
            File.WriteAllBytes(_folder["damaged"], [.. prefix, .. header, .. file[(Prefix + length)..]]);
            using GanModel model = GanModel.Load(_folder["damaged"]);
            model.Sample(2);
        });
        Fuzzing.Run<DataException>([file[..(Prefix + 40)]], start =>
        {
            File.WriteAllBytes(_folder["damaged"], [.. start, .. file[(Prefix + 40)..]]);
            GanModel.Load(_folder["damaged"]).Dispose();
        });
    }
}
