using FGan.Data;
using FGan.Divergences;

namespace FGan.Tests.Generation;

public sealed class CheckpointTests : IDisposable
{
    private static readonly ToyData Ring = ToyData.Find("ring8");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(33)]
    public void A_resumed_run_ends_in_the_same_bits(int interruptedAt)
    {
        GanTrainerOptions options = TrainingTests.Small() with { Steps = 50, EvaluationInterval = 1, CheckpointPath = _folder["run"] };
        Save(Train(options), "straight");

        InterruptAt(options, interruptedAt);
        Save(Train(options, resumeFrom: _folder["run"]), "resumed");

        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));
    }

    [Theory]
    [InlineData(CriticNormalisation.Spectral, null)]
    [InlineData(CriticNormalisation.None, 1.0)]
    public void So_does_one_with_a_critic_that_is_held_back(CriticNormalisation normalisation, double? limit)
    {
        GanTrainerOptions options = TrainingTests.Small() with { Steps = 40, CriticNormalisation = normalisation, LipschitzLimit = limit, CheckpointPath = _folder["run"] };
        Save(Train(options), "straight");

        InterruptAt(options, 20);
        Save(Train(options, resumeFrom: _folder["run"]), "resumed");

        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));
    }

    [Fact]
    public void The_steps_may_change_until_the_learning_rates_fall()
    {
        GanTrainerOptions options = TrainingTests.Small() with { Steps = 40, Cooldown = 0.5, CheckpointPath = _folder["run"] }, longer = options with { Steps = 60 };
        Save(Train(longer), "straight");

        InterruptAt(options, 20);
        Save(Train(longer, resumeFrom: _folder["run"]), "resumed");
        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));

        InterruptAt(options, 30);
        Assert.Contains("steps was 40, is 60", Assert.Throws<DataException>(() => Train(longer, resumeFrom: _folder["run"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_run_of_a_table_ends_in_the_same_bits()
    {
        Table table = TableGenerationTests.Penguins();
        GanTrainerOptions options = TableGenerationTests.Quick() with { Steps = 12, EvaluationInterval = 1, CheckpointPath = _folder["run"] };
        Save(new GanTrainer(options).Train(table), "straight");

        InterruptAt(options, 7, (trainer, progress, token) => trainer.Train(table, progress, token));
        Save(new GanTrainer(options).Train(table, resumeFrom: _folder["run"]), "resumed");

        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));
    }

    [Fact]
    public void The_history_goes_on_where_it_stood()
    {
        GanTrainerOptions options = TrainingTests.Small() with { Steps = 40, CheckpointPath = _folder["run"] };
        InterruptAt(options, 20);
        GanTrainingResult result = Train(options, resumeFrom: _folder["run"]);
        Assert.Equal([10L, 20L, 30L, 40L], result.History.Select(evaluation => evaluation.Step));
        Assert.True(result.Elapsed.TotalSeconds >= result.History[0].Seconds);
    }

    [Fact]
    public void Other_options_are_refused_by_name()
    {
        GanTrainerOptions options = TrainingTests.Small() with { CheckpointPath = _folder["run"] };
        Train(options);
        var error = Assert.Throws<DataException>(() => Train(options with { BatchSize = 64, Divergence = Catalogue.Find("kl") }, _folder["run"]));
        Assert.Contains("divergence was \"jensen-shannon\", is \"kl\"; batchSize was 32, is 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_are_refused()
    {
        GanTrainerOptions options = TrainingTests.Small() with { CheckpointPath = _folder["run"] };
        Train(options);
        var error = Assert.Throws<DataException>(() => new GanTrainer(options).Train(ToyData.Find("grid25"), resumeFrom: _folder["run"]));
        Assert.Contains("other data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_no_checkpoint()
    {
        GanTrainerOptions options = TrainingTests.Small();
        Save(Train(options), "model");
        Assert.Throws<DataException>(() => Train(options, resumeFrom: _folder["model"]));
    }

    [Fact]
    public void A_cut_checkpoint_is_refused_at_every_length()
    {
        GanTrainerOptions options = TrainingTests.Small() with { CheckpointPath = _folder["run"] };
        Train(options);
        byte[] whole = File.ReadAllBytes(_folder["run"]);
        for (int length = 0; length < whole.Length; length += 1 + whole.Length / 37)
        {
            File.WriteAllBytes(_folder["cut"], whole[..length]);
            Assert.Throws<DataException>(() => Train(options, resumeFrom: _folder["cut"]));
        }
    }

    [Fact]
    public void Only_the_checkpoint_is_left_in_the_folder()
    {
        Train(TrainingTests.Small() with { CheckpointPath = _folder["run"], CheckpointInterval = 1 });
        Assert.Equal(["run"], _folder.Files);
    }

    private static GanTrainingResult Train(GanTrainerOptions options, string? resumeFrom = null) =>
        new GanTrainer(options).Train(Ring, resumeFrom: resumeFrom);

    private static void InterruptAt(GanTrainerOptions options, int step) =>
        InterruptAt(options, step, (trainer, progress, token) => trainer.Train(Ring, progress, token));

    /// <summary>Ends a run, which must evaluate at that step, after a step.</summary>
    private static void InterruptAt(
        GanTrainerOptions options, int step, Func<GanTrainer, IProgress<GanProgress>, CancellationToken, GanTrainingResult> train)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.Step == step) cancellation.Cancel();
        });
        GanTrainingResult result = train(new GanTrainer(options), progress, cancellation.Token);
        Assert.Equal((StopReason.Cancelled, (long)step), (result.StopReason, result.Steps));
        result.Model.Dispose();
    }

    private void Save(GanTrainingResult result, string name)
    {
        result.Model.Save(_folder[name]);
        result.Model.Dispose();
    }
}
