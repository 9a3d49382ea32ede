using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;

namespace FGan.Tests.Generation;

public sealed class TrainingTests
{
    private static readonly ToyData Ring = ToyData.Find("ring8");

    public static TheoryData<UpdateScheme, GeneratorObjective, OutputActivationKind> Schemes
    {
        get
        {
            var data = new TheoryData<UpdateScheme, GeneratorObjective, OutputActivationKind>();
            foreach (UpdateScheme updates in Enum.GetValues<UpdateScheme>())
                foreach (GeneratorObjective objective in Enum.GetValues<GeneratorObjective>())
                    foreach (OutputActivationKind activation in Enum.GetValues<OutputActivationKind>()) data.Add(updates, objective, activation);
            return data;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads(int threads)
    {
        float[] expected = Sample(Small());
        ThreadTeam usual = ThreadTeam.Shared;
        using var team = new ThreadTeam(threads);
        ThreadTeam.Shared = team;
        try
        {
            Assert.Equal(expected, Sample(Small()));
        }
        finally
        {
            ThreadTeam.Shared = usual;
        }
    }

    [Fact]
    public void Another_seed_gives_other_samples() => Assert.NotEqual(Sample(Small()), Sample(Small() with { Seed = 2 }));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Every_scheme_objective_and_activation_takes_finite_steps_that_teach(
        UpdateScheme updates, GeneratorObjective objective, OutputActivationKind activation)
    {
        foreach (FDivergence divergence in Catalogue.Table)
        {
            foreach (Direction direction in Enum.GetValues<Direction>())
            {
                GanTrainerOptions options = Small() with
                {
                    Divergence = divergence,
                    Direction = direction,
                    Updates = updates,
                    GeneratorObjective = objective,
                    Activation = activation,
                    Steps = 20,
                };
                GanTrainingResult result = Train(options);
                Assert.Empty(result.Setbacks);
                Assert.True(double.IsFinite(result.History[^1].Bound), $"{divergence.Id} {direction}");
                Assert.NotEqual(0, result.History[^1].GeneratorGradientNorm);
                Assert.NotEqual(0, result.History[^1].CriticGradientNorm);
                result.Model.Dispose();
            }
        }
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        GanTrainerOptions options = Small() with { CriticSteps = 2 };
        using var game = new Game(new PointRows(Ring, options.Seed), options);
        for (long step = 0; step < 50; step++) game.Play(step, 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long step = 50; step < 60; step++) game.Play(step, 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Cancelling_ends_after_the_present_step_and_keeps_what_there_is()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.IsNewEvaluation) cancellation.Cancel();
        });

        GanTrainingResult result = new GanTrainer(Small() with { Steps = 1000, EvaluationInterval = 7 }).Train(Ring, progress, cancellation.Token);
        Assert.Equal((StopReason.Cancelled, 7L), (result.StopReason, result.Steps));
        Assert.Equal(7, result.Model.Steps);
    }

    [Fact]
    public void A_time_budget_ends_the_run()
    {
        GanTrainingResult result = new GanTrainer(Small() with { Steps = null, TimeBudget = TimeSpan.FromMilliseconds(50) }).Train(Ring);
        Assert.Equal(StopReason.Time, result.StopReason);
    }

    [Fact]
    public void Ample_time_changes_no_bit()
    {
        GanTrainerOptions options = Small() with { Cooldown = 0.5 };
        Assert.Equal(Sample(options), Sample(options with { TimeBudget = TimeSpan.FromDays(1) }));
    }

