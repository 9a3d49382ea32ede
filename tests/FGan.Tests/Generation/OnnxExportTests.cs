using System.Diagnostics;
using System.Runtime.InteropServices;
using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Generation;

/// <summary>Exported generators, run by onnxruntime-web under Node: they must make the same numbers from the same z.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private const int Rows = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Points_agree() => AssertAgrees(new GanTrainer(TrainingTests.Small()).Train(ToyData.Find("ring8")).Model);

    [Fact]
    public void Tables_with_categories_agree()
    {
        var table = new Table(
            new NumericColumn("x", [.. Enumerable.Range(0, 200).Select(i => i % 7 + 0.01 * i)]),
            CategoricalColumn.FromWords("c", [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? "a" : i % 5 == 0 ? "b" : "d")]),
            new NumericColumn("y", [.. Enumerable.Range(0, 200).Select(i => i % 11 * 1.5)]));
        AssertAgrees(new GanTrainer(GanTrainerOptions.For(SampleKind.Table) with { Steps = 5 }).Train(table).Model);
    }

    [Fact]
    public void Conditional_tables_agree_where_the_condition_is_a_second_input() =>
        AssertAgrees(new GanTrainer(ConditionVectorTests.Conditional() with { Steps = 5 }).Train(ConditionVectorTests.Shop()).Model);

    [Theory]
    [InlineData(NetworkArchitecture.PaperMnist)]
    [InlineData(NetworkArchitecture.Convolutional)]
    public void Images_agree(NetworkArchitecture architecture)
    {
        var pixels = new byte[40 * 3 * 16 * 24];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 37 % 251);
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Images) with { Architecture = architecture, Steps = 3, TimeBudget = null, BatchSize = 8 };
        AssertAgrees(new GanTrainer(options).Train(new ImageSet(40, 3, 16, 24, pixels)).Model);
    }

    private void AssertAgrees(GanModel trained)
    {
        using GanModel model = trained;
        int latent = model.Options.LatentDimension;
        var z = new float[Rows * latent];
        new Philox(5, RandomStreams.SampleLatent).Normals(z, 0);
        model.ExportOnnx(_folder["model.onnx"]);
        File.WriteAllBytes(_folder["z"], MemoryMarshal.AsBytes(z.AsSpan()).ToArray());
        Run("generate.mjs", [_folder["model.onnx"], _folder["z"], $"{latent}", _folder["out"], .. Condition(model)]);

        ReadOnlySpan<float> theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder["out"]));
        Span<float> ours = model.Rows(Rows, 5, 0, Asked(model), CancellationToken.None).Values;
        Assert.Equal(ours.Length, theirs.Length);
        for (int i = 0; i < ours.Length; i++) Assert.Equal(ours[i], theirs[i], 1e-5f * MathF.Max(1f, MathF.Abs(ours[i])));
    }

    /// <summary>Any value of any column, where the generator is told of one.</summary>
    private static ConditionLaw? Asked(GanModel model) => model.Space.Condition is { } vector ? new ConditionLaw([.. vector.Shares]) : null;

    /// <summary>The conditions that the model draws for the same seed by the same law.</summary>
    private string[] Condition(GanModel model)
    {
        if (model.Space.Condition is not { } vector) return [];
        var conditions = new float[Rows * vector.Width];
        vector.Fill(conditions, Asked(model)!, new Philox(5, RandomStreams.SampleConditions), 0);
        File.WriteAllBytes(_folder["condition"], MemoryMarshal.AsBytes(conditions.AsSpan()).ToArray());
        return [_folder["condition"], $"{vector.Width}"];
    }

    private static void Run(string script, params string[] arguments)
    {
        string folder = Path.Combine(Repository.Root, "tests", "node");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"onnxruntime-web is not installed; run: npm install --no-package-lock --prefix {Path.GetRelativePath(Repository.Root, folder)}");
        using Process node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments]) { RedirectStandardError = true })!;
        string said = node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, said.Length > 1000 ? said[^1000..] : said);
    }
}
