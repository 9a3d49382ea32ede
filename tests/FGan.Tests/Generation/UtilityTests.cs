using FGan.Data;

namespace FGan.Tests.Generation;

/// <summary>What synthetic rows are worth, and how close they lie to the rows they were made from.</summary>
public sealed class UtilityTests
{
    [Fact]
    public void Rows_of_the_same_source_teach_the_same_and_noise_teaches_nothing()
    {
        Table real = People(2000, 1), fresh = People(2000, 2), test = People(1000, 3);
        UtilityResult good = Utility.Measure(real, fresh, "buys", test), bad = Utility.Measure(real, Shuffled(fresh, "buys"), "buys", test);

        Assert.True(good.IsClassification);
        Assert.Equal("F1 of yes", good.Main.Measure);
        Assert.InRange(good.Main.Real, 0.85, 1);
        Assert.InRange(good.Main.Synthetic, good.Main.Real - 0.03, good.Main.Real + 0.03);
        Assert.InRange(good.Scores.Single(score => score.Measure == "area under the curve").Synthetic, 0.95, 1);
        Assert.True(bad.Main.Synthetic < good.Main.Synthetic - 0.2);
        Assert.Equal((2000, 2000, 1000, "kept back"), (good.RealRows, good.SyntheticRows, good.TestRows, good.TestOrigin));
    }

    [Fact]
    public void Numbers_are_regressed_on_curves_too()
    {
        Table real = People(2000, 1), fresh = People(2000, 2);
        UtilityResult result = Utility.Measure(real, fresh, "spent");

        // spent = (age − 50)²/20 + noise of deviation 2: R² is 1 − 4/var, which a line cannot reach.
        Assert.False(result.IsClassification);
        Assert.Equal("R²", result.Main.Measure);
        Assert.InRange(result.Main.Real, 0.97, 1);
        Assert.InRange(result.Main.Synthetic, 0.97, 1);
        Assert.InRange(result.Main.Trivial, -0.02, 0.0001);
        Assert.Equal(400, result.TestRows);
        Assert.InRange(Utility.Measure(real, Shuffled(fresh, "spent"), "spent").Main.Synthetic, -0.1, 0.1);
    }

    [Fact]
    public void Many_classes_are_told_apart_and_a_class_that_is_never_made_costs()
    {
        Table real = People(1500, 1), fresh = People(1500, 2);
        UtilityResult whole = Utility.Measure(real, fresh, "region");
        Table lacking = fresh.Take([.. Enumerable.Range(0, 1500).Where(row => fresh.Categorical("region")[row] != "north")]);
        UtilityResult part = Utility.Measure(real, lacking, "region");

        Assert.Equal("mean F1 of the classes", whole.Main.Measure);
        Assert.InRange(whole.Main.Synthetic, 0.9, 1);
        Assert.InRange(part.Main.Synthetic, 0.3, 0.85);
    }

    [Fact]
    public void Predictions_are_scored_by_the_definitions()
    {
        // Scores of class 1: 4, 3, 2, 1 for truths 1, 0, 1, 0: of four pairs three are in order; chosen above 2.5: one hit, one false alarm, one miss.
        var predictions = new Predictions([1, 0, 1, 0], [[0, 0, 0, 0], [4 - 2.5, 3 - 2.5, 2 - 2.5, 1 - 2.5]]);
        Assert.Equal(0.75, predictions.AreaUnderCurve(1));
        Assert.Equal(0.5, predictions.F1(1));
        Assert.Equal(0.5, predictions.Accuracy);
        Assert.Equal(0.5, new Predictions([1, 0], [[0, 0], [7, 7]]).AreaUnderCurve(1));
    }

    [Theory]
    [InlineData("nothing", "there are age, spent")]
    [InlineData("same", "nothing to predict")]
    public void A_target_that_cannot_be_predicted_is_said(string target, string says)
    {
        Table real = People(100, 1);
        Assert.Contains(says, Assert.Throws<DataException>(() => Utility.Measure(real, real, target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_lie_closer_than_rows_kept_back_and_fresh_rows_do_not()
    {
        Table training = People(800, 1).Drop("same"), test = People(800, 2).Drop("same");
        ClosestRecords fresh = ClosestRecords.Measure(training, test, People(800, 3).Drop("same")), copies = ClosestRecords.Measure(training, test, training.Take([.. Enumerable.Range(0, 400)]));

        Assert.InRange(fresh.NearerToTraining, 0.44, 0.56);
        Assert.InRange(fresh.CloserThanTest, 0, 0.09);
        Assert.InRange(fresh.ToTraining / fresh.TestToTraining, 0.9, 1.1);
        Assert.InRange(copies.NearerToTraining, 0.95, 1);
        Assert.Equal((1, 0), (copies.Copies, copies.ToTraining));
    }

    [Fact]
    public void Identifiers_are_not_compared()
    {
        var names = CategoricalColumn.FromWords("name", Enumerable.Range(0, 100).Select(row => $"n{row}"));
        Table real = new([names, .. People(100, 1).Columns]);
        (IReadOnlyList<Table> tables, IReadOnlyList<string> leftOut) = ComparableTables.Of(real, real);
        Assert.Equal(["name"], leftOut);
        Assert.All(tables, table => Assert.False(table.Contains("name")));
    }

    /// <summary>Rows whose columns follow from age and chance.</summary>
    internal static Table People(int rows, int seed)
    {
        var random = new Random(seed);
        double[] age = new double[rows], spent = new double[rows];
        string[] buys = new string[rows], region = new string[rows], same = new string[rows];
        for (int row = 0; row < rows; row++)
        {
            age[row] = random.Next(18, 90);
            double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            spent[row] = Math.Round((age[row] - 50) * (age[row] - 50) / 20 + 2 * noise, 2);
            buys[row] = age[row] + 4 * noise > 60 ? "yes" : "no";
            region[row] = age[row] < 40 ? "north" : age[row] < 65 ? "south" : "west";
            same[row] = "a";
        }

        return new Table(
            new NumericColumn("age", age, 0), new NumericColumn("spent", spent, 2), CategoricalColumn.FromWords("buys", buys), CategoricalColumn.FromWords("region", region), CategoricalColumn.FromWords("same", same));
    }

    private static Table Shuffled(Table table, string column)
    {
        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        new Random(9).Shuffle(order);
        return new Table(table.Columns.Select(each => each.Name == column ? each.Take(order) : each));
    }
}
