using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class ConstrainedRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_row_that_is_made_meets_every_constraint_also_after_loading()
    {
        string[] texts = ["low <= high", "species, island together", "low +0 is missing"];
        Assert.Throws<DataException>(() => Prepared(texts));
        texts[2] = "low > 30 or sex = male";
        using (GanModel model = Train(texts)) model.Save(_folder["model"]);
        using GanModel again = GanModel.Load(_folder["model"]);
        var made = (Table)again.Sample(5000, seed: 3);

        Assert.Equal(["species", "island", "low", "high", "sex"], again.Columns);
        Assert.Equal(again.Columns, made.Names);
        foreach (string text in new[] { "low <= high", texts[2] }) Assert.DoesNotContain(true, RowCondition.Parse(text, made).Fails(made));
        HashSet<string> real = [.. Enumerable.Range(0, 300).Select(row => Pair(Birds(), row))];
        Assert.Subset(real, Enumerable.Range(0, made.RowCount).Select(row => Pair(made, row)).ToHashSet());
        Assert.InRange(again.RejectedShare, 0.0001, 0.9);
        Assert.False(ModelAudit.Of(_folder["model"]).HasUnknown);
        Assert.Contains(ModelAudit.Of(_folder["model"]).Columns, column => column.Column == "species, island");

        static string Pair(Table table, int row) => table["species"].Format(row) + "/" + table["island"].Format(row);
    }

    [Fact]
    public void Rows_do_not_depend_on_the_portions_and_identifiers_stay_apart()
    {
        using GanModel model = Train(["low > 40"], withNames: true);
        var whole = (Table)model.Sample(9000, seed: 8);
        var parts = Table.Concat((Table)model.Sample(4001, seed: 8), (Table)model.Sample(4999, seed: 8, first: 4001));

        Assert.InRange(model.RejectedShare, 0.001, 0.99);
        foreach (Column column in whole.Columns.Where(column => column.Name != "name"))
        {
            for (int row = 0; row < whole.RowCount; row++) Assert.Equal(column.Format(row), parts[column.Name].Format(row));
        }

        Assert.True(whole.Categorical("name").Levels.Length > 8990);
    }

    [Fact]
    public void Conditions_are_read_on_the_columns_that_are_made()
    {
        using GanModel model = Train(["low <= high", "species, island together"]);
        ConditionalSample found = model.SampleWhere("island = i1 and high > 50", 50);
        Assert.True(found.IsComplete);
        Assert.Equal(["i1"], found.Rows.Categorical("island").Levels.Where(level => Enumerable.Range(0, 50).Any(row => found.Rows["island"].Format(row) == level)));
        Assert.Contains("the model makes", Assert.Throws<DataException>(() => model.SampleWhere("high > 5000", 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constraint_that_is_hardly_ever_met_is_an_honest_error()
    {
        // Learned from all rows, and asked for the combination of one of them.
        Table birds = Birds();
        PreparedTable prepared = Prepared([$"low = {birds["low"].Format(0)} and high = {birds["high"].Format(0)} and sex = {birds["sex"].Format(0)} and species = {birds["species"].Format(0)}"]);
        using GanModel model = new GanTrainer(TableGenerationTests.Quick() with { Steps = 2 }).Train(prepared).Model;
        string message = Assert.Throws<DataException>(() => model.Sample(20)).Message;
        Assert.Contains("break a constraint (low = ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static GanModel Train(string[] texts, bool withNames = false) =>
        new GanTrainer(TableGenerationTests.Quick()).Train(Prepared(texts, withNames)).Model;

    private static PreparedTable Prepared(string[] texts, bool withNames = false)
    {
        Table birds = Birds();
        if (withNames) birds = new Table([CategoricalColumn.FromWords("name", Enumerable.Range(0, 300).Select(row => $"B-{row:00000}")), .. birds.Columns]);
        PreparedTable prepared = new(birds, TableEncoderOptions.ForGeneration);

        // With the rows that break a constraint back in, the generator breaks it often: the check must do all the work.
        PreparedTable under = prepared.Under(texts);
        return under.Constraints.NeedChecks ? under with { Table = birds } : under;
    }

    private static Table Birds()
    {
        var random = new Random(4);
        string[] species = new string[300], island = new string[300], sex = new string[300];
        double[] low = new double[300], high = new double[300];
        for (int row = 0; row < 300; row++)
        {
            int kind = random.Next(3);
            species[row] = $"s{kind}";
            island[row] = $"i{kind / 2}";
            sex[row] = random.Next(2) == 0 ? "male" : "female";
            low[row] = random.Next(20, 70);
            high[row] = low[row] + random.Next(0, 25);
        }

        return new Table(
            CategoricalColumn.FromWords("species", species), CategoricalColumn.FromWords("island", island),
            new NumericColumn("low", low, 0), new NumericColumn("high", high, 0), CategoricalColumn.FromWords("sex", sex));
    }
}
