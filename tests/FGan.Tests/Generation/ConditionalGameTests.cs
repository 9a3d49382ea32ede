using FGan.Data;
using FGan.Divergences;
using FGan.Neural;

namespace FGan.Tests.Generation;

/// <summary>Games whose networks are told of rows, and critics that judge several at once.</summary>
public sealed class ConditionalGameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Direction, GeneratorObjective, UpdateScheme> Games => new()
    {
        { Direction.Forward, GeneratorObjective.Alternative, UpdateScheme.Alternating },
        { Direction.Reverse, GeneratorObjective.Saturating, UpdateScheme.Alternating },
        { Direction.Reverse, GeneratorObjective.Alternative, UpdateScheme.SingleStep },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Games))]
    public void Every_divergence_takes_finite_steps(Direction direction, GeneratorObjective objective, UpdateScheme updates)
    {
        foreach (FDivergence divergence in Catalogue.Table)
        {
            GanTrainerOptions options = ConditionVectorTests.Conditional() with
            {
                Divergence = divergence,
                Direction = direction,
                GeneratorObjective = objective,
                Updates = updates,
                Pack = 2,
                NoisePenalty = 0.1,
                LipschitzLimit = 1,
                Steps = 10,
                EvaluationInterval = 10,
            };
            GanTrainingResult result = new GanTrainer(options).Train(ConditionVectorTests.Shop());
            using GanModel model = result.Model;
            Assert.Empty(result.Setbacks);
            Assert.True(double.IsFinite(result.History[^1].Bound), $"{divergence.Id} {direction}");
            Assert.InRange(result.History[^1].ConditionMet!.Value, 0, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_resumed_run_ends_in_the_same_bits(int pack)
    {
        GanTrainerOptions options = ConditionVectorTests.Conditional() with
        {
            Pack = pack,
            Steps = 12,
            EvaluationInterval = 1,
            Keep = KeptModel.Best,
            CheckpointPath = _folder["run"],
        };
        using (GanModel straight = new GanTrainer(options).Train(ConditionVectorTests.Shop()).Model) straight.Save(_folder["straight"]);

        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.Step == 7) cancellation.Cancel();
        });
        new GanTrainer(options).Train(ConditionVectorTests.Shop(), progress, cancellation.Token).Model.Dispose();
        using (GanModel resumed = new GanTrainer(options).Train(ConditionVectorTests.Shop(), resumeFrom: _folder["run"]).Model) resumed.Save(_folder["resumed"]);

        Assert.Equal(File.ReadAllBytes(_folder["straight"]), File.ReadAllBytes(_folder["resumed"]));
    }

    [Fact]
    public void A_saved_model_makes_and_judges_the_same_rows_and_says_what_it_holds()
    {
        using GanModel model = new GanTrainer(ConditionVectorTests.Conditional() with { Steps = 5 }).Train(ConditionVectorTests.Shop()).Model;
        model.Save(_folder["model"]);
        using GanModel again = GanModel.Load(_folder["model"]);
        FloatMatrix rows = model.SampleRows(600, seed: 4);
        Assert.Equal(rows.Values, again.SampleRows(600, seed: 4).Values);
        Assert.Equal(rows.Row(550), again.SampleRows(50, seed: 4, first: 550).Row(0));
        Assert.Equal(model.Scores(rows), again.Scores(rows));

        ModelAudit audit = ModelAudit.Of(_folder["model"]);
        Assert.False(audit.HasUnknown);
        Assert.Contains(audit.Columns, column => column.Column == "kind" && column.Facts.Any(fact => fact.Text.EndsWith("1.2 %", StringComparison.Ordinal)));
    }

    [Fact]
    public void Options_of_a_model_from_before_there_were_conditions_are_read_as_without()
    {
        string json = OptionsJson.Write(TableGenerationTests.Quick() with { IsConditional = false }).Replace("\"pack\":1,", "", StringComparison.Ordinal);
        GanTrainerOptions options = OptionsJson.Read(json);
        Assert.DoesNotContain("onditional", json, StringComparison.Ordinal);
        Assert.Equal((false, 1), (options.IsConditional, options.Pack));
    }

    [Fact]
    public void A_generator_learns_to_give_what_it_is_asked_for()
    {
        GanTrainerOptions options = ConditionVectorTests.Conditional() with { Steps = 1000, EvaluationInterval = 1000 };
        GanTrainingResult result = new GanTrainer(options).Train(ConditionVectorTests.Shop());
        using GanModel model = result.Model;
        Assert.InRange(result.History[^1].ConditionMet!.Value, 0.95, 1);

        // 1.2 % of the rows: freely drawn, 200 of them would take some 16,000.
        ConditionalSample trials = model.SampleWhere("kind = trial", 200);
        Assert.Equal(("kind", true), (trials.AimedAt, trials.IsComplete));
        Assert.InRange(trials.Draws, 200, 400);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal("trial", trials.Rows["kind"].Format(row)));
        Assert.Null(model.SampleWhere("kind = trial", 1, isAimed: false).AimedAt);
    }

    [Fact]
    public void Rare_values_come_as_often_as_the_data_have_them_and_rows_do_not_depend_on_portions()
    {
        const int Rows = 20_000;
        GanTrainerOptions options = ConditionVectorTests.Conditional() with { Steps = 1000, EvaluationInterval = 1000 };
        using GanModel model = new GanTrainer(options).Train(ConditionVectorTests.Shop()).Model;
        var made = (Table)model.Sample(Rows, seed: 3);
        int trials = Enumerable.Range(0, Rows).Count(row => made["kind"].Format(row) == "trial");

        // Twelve in a thousand rows of the data, less those that the generator does not give; five standard errors.
        Assert.InRange(trials / (double)Rows, 0.0078, 0.0158);

        var part = (Table)model.Sample(500, seed: 3, first: 700);
        foreach (Column column in part.Columns)
        {
            for (int row = 0; row < 500; row++) Assert.Equal(made[column.Name].Format(700 + row), column.Format(row));
        }
    }

    [Theory]
    [InlineData("kind = trial and sex = f", "kind")]
    [InlineData("kind != consumer and sex is missing", "sex")]
    [InlineData("stars in (1, 5) and kind in (trial, business)", "kind")]
    [InlineData("not (kind = consumer or kind = business) and price > 20", "kind")]
    [InlineData("kind = trial or sex is missing", null)]
    [InlineData("kind != trial", null)]
    [InlineData("price > 30", null)]
    public void Draws_are_aimed_at_the_column_that_rules_out_most(string condition, string? column)
    {
        TableEncoder encoder = TableEncoder.Fit(ConditionVectorTests.Shop());
        FloatMatrix rows = encoder.Encode(ConditionVectorTests.Shop());
        var space = new TableSpace(encoder, TableConstraints.None, ConditionVector.Of(encoder, rows));
        Assert.Equal(column, AimedDraws.For(RowCondition.Parse(condition, encoder), space)?.Column);
    }

    [Fact]
    public void A_pack_is_judged_as_a_row_of_its_rows_that_follow_each_other()
    {
        const int Width = 3, Rows = 11;
        float[] numbers = [.. Enumerable.Range(0, Rows * Width).Select(i => MathF.Sin(i))], told = [.. Enumerable.Range(0, Rows).Select(i => MathF.Cos(i))];
        var critic = new Linear(2 * (Width + 1), 1);
        using var weights = new ParameterSet(critic, 1);
        using var scorer = new CriticScorer(critic, Width, condition: 1, pack: 2);
        var scores = new double[Rows / 2];
        scorer.Score(new FloatMatrix(Rows, Width, numbers), scores, told);

        float[] weight = weights.Parameters[0].Values.ToArray(), bias = weights.Parameters[1].Values.ToArray();
        for (int pack = 0; pack < scores.Length; pack++)
        {
            int row = 2 * pack;
            float[] seen = [.. numbers[(row * Width)..((row + 1) * Width)], told[row], .. numbers[((row + 1) * Width)..((row + 2) * Width)], told[row + 1]];
            Assert.Equal(seen.Zip(weight, (x, w) => x * w).Sum() + bias[0], scores[pack], 1e-5);
        }
    }

    [Fact]
    public void Packs_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("Pack is 3", Assert.Throws<InvalidOptionsException>(() => new GanTrainer(ConditionVectorTests.Conditional() with { Pack = 3 })).Message, StringComparison.Ordinal);
        Table few = ConditionVectorTests.Shop().Take([.. Enumerable.Range(0, 30)]);
        Assert.Contains("only 3 are kept back", Assert.Throws<DataException>(() => new GanTrainer(ConditionVectorTests.Conditional() with { Pack = 8 }).Train(few)).Message, StringComparison.Ordinal);
    }
}
