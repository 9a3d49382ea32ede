using System.Globalization;
using FGan.Data;
using FGan.Divergences;

namespace FGan.Tests.Generation;

public sealed class TableGenerationTests
{
    [Fact]
    public void Generated_rows_keep_columns_types_categories_decimals_and_ranges()
    {
        Table real = Penguins();
        using GanModel model = new GanTrainer(Quick()).Train(real).Model;
        var made = (Table)model.Sample(500, seed: 3);

        Assert.Equal(500, made.RowCount);
        Assert.Equal(real.Names, made.Names);
        foreach (Column column in real.Columns)
        {
            Column synthetic = made[column.Name];
            Assert.Equal(column.Kind, synthetic.Kind);
            if (column is CategoricalColumn category) Assert.Subset(category.Levels.ToHashSet(), ((CategoricalColumn)synthetic).Levels.ToHashSet());
            if (column is NumericColumn number) AssertWithin(number, (NumericColumn)synthetic);
        }
    }

    [Fact]
    public void Missing_values_are_generated_where_there_were_some()
    {
        using GanModel model = new GanTrainer(Quick() with { Steps = 150 }).Train(Penguins()).Model;
        var made = (Table)model.Sample(2000);
        Assert.InRange(made["sex"].MissingCount, 1, 1000);
        Assert.Equal(0, made["species"].MissingCount);
    }

    [Fact]
    public void Samples_do_not_depend_on_the_portions_they_are_drawn_in()
    {
        using GanModel model = new GanTrainer(Quick() with { Steps = 3 }).Train(Penguins()).Model;
        var whole = (Table)model.Sample(700, seed: 8);
        var parts = Table.Concat((Table)model.Sample(301, seed: 8), (Table)model.Sample(399, seed: 8, first: 301));
        foreach (Column column in whole.Columns)
        {
            for (int row = 0; row < whole.RowCount; row++) Assert.Equal(column.Format(row), parts[column.Name].Format(row));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(111)]
    public void Short_tables_train(int rows)
    {
        Table table = Penguins().Take([.. Enumerable.Range(0, rows)]);
        using GanModel model = new GanTrainer(Quick() with { Steps = 5 }).Train(table).Model;
        Assert.Equal(10, model.Sample(10).Count);
    }

    [Fact]
    public void One_column_trains()
    {
        using GanModel model = new GanTrainer(Quick() with { Steps = 5 }).Train(Penguins().Select("body_mass_g")).Model;
        Assert.Equal(["body_mass_g"], model.Columns);
        Assert.Equal(4, model.Sample(4).Count);
    }

    [Fact]
    public void Twenty_thousand_categories_take_a_few_places_and_that_is_said()
    {
        const int Categories = 20_000;
        var table = new Table(
            CategoricalColumn.FromWords("product", Enumerable.Range(0, 2 * Categories).Select(i => $"p{i % Categories}").ToArray()),
            new NumericColumn("price", [.. Enumerable.Range(0, 2 * Categories).Select(i => (double)(i % 7))]));
        var heard = new List<string>();
        GanTrainingResult result = new GanTrainer(Quick() with { Steps = 2 }).Train(table, new Listener(p => heard.AddRange(p.Remark is null ? [] : [p.Remark])));
        using GanModel model = result.Model;

        Assert.Equal(["column 'product' has 20000 categories: 255 have a place of their own, 19745 share one"], result.Remarks);
        Assert.Equal(result.Remarks, heard);
        Assert.InRange(model.SampleRows(1).Columns, 256, 300);
        Assert.Subset(((CategoricalColumn)table["product"]).Levels.ToHashSet(), ((CategoricalColumn)((Table)model.Sample(50))["product"]).Levels.ToHashSet());
    }

    [Fact]
    public void Numbers_stand_at_0_in_what_the_critic_sees_unless_their_mode_is_chosen()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 0 : 50 * (i % 4 - 2) + i * 0.01)];
        var space = new TableSpace(TableEncoder.Fit(new Table(new NumericColumn("v", values))));
        EncodedBlock[] gated = [.. space.Encoder.Blocks.Where(block => block.Gate is not null)];
        var tape = new FGan.Neural.Tape();
        FGan.Neural.Value raw = tape.Input(64, space.Width), rows = space.Relax(raw, new FGan.Neural.RandomSource(1, 2), temperature: 0.01f);
        using FGan.Neural.Program program = tape.Compile(rows);
        program[raw].Fill(0.5f);
        program.Run();

        Assert.True(gated.Length >= 2);
        for (int row = 0; row < 64; row++)
        {
            ReadOnlySpan<float> seen = program[rows].Slice(row * space.Width, space.Width);
            foreach (EncodedBlock block in gated) Assert.Equal(MathF.Tanh(0.5f) * seen[block.Gate!.Value], seen[block.Offset], 1e-6f);
        }
    }

    [Fact]
    public void Too_few_rows_or_nothing_to_learn_is_said()
    {
        Table two = Penguins().Take([0, 1]);
        Assert.Contains("2 samples", Assert.Throws<DataException>(() => new GanTrainer(Quick()).Train(two)).Message, StringComparison.Ordinal);

        var constant = new Table(new NumericColumn("x", new double[50]));
        Assert.Contains("constant", Assert.Throws<DataException>(() => new GanTrainer(Quick()).Train(constant)).Message, StringComparison.Ordinal);
    }

    /// <summary>A few of the Palmer penguins' properties, made up: three species that differ in size, and missing values.</summary>
    internal static Table Penguins()
    {
        const int Rows = 200;
        var random = new Random(5);
        string?[] species = new string?[Rows], sex = new string?[Rows];
        double[] bill = new double[Rows], mass = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            int kind = random.Next(3);
            species[row] = ((string[])["Adelie", "Chinstrap", "Gentoo"])[kind];
            sex[row] = random.Next(10) == 0 ? null : random.Next(2) == 0 ? "female" : "male";
            bill[row] = random.Next(20) == 0 ? double.NaN : Math.Round(38 + 5 * kind + 2 * random.NextDouble(), 1);
            mass[row] = 25 * random.Next(120 + 20 * kind, 160 + 30 * kind);
        }

        return new Table(
            CategoricalColumn.FromWords("species", species),
            new NumericColumn("bill_length_mm", bill, decimals: 1),
            new NumericColumn("body_mass_g", mass, decimals: 0),
            CategoricalColumn.FromWords("sex", sex));
    }

    /// <summary>A game on a table that is played in a moment.</summary>
    internal static GanTrainerOptions Quick() => GanTrainerOptions.For(SampleKind.Table, Catalogue.Find("jensen-shannon")) with
    {
        Steps = 40,
        BatchSize = 64,
        GeneratorWidths = [32],
        CriticWidths = [32],
        LatentDimension = 8,
        EvaluationInterval = 20,
    };

    private static void AssertWithin(NumericColumn real, NumericColumn synthetic)
    {
        Assert.Equal(real.Decimals, synthetic.Decimals);
        for (int row = 0; row < synthetic.Count; row++)
        {
            if (synthetic.IsMissing(row)) continue;
            Assert.InRange(synthetic[row], real.Minimum, real.Maximum);
            string text = synthetic.Format(row);
            Assert.Equal(synthetic[row], double.Parse(text, CultureInfo.InvariantCulture));
        }
    }
}
