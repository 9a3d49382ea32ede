using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Generation;

/// <summary>What conditional networks are told of rows, and how often.</summary>
public sealed class ConditionVectorTests
{
    private const int Rare = 12;

    /// <summary>1,000 rows: a category with a value of 1.2 %, one with missing values, a number of three values, and a column of many.</summary>
    internal static Table Shop() => new(
        CategoricalColumn.FromWords("kind", [.. Enumerable.Range(0, 1000).Select(i => i < Rare ? "trial" : i % 3 == 0 ? "business" : "consumer")]),
        CategoricalColumn.FromWords("sex", [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? null : i % 2 == 0 ? "f" : "m")]),
        new NumericColumn("stars", [.. Enumerable.Range(0, 1000).Select(i => i % 4 == 0 ? 5.0 : i % 2 + 1)]),
        new NumericColumn("price", [.. Enumerable.Range(0, 1000).Select(i => 10 + i * 37 % 101 * 0.37 + (i < Rare ? 100 : 0))]));

    internal static GanTrainerOptions Conditional() => TableGenerationTests.Quick() with { IsConditional = true };

    [Fact]
    public void Discrete_columns_have_places_with_their_shares_and_numbers_of_many_values_have_none()
    {
        (ConditionVector vector, _, _) = Make();
        Assert.Equal(["kind", "sex", "stars"], vector.Blocks.Select(block => block.Column));
        Assert.Equal([0, 3, 6], vector.Starts.ToArray());
        Assert.Equal(9, vector.Width);
        Assert.Equal(Rare / 1000.0, vector.SharesOf(0)[2], 12);
        Assert.Equal(0.1, vector.SharesOf(1)[2], 12);
    }

    [Fact]
    public void Draws_in_training_meet_their_condition_and_rare_values_come_by_the_logarithm_of_their_count()
    {
        const int Draws = 20_000;
        (ConditionVector vector, FloatMatrix rows, _) = Make();
        var sampling = new TrainingBySampling(vector, rows, seed: 3);
        float[] batch = new float[Draws * rows.Columns], conditions = new float[Draws * vector.Width];
        sampling.Fill(batch, conditions, 0);

        int trials = 0, free = 0;
        for (int row = 0; row < Draws; row++)
        {
            ReadOnlySpan<float> condition = conditions.AsSpan(row * vector.Width, vector.Width);
            free += condition.ContainsAnyExcept(0f) ? 0 : 1;
            if (!condition.ContainsAnyExcept(0f)) continue;
            Assert.Equal(1f, condition.ToArray().Sum());
            Assert.True(vector.IsMet(batch.AsSpan(row * rows.Columns, rows.Columns), condition));
            trials += condition[2] == 1f ? 1 : 0;
        }

        // Half of the draws are free, a sixth ask about kind; five standard errors.
        double due = Math.Log(1 + Rare) / (Math.Log(1 + Rare) + Math.Log(1 + 330) + Math.Log(1 + 658)) / 6;
        Assert.Equal(due, trials / (double)Draws, 5 * Math.Sqrt(due / Draws));
        Assert.Equal(0.5, free / (double)Draws, 5 * Math.Sqrt(0.25 / Draws));
    }

    [Fact]
    public void Conditions_come_as_often_as_a_law_says()
    {
        const int Draws = 30_000;
        (ConditionVector vector, _, _) = Make();
        var conditions = new float[Draws * vector.Width];
        var law = new ConditionLaw([.. vector.Shares, 1]);
        vector.Fill(conditions, law, new Philox(4, 5), 0);
        for (int place = 0; place < vector.Width; place++)
        {
            double due = law[place];
            double share = Enumerable.Range(0, Draws).Count(row => conditions[row * vector.Width + place] == 1f) / (double)Draws;
            Assert.Equal(due, share, 5 * Math.Sqrt(due / Draws));
        }
    }

    [Fact]
    public void A_draw_depends_on_its_number_alone()
    {
        (ConditionVector vector, FloatMatrix rows, _) = Make();
        var sampling = new TrainingBySampling(vector, rows, seed: 3);
        float[] whole = new float[100 * rows.Columns], asked = new float[100 * vector.Width], part = new float[40 * rows.Columns], askedPart = new float[40 * vector.Width];
        sampling.Fill(whole, asked, 500);
        sampling.Fill(part, askedPart, 560);
        Assert.Equal(whole[(60 * rows.Columns)..], part);
        Assert.Equal(asked[(60 * vector.Width)..], askedPart);
    }

    [Fact]
    public void No_place_of_probability_0_is_ever_drawn()
    {
        var law = new ConditionLaw([0, 1, 0, 0, 3, 0]);
        Assert.Equal(1, law.Draw(0));
        Assert.Equal(4, law.Draw(uint.MaxValue));
        Assert.Equal([0.0, 0.25, 0, 0, 0.75, 0], Enumerable.Range(0, 6).Select(place => law[place]));
        Assert.Throws<ArgumentException>(() => new ConditionLaw([0, 0]));
    }

    [Fact]
    public void Values_of_fewer_than_ten_rows_are_not_asked_for()
    {
        Table table = Shop().Take([.. Enumerable.Range(4, 996)]);
        TableEncoder encoder = TableEncoder.Fit(table);
        ConditionVector vector = ConditionVector.Of(encoder, encoder.Encode(table))!;
        Assert.Equal([true, true, false, true], Enumerable.Range(0, 4).Select(vector.IsAsked));

        var space = new TableSpace(encoder, TableConstraints.None, vector);
        Assert.Null(AimedDraws.For(RowCondition.Parse("kind = trial", encoder), space));
        Assert.Equal("sex", AimedDraws.For(RowCondition.Parse("kind = trial and sex is missing", encoder), space)?.Column);
    }

    [Fact]
    public void It_comes_back_from_a_file_and_a_damaged_one_is_refused()
    {
        (ConditionVector vector, _, TableEncoder encoder) = Make();
        Assert.Equal(vector.SharesOf(1).ToArray(), ConditionVector.FromJson(vector.ToJson(), encoder).SharesOf(1).ToArray());
        Assert.Equal(vector.RarestShares.ToArray(), ConditionVector.FromJson(vector.ToJson(), encoder).RarestShares.ToArray());
        Assert.Equal(Rare / 1000.0, vector.RarestShares.Sum(), 9);
        foreach (string json in new[] { "{}", "null", "[", vector.ToJson().Replace("kind", "kinds", StringComparison.Ordinal), vector.ToJson().Replace("0.1", "-0.1", StringComparison.Ordinal) })
            Assert.Throws<DataException>(() => ConditionVector.FromJson(json, encoder));
    }

    [Fact]
    public void A_table_of_numbers_has_none()
    {
        TableEncoder encoder = TableEncoder.Fit(Shop().Select("price"));
        Assert.Null(ConditionVector.Of(encoder, encoder.Encode(Shop())));
        using GanModel model = new GanTrainer(Conditional() with { Steps = 3 }).Train(Shop().Select("price")).Model;
        Assert.Equal(5, model.Sample(5).Count);
    }

    private static (ConditionVector Vector, FloatMatrix Rows, TableEncoder Encoder) Make()
    {
        TableEncoder encoder = TableEncoder.Fit(Shop());
        FloatMatrix rows = encoder.Encode(Shop());
        return (ConditionVector.Of(encoder, rows)!, rows, encoder);
    }
}
