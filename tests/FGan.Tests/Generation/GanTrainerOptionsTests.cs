using FGan.Data;
using FGan.Divergences;
using FGan.Neural;

namespace FGan.Tests.Generation;

public sealed class GanTrainerOptionsTests
{
    [Theory]
    [InlineData(SampleKind.Points)]
    [InlineData(SampleKind.Table)]
    [InlineData(SampleKind.Images)]
    public void Defaults_have_no_faults(SampleKind kind)
    {
        foreach (FDivergence divergence in Catalogue.All) Assert.Empty(GanTrainerOptions.For(kind, divergence).Faults());
    }

    [Theory]
    [InlineData(111, 1000)]
    [InlineData(344, 2000)]
    [InlineData(20_000, 42_000)]
    [InlineData(1_000_000, 60_000)]
    public void The_longer_a_table_the_longer_the_run(int rows, long steps)
    {
        var table = new Table(new NumericColumn("x", new double[rows]));
        Assert.Equal(steps, GanTrainerOptions.For(table).Steps);
        Assert.Equal(steps, GanTrainerOptions.For(new PreparedTable(table, TableEncoderOptions.ForGeneration)).Steps);
    }

    [Fact]
    public void All_faults_are_reported_together()
    {
        var options = new GanTrainerOptions
        {
            BatchSize = 1,
            Steps = null,
            CriticSteps = 0,
            DataPenalty = double.NaN,
            AverageDecay = 1,
            GeneratorWidths = [64, 0],
            Direction = (Direction)7,
            Critic = new AdamOptions { LearningRate = -1f, Maximize = true },
        };

        var error = Assert.Throws<InvalidOptionsException>(() => new GanTrainer(options));
        string[] expected = ["BatchSize", "Steps", "CriticSteps", "DataPenalty", "AverageDecay", "GeneratorWidths", "Direction", "Critic.LearningRate", "Critic.Maximize"];
        foreach (string name in expected) Assert.Single(error.Faults, fault => fault.StartsWith(name + " is ", StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Faults.Count);
        Assert.All(error.Faults, fault => Assert.Contains("allowed: ", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Single_step_updates_take_one_critic_step() =>
        Assert.Single(new GanTrainerOptions { Updates = UpdateScheme.SingleStep, CriticSteps = 2 }.Faults());

    [Fact]
    public void Json_keeps_no_path_of_the_machine() =>
        Assert.DoesNotContain("private", OptionsJson.Write(new GanTrainerOptions { CheckpointPath = "private/run.ckpt" }));

    [Fact]
    public void Json_keeps_every_option()
    {
        var options = GanTrainerOptions.For(SampleKind.Table, Catalogue.Find("pearson")) with
        {
            Direction = Direction.Reverse,
            TimeBudget = TimeSpan.FromSeconds(90),
            GeneratorWidths = [3, 5, 7],
            Seed = ulong.MaxValue,
        };

        GanTrainerOptions again = OptionsJson.Read(OptionsJson.Write(options));
        Assert.Equal(OptionsJson.Write(options), OptionsJson.Write(again));
        Assert.Equal(options.GeneratorWidths, again.GeneratorWidths);
        Assert.Equal(options with { GeneratorWidths = [], CriticWidths = [] }, again with { GeneratorWidths = [], CriticWidths = [] });
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"batchSize\":0}")]
    [InlineData("{\"divergence\":\"no such\"}")]
    [InlineData("{\"divergence\":null}")]
    [InlineData("{\"generator\":null}")]
    [InlineData("{\"criticWidths\":null}")]
    [InlineData("{\"surprise\":1}")]
    [InlineData("{\"direction\":3}")]
    public void Damaged_json_is_refused(string json) => Assert.Throws<FormatException>(() => OptionsJson.Read(json));

    [Fact]
    public void A_change_is_named_unless_it_cannot_change_the_run()
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Table) with { Cooldown = 0 };
        Assert.Empty(OptionsJson.Changes(options, options with { Steps = 17, CheckpointPath = "elsewhere" }, step: 0));

        IReadOnlyList<string> changes = OptionsJson.Changes(options, options with { BatchSize = 17, Divergence = Catalogue.Find("kl") }, step: 0);
        Assert.Equal(["divergence was \"jensen-shannon\", is \"kl\"", "batchSize was 256, is 17"], changes);
    }

    [Fact]
    public void Once_the_learning_rates_fall_the_number_of_steps_matters()
    {
        GanTrainerOptions before = new() { Cooldown = 0.5, Steps = 40 }, now = before with { Steps = 60 };
        Assert.Empty(OptionsJson.Changes(before, now, step: 20));
        Assert.Empty(OptionsJson.Changes(now, before, step: 20));
        Assert.Equal(["steps was 40, is 60"], OptionsJson.Changes(before, now, step: 21));
        Assert.Equal(["steps was 60, is 40"], OptionsJson.Changes(now, before, step: 21));
    }
}
