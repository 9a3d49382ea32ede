using System.Runtime.InteropServices;
using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Generation;

/// <summary>Model files, read by PyTorch through the tensors' names and layouts alone: the same z gives the same numbers.</summary>
public sealed class TorchLoadingTests : IDisposable
{
    private const int Rows = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact("torch")]
    public void Points_agree() =>
        AssertAgrees(new GanTrainer(TrainingTests.Small() with { BatchNormalisation = true }).Train(ToyData.Find("ring8")).Model, ending: "identity");

    [PythonFact("torch")]
    public void Tables_with_categories_agree()
    {
        var table = new Table(
            new NumericColumn("x", [.. Enumerable.Range(0, 200).Select(i => i % 7 + 0.01 * i)]),
            CategoricalColumn.FromWords("c", [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? "a" : i % 5 == 0 ? "b" : "d")]),
            new NumericColumn("y", [.. Enumerable.Range(0, 200).Select(i => i % 11 * 1.5)]));
        GanModel model = new GanTrainer(GanTrainerOptions.For(SampleKind.Table) with { Steps = 5 }).Train(table).Model;
        var choices = ((TableSpace)model.Space).Encoder.Blocks.Where(block => block.Kind == BlockKind.OneHot).Select(block => $",{block.Offset}+{block.Width}");
        AssertAgrees(model, ending: "tanh" + string.Concat(choices));
    }

    [PythonFact("torch")]
    public void Images_agree()
    {
        var pixels = new byte[40 * 3 * 16 * 24];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 37 % 251);
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Images) with { Architecture = NetworkArchitecture.Convolutional, Steps = 3, TimeBudget = null, BatchSize = 8 };
        AssertAgrees(new GanTrainer(options).Train(new ImageSet(40, 3, 16, 24, pixels)).Model, ending: "tanh", "3", "16", "24");
    }

    private void AssertAgrees(GanModel trained, string ending, params string[] extents)
    {
        using GanModel model = trained;
        var z = new float[Rows * model.Options.LatentDimension];
        new Philox(5, RandomStreams.SampleLatent).Normals(z, 0);
        model.Save(_folder["model.safetensors"]);
        File.WriteAllBytes(_folder["z"], MemoryMarshal.AsBytes(z.AsSpan()).ToArray());
        Python.Run([Path.Combine(Repository.Root, "tests", "python", "generate.py"), _folder["model.safetensors"], _folder["z"], _folder["out"], ending, .. extents]);

        ReadOnlySpan<float> theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder["out"]));
        Span<float> ours = model.SampleRows(Rows, seed: 5).Values;
        Assert.Equal(ours.Length, theirs.Length);
        for (int i = 0; i < ours.Length; i++) Assert.Equal(ours[i], theirs[i], 1e-5f * MathF.Max(1f, MathF.Abs(ours[i])));
    }
}
