using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class ModelAuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_entry_of_a_model_and_a_checkpoint_is_accounted_for()
    {
        GanTrainerOptions options = TableGenerationTests.Quick() with { Steps = 4, CheckpointPath = _folder["checkpoint"] };
        using (GanModel model = new GanTrainer(options).Train(TableGenerationTests.Penguins()).Model) model.Save(_folder["model"]);

        AssertComplete("model");
        AssertComplete("checkpoint");
    }

    [Fact]
    public void Every_entry_of_models_of_points_and_images_and_of_a_reference_is_accounted_for()
    {
        using (GanModel toy = new GanTrainer(TrainingTests.Small()).Train(ToyData.Find("ring8")).Model) toy.Save(_folder["toy"]);
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Images) with { Steps = 1, BatchSize = 8 };
        using (GanModel images = new GanTrainer(options).Train(new ImageSet(40, 1, 4, 4, new byte[640])).Model) images.Save(_folder["images"]);
        Table p = ToyData.Find("ring8").Sample(300, 1, ["x", "y"]), q = p.Take([.. Enumerable.Range(0, 150)]);
        var shifted = new Table(new NumericColumn("x", Array.ConvertAll(q.Numeric("x").Values.ToArray(), x => x + 2)), q["y"]);
        new DivergenceEstimator(new EstimatorOptions { KeepReference = true }).Estimate(p, shifted).Reference!.Save(_folder["reference"]);

        foreach (string name in new[] { "toy", "images", "reference" }) AssertComplete(name);
    }

    [Fact]
    public void What_is_held_and_what_is_not_is_said()
    {
        using (GanModel model = new GanTrainer(TableGenerationTests.Quick() with { Steps = 2 }).Train(TableGenerationTests.Penguins()).Model) model.Save(_folder["model"]);
        ModelAudit audit = ModelAudit.Of(_folder["model"]);

        Assert.Equal(5, audit.CategoryCount);
        Assert.Contains("Adelie", audit.Columns[0].Facts[0].Text, StringComparison.Ordinal);
        Assert.Contains(audit.NotHeld, line => line.Contains("fewer than 2 rows", StringComparison.Ordinal));
        Assert.Contains(audit.Weights, weights => weights.What == "weights of the generator" && weights.Tensors.Any(tensor => tensor.StartsWith("0.weight 32 × 8", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_entry_that_is_not_known_is_shown_and_takes_the_promise_back()
    {
        var file = new SafetensorsWriter();
        file.AddMetadata("fgan.file", "model");
        file.AddMetadata("somebody.rows", "17,4,red");
        file.Add("0.weight", [2], [1f, 2f]);
        file.Save(_folder["odd"]);
        ModelAudit audit = ModelAudit.Of(_folder["odd"]);

        AuditEntry entry = audit.Entries.Single(entry => !entry.IsKnown);
        Assert.Equal(("somebody.rows", "17,4,red"), (entry.Key, entry.Text));
        Assert.True(audit.HasUnknown);
        Assert.Contains("does not know", audit.NotHeld[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_program_is_refused()
    {
        var file = new SafetensorsWriter();
        file.Add("w", [1], [1f]);
        file.Save(_folder["other"]);
        Assert.Contains("is no file of FGan", Assert.Throws<DataException>(() => ModelAudit.Of(_folder["other"])).Message, StringComparison.Ordinal);
    }

    private void AssertComplete(string name)
    {
        ModelAudit audit = ModelAudit.Of(_folder[name]);
        using SafetensorsFile file = SafetensorsFile.Open(_folder[name]);
        Assert.Equal(file.Metadata.Keys, audit.Entries.Select(entry => entry.Key));
        Assert.Equal(file.Tensors.Count, audit.Weights.Sum(weights => weights.Tensors.Count));
        Assert.Equal(file.Tensors.Values.Sum(tensor => tensor.Count), audit.Weights.Sum(weights => weights.Numbers));
        Assert.All(audit.Entries, entry => Assert.True(entry.IsKnown, entry.Key));
        Assert.False(audit.HasUnknown);
    }
}