    [Fact]
    public void Numbers_that_leave_the_finite_are_met_by_smaller_steps_and_then_by_an_end()
    {
        GanTrainerOptions options = Small() with
        {
            Divergence = Catalogue.Find("neyman"),
            CriticScale = CriticScale.Linear,
            Critic = new AdamOptions { LearningRate = 1e6f },
            Steps = 1000,
        };

        var remarks = new List<string>();
        var error = Assert.Throws<TrainingDivergedException>(() =>
            new GanTrainer(options).Train(Ring, new Listener(p => remarks.AddRange(p.Remark is null ? [] : [p.Remark]))));
        Assert.Contains("lower learning rates", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, remarks.Count);
        Assert.Contains("with 0.5 of the learning rates", remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_run_ends_early_with_its_reason()
    {
        GanTrainerOptions options = Small() with
        {
            Generator = new AdamOptions { LearningRate = 100f },
            Critic = new AdamOptions { LearningRate = 100f },
            Steps = 1_000_000,
        };
        var error = Assert.Throws<TrainingDivergedException>(() => new GanTrainer(options).Train(Ring));
        Assert.Matches("dead at step [0-9]{1,3}: .*lower learning rate", error.Message);
    }

    [Fact]
    public void One_normal_finds_the_minimiser_of_its_divergence_on_a_mixture()
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points, Catalogue.Find("kl")) with
        {
            GeneratorObjective = GeneratorObjective.Saturating,
            LatentDimension = 1,
            GeneratorWidths = [],
            CriticWidths = [32, 32],
            CriticActivation = HiddenActivation.Tanh,
            DataPenalty = 0,
            SamplePenalty = 0,
            CriticSteps = 2,
            Steps = 2500,
        };
        using GanModel model = new GanTrainer(options).Train(ToyData.Find("mixture")).Model;

        // KL is least where the moments agree: mean 1.01, standard deviation 1.831.
        Assert.Equal(1.01, model.GeneratorTensors.Single(t => t.Name == "0.bias").Values[0], 0.1);
        Assert.Equal(1.831, Math.Abs(model.GeneratorTensors.Single(t => t.Name == "0.weight").Values[0]), 0.1);
    }

    [Fact]
    public void The_critic_estimates_log_ratios_of_the_widths_it_knows()
    {
        using GanModel model = Train(Small()).Model;
        Assert.Equal(20, model.Scores(model.SampleRows(20)).Length);
        Assert.Contains("3 columns", Assert.Throws<ArgumentException>(() => model.Scores(new FloatMatrix(1, 3, new float[3]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Direction.Forward)]
    [InlineData(Direction.Reverse)]
    public void The_noise_penalty_keeps_the_critic_flatter(Direction direction)
    {
        GanTrainerOptions free = Small() with { DataPenalty = 0, SamplePenalty = 0, Direction = direction, Steps = 200 };
        using GanModel wild = Train(free).Model, calm = Train(free with { NoisePenalty = 30 }).Model;
        FloatMatrix rows = wild.SampleRows(500);
        (double before, double after) = (wild.Scores(rows).Average(Math.Abs), calm.Scores(rows).Average(Math.Abs));
        Assert.True(after < 0.7 * before, $"{after} against {before}");
    }

    [Fact]
    public void The_generator_may_follow_another_divergence_than_the_critic()
    {
        GanTrainerOptions own = Small(), other = own with { GeneratorDivergence = Catalogue.Find("kl"), GeneratorObjective = GeneratorObjective.Saturating };
        using GanModel first = Train(own).Model, second = Train(other).Model;
        Assert.NotEqual(first.SampleRows(10).Values.ToArray(), second.SampleRows(10).Values.ToArray());
        using var folder = new TemporaryFolder();
        second.Save(folder["model"]);
        using GanModel loaded = GanModel.Load(folder["model"]);
        Assert.Equal("kl", loaded.Options.GeneratorDivergence!.Id);
    }

    [Fact]
    public void The_ring_is_learned_in_a_short_run()
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points) with
        {
            Steps = 1200,
            BatchSize = 128,
            GeneratorWidths = [64, 64],
            CriticWidths = [64, 64],
            AverageDecay = 0.99,
        };
        GanTrainingResult result = Train(options);
        Assert.True(result.Coverage!.Found >= 6, result.Coverage.ToString());
        Assert.True(result.History[^1].Bound < 0.1, result.History[^1].ToString());
        result.Model.Dispose();
    }

    /// <summary>A game small enough to be played in milliseconds.</summary>
    internal static GanTrainerOptions Small() => GanTrainerOptions.For(SampleKind.Points) with
    {
        Steps = 30,
        BatchSize = 32,
        GeneratorWidths = [16],
        CriticWidths = [16],
        LatentDimension = 4,
        EvaluationInterval = 10,
    };

    private static GanTrainingResult Train(GanTrainerOptions options) => new GanTrainer(options).Train(Ring);

    private static float[] Sample(GanTrainerOptions options)
    {
        using GanModel model = Train(options).Model;
        return model.SampleRows(300).Values.ToArray();
    }
}
