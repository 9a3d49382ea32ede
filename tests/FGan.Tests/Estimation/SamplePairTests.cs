using FGan.Data;

namespace FGan.Tests.Estimation;

public sealed class SamplePairTests
{
    [Fact]
    public void Columns_in_another_order_and_categories_of_one_side_are_read_alike()
    {
        var p = new Table(Numbers("a", 0), Words("kind", "x", "y"));
        var q = new Table(Words("kind", "y", "z"), Numbers("a", 5));

        var pair = SamplePair.Of(p, q, lasting: false);

        Assert.Equal(["a", "kind"], pair.Groups.Select(g => g.Name));
        Assert.Equal(4, pair.P.Columns);
        Assert.Equal(pair.P.Columns, pair.Q.Columns);
        // x, y, z one for one: P has x first, Q has y first.
        Assert.Equal([1f, 0, 0], pair.P.Row(0)[1..].ToArray());
        Assert.Equal([0f, 1, 0], pair.Q.Row(0)[1..].ToArray());
    }

    [Fact]
    public void A_column_that_one_side_lacks_is_named()
    {
        var fault = Assert.Throws<DataException>(() => SamplePair.Of(new Table(Numbers("a", 0), Numbers("b", 0)), new Table(Numbers("a", 0)), lasting: false));

        Assert.Contains("lacks 'b'", fault.Message);
    }

    [Fact]
    public void A_column_of_numbers_here_and_words_there_becomes_categories()
    {
        var pair = SamplePair.Of(new Table(Numbers("a", 0)), new Table(Words("a", "1", "two")), lasting: false);

        Assert.Equal(pair.P.Columns, pair.Q.Columns);
        Assert.True(pair.P.Columns > 2);
    }

    [Fact]
    public void Of_a_great_table_a_part_with_every_category_fits_the_encoder()
    {
        var rows = 250_000;
        var words = new string?[rows];
        Array.Fill(words, "often");
        words[123_457] = "once";
        words[200_001] = null;
        var numbers = new double[rows];
        for (var i = 0; i < rows; i++) numbers[i] = i;
        numbers[77_777] = double.NaN;

        var part = EncodingRows.Of(new Table(CategoricalColumn.FromWords("w", words), new NumericColumn("n", numbers)));

        Assert.InRange(part.RowCount, 200_000, 200_010);
        Assert.Equal(2, part.Categorical("w").Levels.Length);
        Assert.True(part["w"].MissingCount == 1 && part["n"].MissingCount == 1);
    }

    private static NumericColumn Numbers(string name, double start) => new(name, [.. Enumerable.Range(0, 30).Select(i => start + i)]);

    private static CategoricalColumn Words(string name, string even, string odd) =>
        CategoricalColumn.FromWords(name, Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? even : odd));
}
