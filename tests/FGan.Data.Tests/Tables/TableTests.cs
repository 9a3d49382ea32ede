namespace FGan.Data.Tests;

public class TableTests
{
    private static readonly Table Sample = CsvTable.Parse("a,b,c\n1,x,5\n2,y,6\n3,x,7\n4,,8\n");

    [Fact]
    public void Select_drop_and_take_keep_order()
    {
        Assert.Equal(["c", "a"], Sample.Select("c", "a").Names);
        Assert.Equal(["a", "c"], Sample.Drop("b").Names);
        Table taken = Sample.Take([3, 0, 0]);
        Assert.Equal([4.0, 1, 1], taken.Numeric("a").Values.ToArray());
        Assert.Equal([null, "x", "x"], Enumerable.Range(0, 3).Select(row => taken.Categorical("b")[row]));
        Assert.Equal("there is no column 'z'; there are a, b, c", Assert.Throws<DataException>(() => Sample["z"]).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(997)]
    public void Splits_are_disjoint_complete_and_the_same_for_the_same_seed(int rows)
    {
        var table = new Table(new NumericColumn("i", Enumerable.Range(0, rows).Select(i => (double)i).ToArray()));
        var parts = table.Split(7, 0.6, 0.2, 0.2);

        Assert.Equal(3, parts.Length);
        double[] dealt = [.. parts.SelectMany(part => part.Numeric("i").Values.ToArray())];
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (double)i), dealt.Order());
        Assert.Equal(dealt, table.Split(7, 0.6, 0.2, 0.2).SelectMany(part => part.Numeric("i").Values.ToArray()));
        if (rows > 100) Assert.NotEqual(dealt, table.Split(8, 0.6, 0.2, 0.2).SelectMany(part => part.Numeric("i").Values.ToArray()));
        Assert.Equal((int)Math.Round(0.6 * rows), parts[0].RowCount);
    }

    [Fact]
    public void Reconciling_aligns_order_kinds_and_levels()
    {
        Table first = CsvTable.Parse("a,b,c,d\n1,x,0,\n2,y,1,\n"), second = CsvTable.Parse("c,d,b,a\n0,5,z,3\n0,6,x,4\n");
        (Table p, Table q) = Table.Reconcile(first, second);

        Assert.Equal(p.Names, q.Names);
        Assert.Equal(["x", "y", "z"], p.Categorical("b").Levels.ToArray());
        Assert.Equal(p.Categorical("b").Levels.ToArray(), q.Categorical("b").Levels.ToArray());
        Assert.Equal(["0", "1"], q.Categorical("c").Levels.ToArray());
        Assert.Equal(2, p.Numeric("d").MissingCount);
        Assert.Equal("z", q.Categorical("b")[0]);

        Table both = Table.Concat(first, second);
        Assert.Equal([1.0, 2, 3, 4], both.Numeric("a").Values.ToArray());
        Assert.Equal(["x", "y", "z", "x"], Enumerable.Range(0, 4).Select(both["b"].Format));
        Assert.Equal(
            "Q.csv: lacks 'b', which P.csv has; both need the same columns",
            Assert.Throws<DataException>(() => Table.Reconcile(first, second.Drop("b"), "P.csv", "Q.csv")).Message);
    }

    [Fact]
    public void Reconciling_compares_dates_by_what_they_mean()
    {
        Table days = CsvTable.Parse("d\n2024-01-01\n"), german = CsvTable.Parse("d\n02.01.2024\n"), times = CsvTable.Parse("d\n2024-01-01 08:00\n");
        Assert.Equal([19723.0, 19724], Table.Concat(days, german).Numeric("d").Values.ToArray());
        Assert.Equal("2024-01-02", Table.Concat(days, german)["d"].Format(1));
        Assert.Equal(ColumnKind.Categorical, Table.Concat(days, times)["d"].Kind);
    }

    [Fact]
    public void Inconsistent_columns_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Table());
        Assert.Throws<ArgumentException>(() => new Table(new NumericColumn("a", [1]), new NumericColumn("a", [2])));
        Assert.Throws<ArgumentException>(() => new Table(new NumericColumn("a", [1]), new NumericColumn("b", [1, 2])));
        Assert.Throws<ArgumentException>(() => new NumericColumn("a", [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new CategoricalColumn("a", [1], ["x"]));
        Assert.Throws<ArgumentException>(() => new CategoricalColumn("a", [0], ["x", "x"]));
    }
}
