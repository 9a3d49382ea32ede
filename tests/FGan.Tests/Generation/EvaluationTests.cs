using FGan.Data;
using FGan.Divergences;

namespace FGan.Tests.Generation;

/// <summary>What an evaluation reports, and the table it is written to.</summary>
public sealed class EvaluationTests
{
    private static readonly ToyData Ring = ToyData.Find("ring8");

    [Theory]
    [InlineData(Direction.Forward)]
    [InlineData(Direction.Reverse)]
    public void One_critic_bounds_every_divergence(Direction direction)
    {
        GanEvaluation evaluation = Last(TrainingTests.Small() with { Direction = direction });
        Assert.Equal(Catalogue.Table.Select(divergence => divergence.Id), evaluation.Divergences.Select(bound => bound.Id));
        HeldOutBound js = evaluation.Divergences.Single(bound => bound.Id == "jensen-shannon");

        // Jensen–Shannon is the same both ways, so the game's own bound must be among them.
        Assert.Equal((evaluation.Bound, evaluation.StandardError), (js.Bound, js.StandardError));
    }

    [Fact]
    public void The_table_s_activations_give_no_log_ratio() =>
        Assert.Empty(Last(TrainingTests.Small() with { Activation = OutputActivationKind.Table }).Divergences);

    [Fact]
    public void Modes_and_neighbours_are_counted_where_they_can_be()
    {
        GanEvaluation evaluation = Last(TrainingTests.Small());
        Assert.Equal(8, evaluation.Coverage!.Modes);
        Assert.InRange(evaluation.Neighbours!.Coverage, 0, 1);
        Assert.Null(evaluation.Referee);
    }

    [Fact]
    public void A_saturating_generator_is_stuck_where_the_critic_is_sure()
    {
        GanTrainerOptions sure = TrainingTests.Small() with
        {
            GeneratorObjective = GeneratorObjective.Saturating,
            Generator = new() { LearningRate = 1e-30f },
            Critic = new() { LearningRate = 2e-2f },
            DataPenalty = 0,
            SamplePenalty = 0,
            CriticScale = CriticScale.Linear,
            Steps = 400,
        };
        GanEvaluation stuck = Last(sure);
        Assert.True(stuck.Saturation > 0.9, $"{stuck.Saturation}");
        Assert.StartsWith("The generator is deaf", Diagnosis.Of(stuck with { Spread = 1 }, sure), StringComparison.Ordinal);
        Assert.Equal(0, Last(sure with { GeneratorObjective = GeneratorObjective.Alternative }).Saturation);
    }

    [Fact]
    public void The_table_reads_back_and_older_ones_too()
    {
        using var folder = new TemporaryFolder();
        GanTrainingResult result = new GanTrainer(TrainingTests.Small() with { Keep = KeptModel.Best }).Train(Ring);
        result.Model.Dispose();
        string text = HistoryTable.Write(result.History);
        Assert.Contains(",referee,referee_error,bound_total-variation,", text.Split('\n')[0], StringComparison.Ordinal);
        File.WriteAllText(folder["a.csv"], text);
        File.WriteAllText(folder["b.csv"], string.Join('\n', text.Split('\n').Select(line => string.Join(',', line.Split(',').Take(11)))));
        foreach (string name in new[] { "a.csv", "b.csv" })
        {
            IReadOnlyList<GanEvaluation> read = RunRecord.Read(folder[name]).History;
            Assert.Equal(result.History.Select(e => (e.Step, e.Bound, e.LearningRateFactor)), read.Select(e => (e.Step, e.Bound, e.LearningRateFactor)));
        }

        GanEvaluation whole = RunRecord.Read(folder["a.csv"]).History[^1], last = result.History[^1];
        Assert.Equal((last.Saturation, last.Neighbours!.Coverage, last.Referee), (whole.Saturation, whole.Neighbours!.Coverage, whole.Referee));
        Assert.Equal(last.Divergences.Select(d => (d.Id, d.Bound)), whole.Divergences.Select(d => (d.Id, d.Bound)));
    }

    [Fact]
    public void A_spectral_critic_rises_by_at_most_1_in_1()
    {
        GanTrainerOptions options = TrainingTests.Small() with
        {
            CriticNormalisation = CriticNormalisation.Spectral,
            CriticScale = CriticScale.Linear,
            CriticWidths = [32, 32],
            Generator = new() { LearningRate = 1e-30f },
            Critic = new() { LearningRate = 1e-2f },
            DataPenalty = 0,
            SamplePenalty = 0,
            Steps = 300,
        };
        double spectral = SteepestRise(options), plain = SteepestRise(options with { CriticNormalisation = CriticNormalisation.None });
        Assert.True(spectral <= 1.02 && plain > 1.5, $"{spectral} and {plain}");
    }

    private static double SteepestRise(GanTrainerOptions options)
    {
        const int Points = 300;
        using GanModel model = new GanTrainer(options).Train(Ring).Model;
        var points = new float[2 * Points];
        Ring.Draw(points, seed: 4);
        double[] v = model.Scores(new FloatMatrix(Points, 2, points));
        double steepest = 0;
        for (int i = 0; i < Points; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double distance = Math.Sqrt(Math.Pow(points[2 * i] - points[2 * j], 2) + Math.Pow(points[2 * i + 1] - points[2 * j + 1], 2));
                if (distance > 1e-3) steepest = Math.Max(steepest, Math.Abs(v[i] - v[j]) / distance);
            }
        }

        return steepest;
    }

    private static GanEvaluation Last(GanTrainerOptions options)
    {
        GanTrainingResult result = new GanTrainer(options).Train(Ring);
        result.Model.Dispose();
        return result.History[^1];
    }
}
