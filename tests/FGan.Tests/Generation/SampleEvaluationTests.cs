using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class SampleEvaluationTests
{
    [Fact]
    public void A_table_equals_itself()
    {
        Table table = TableGenerationTests.Penguins();
        SampleEvaluation result = SampleEvaluation.Compare(table, table);
        Assert.Equal((0, 0, 1), (result.MeanColumnDistance, result.MeanPairDifference, result.ExactCopies));
        Assert.Equal(4, result.Columns.Count);
        Assert.Equal(6, result.Pairs.Count);
    }

    [Fact]
    public void Distances_are_those_of_the_definitions()
    {
        Table real = Of([1, 2, 3, 4], ["a", "a", "b", null]), synthetic = Of([3, 4, 5, 6], ["a", "b", "b", "c"]);
        SampleEvaluation result = SampleEvaluation.Compare(real, synthetic);

        // F_real is 1/2 at 2 while F_synthetic is 0; shares {a: ½, b: ¼, missing: ¼} against {a: ¼, b: ½, c: ¼}.
        Assert.Equal(0.5, result.Columns.Single(c => c.Column == "x").Distance);
        Assert.Equal(0.5, result.Columns.Single(c => c.Column == "c").Distance);
        Assert.Equal(0.25, result.Columns.Single(c => c.Column == "c").MissingReal);
        Assert.Equal(0, result.ExactCopies);
    }

    [Fact]
    public void Correlations_are_those_of_the_definitions()
    {
        var x = new NumericColumn("x", [1, 2, 3, 4]);
        Assert.Equal(-1, Association.Of(x, new NumericColumn("y", [8, 6, 4, 2])).Value, 1e-12);

        // Group means 1.5 and 3.5 about 2.5: between 4·1 of a total of 5.
        Assert.Equal(Math.Sqrt(0.8), Association.Of(x, CategoricalColumn.FromWords("c", ["a", "a", "b", "b"])).Value, 1e-12);

        CategoricalColumn c = CategoricalColumn.FromWords("c", ["a", "a", "b", "b"]);
        Assert.Equal(1, Association.Of(c, CategoricalColumn.FromWords("d", ["p", "p", "q", "q"])).Value, 1e-12);
        Assert.Equal(0, Association.Of(c, CategoricalColumn.FromWords("d", ["p", "q", "p", "q"])).Value, 1e-12);
        Assert.True(double.IsNaN(Association.Of(x, new NumericColumn("y", [1, 1, 1, 1])).Value));
    }

    [Fact]
    public void Missing_values_are_left_out_of_associations()
    {
        var x = new NumericColumn("x", [1, double.NaN, 3, 5]);
        Assert.Equal(1, Association.Of(x, new NumericColumn("y", [1, 99, 3, 5])).Value, 1e-12);
    }

    [Fact]
    public void Copies_are_counted_within_the_real_rows_too()
    {
        Table real = Of([1, 1, 2, 3], ["a", "a", "b", "c"]), synthetic = Of([1, 3, 3, 9], ["a", "c", "b", "c"]);
        SampleEvaluation result = SampleEvaluation.Compare(real, synthetic);
        Assert.Equal((0.5, 0.5), (result.ExactCopies, result.ExactCopiesWithinReal));
    }

    [Fact]
    public void Toys_are_measured_by_their_modes()
    {
        ToyData toy = ToyData.Find("ring8");
        var points = new float[4000];
        toy.Draw(points, seed: 77);
        Table table = Table.FromMatrix(Array.ConvertAll(points, x => (double)x), 2);
        SampleEvaluation result = SampleEvaluation.Compare(toy, table);
        Assert.Equal(8, result.Coverage!.Found);

        // Two samples of 2000 from one distribution: the distance exceeds 0.062 once in a thousand.
        Assert.All(result.Columns, column => Assert.InRange(column.Distance, 0, 0.062));
        Assert.Throws<DataException>(() => SampleEvaluation.Compare(ToyData.Find("mixture"), table));
    }

    [Fact]
    public void Unlike_kinds_and_empty_sides_are_refused()
    {
        Table table = Of([1], ["a"]);
        var images = new ImageSet(1, 1, 2, 2, new byte[4]);
        Assert.Throws<DataException>(() => SampleEvaluation.Compare(table, images));
        Assert.Throws<DataException>(() => SampleEvaluation.Compare(images, new ImageSet(1, 1, 1, 4, new byte[4])));
        Assert.Throws<DataException>(() => SampleEvaluation.Compare(table, table.Take([])));
    }

    private static Table Of(double[] x, string?[] words) => new(new NumericColumn("x", x), CategoricalColumn.FromWords("c", words));
}
