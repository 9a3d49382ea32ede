using FGan.Data;
using FGan.Neural;

namespace FGan.Tests.Generation;

/// <summary>Which state of a run becomes the model, and when a run that comes no further ends.</summary>
public sealed class BestStateTests : IDisposable
{
    private static readonly ToyData Ring = ToyData.Find("ring8");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_state_is_that_of_the_least_finding()
    {
        GanTrainingResult result = new GanTrainer(Judged() with { Steps = 60 }).Train(Ring);
        GanEvaluation best = result.History.MinBy(evaluation => evaluation.Referee!.Bound)!;
        Assert.Equal(best.Step, result.Model.Steps);

        GanTrainingResult upToThere = new GanTrainer(Judged() with { Keep = KeptModel.Last, Steps = best.Step }).Train(Ring);
        Assert.Equal(upToThere.Model.SampleRows(50).Values.ToArray(), result.Model.SampleRows(50).Values.ToArray());
        result.Model.Dispose();
        upToThere.Model.Dispose();
    }

    [Fact]
    public void A_generator_that_stands_still_is_found_the_same_and_ends_the_run()
    {
        GanTrainerOptions options = Judged() with { Steps = 1000, Patience = 3, AverageDecay = 0, Generator = new AdamOptions { LearningRate = 1e-30f } };
        GanTrainingResult result = new GanTrainer(options).Train(Ring);
        Assert.Equal(StopReason.NoProgress, result.StopReason);
        Assert.Equal([10L, 20L, 30L, 40L], result.History.Select(evaluation => evaluation.Step));
        Assert.Single(result.History.Select(evaluation => evaluation.Referee!.Bound).Distinct());
        Assert.NotEqual(result.History[0].Bound, result.History[^1].Bound);
        Assert.Equal(10, result.Model.Steps);
        result.Model.Dispose();
    }

    [Fact]
    public void A_resumed_run_keeps_the_same_best_state()
    {
        GanTrainerOptions options = Judged() with { Steps = 60, CheckpointPath = _folder["run"] };
        Save(new GanTrainer(options).Train(Ring), "straight");

        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.Step == 40) cancellation.Cancel();
        });
        new GanTrainer(options).Train(Ring, progress, cancellation.Token).Model.Dispose();
        Save(new GanTrainer(options).Train(Ring, resumeFrom: _folder["run"]), "resumed");

        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));
    }

    [Fact]
    public void The_referee_finds_little_between_equal_rows_and_much_between_others()
    {
        GanTrainerOptions options = TrainingTests.Small() with { BatchSize = 128, CriticWidths = [32, 32] };
        var rows = new PointRows(Ring, seed: 5);
        using var game = new Game(rows, options);
        using var referee = new Referee(game, rows, options);
        HeldOutBound untrained = referee.Judge(rows.HeldOut, Samples(game, options));
        Assert.InRange(untrained.Bound, 0.4, Math.Log(2));

        // The same critic, told that held-out rows are samples: no bound above 0 in the mean.
        Assert.True(referee.Judge(rows.HeldOut, rows.HeldOut).Bound <= 0);
    }

    private static FloatMatrix Samples(Game game, GanTrainerOptions options)
    {
        using var monitor = new GameMonitor(game, new PointRows(Ring, seed: 5), options);
        monitor.Evaluate(0, 0, 1);
        return monitor.Rows.Samples;
    }

    private static GanTrainerOptions Judged() => TrainingTests.Small() with { Keep = KeptModel.Best, Cooldown = 0 };

    private void Save(GanTrainingResult result, string name)
    {
        result.Model.Save(_folder[name]);
        result.Model.Dispose();
    }
}
