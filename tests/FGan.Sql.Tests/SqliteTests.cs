using FGan.Data;
using Microsoft.Data.Sqlite;

namespace FGan.Sql.Tests;

public sealed class SqliteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgan-sqlite-");

    private string File => Path.Combine(_folder.FullName, "shop.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Values_keep_the_types_that_they_have()
    {
        Run("""
            create table t (id integer primary key, price decimal(10,2), zip text, day date, at timestamp, paid boolean, mixed, empty text);
            insert into t values (1, 1.5, '01234', '2024-02-29', '2024-02-29 12:30:00', 1, 1, null), (2, 2.25, '12345', '2023-01-01', '2023-01-01 00:00:01', 0, 'x', null),
              (3, null, null, null, null, null, 2.5, null);
            """);

        Table table = Read("select * from t order by id");

        Assert.Equal(["id", "price", "zip", "day", "at", "paid", "mixed", "empty"], table.Names);
        Assert.Equal(["1", "2", "3"], Cells(table, "id"));
        Assert.Equal(["1.5", "2.25", ""], Cells(table, "price"));
        Assert.Equal(["01234", "12345", ""], Cells(table, "zip"));
        Assert.Equal(("yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"), (table.Numeric("day").DatePattern, table.Numeric("at").DatePattern));
        Assert.Equal(["true", "false", ""], Cells(table, "paid"));
        Assert.Equal(["1", "x", "2.5"], Cells(table, "mixed"));
        Assert.Equal(3, table["empty"].MissingCount);
        Assert.Equal(["1", "2", "3"], Cells(SqlTable.Read($"sqlite:{File}?table=t"), "id"));
    }

    [Fact]
    public void Tables_are_made_with_the_types_of_their_columns_and_read_back()
    {
        Table table = Everything();
        SqlTable.Write($"sqlite:{File}?table=new \"orders\"", table);

        Assert.Equal("INTEGER REAL REAL TEXT DATE TIME TIMESTAMP BOOLEAN INTEGER", Scalar("select group_concat(type, ' ') from pragma_table_info('new \"orders\"')"));
        Assert.Equal("integer real real text text text text integer integer", Scalar("select typeof(n)||' '||typeof(p)||' '||typeof(f)||' '||typeof(w)||' '||typeof(day)||' '||typeof(clock)||' '||typeof(at)||' '||typeof(yes)||' '||typeof(flag) from \"new \"\"orders\"\"\" limit 1"));
        Table again = Read("select * from \"new \"\"orders\"\"\"");
        Assert.Equal(table.Names, again.Names);
        foreach (string name in table.Names.Except(["p"])) Assert.Equal(Cells(table, name), Cells(again, name));
        Assert.Equal(["1.5", "2.25", ""], Cells(again, "p"));
    }

    [Fact]
    public void A_table_that_exists_is_added_to_or_replaced_only_when_told()
    {
        Run("create table t (n integer, w text unique, other text default 'd'); insert into t (n, w) values (0, 'z')");
        string address = $"sqlite:{File}?table=t";
        Table rows = CsvTable.Parse("n,w\n1,a\n2,b\n");

        Assert.Contains("the table exists; name another, or say what to do with it: mode=append or mode=replace", Assert.Throws<DataException>(() => SqlTable.Write(address, rows)).Message);
        Assert.Throws<DataException>(() => SqlTable.RequireWritable(address));
        SqlTable.RequireWritable(address + "&mode=append");
        SqlTable.Write(address + "&mode=append", rows);
        Assert.Equal("0z 1a 2b", Scalar("select group_concat(n||w, ' ') from t where other = 'd'"));

        // The second row breaks a rule of the table: the first is not left behind.
        Assert.Contains("SQLite says: UNIQUE constraint failed: t.w", Assert.Throws<DataException>(() => SqlTable.Write(address + "&mode=append", CsvTable.Parse("n,w\n3,c\n4,a\n"))).Message);
        Assert.Equal("3", Scalar("select count(*) from t"));
        Assert.Contains("SQLite says: table t has no column named q", Assert.Throws<DataException>(() => SqlTable.Write(address + "&mode=append", CsvTable.Parse("q\n3\n"))).Message);

        SqlTable.Write(address + "&mode=replace", rows);
        Assert.Equal("1a 2b", Scalar("select group_concat(n||w, ' ') from t"));
        SqlTable.Write($"sqlite:{File}?table=fresh&mode=append", rows);
        Assert.Equal("2", Scalar("select count(*) from fresh"));
    }

    [Theory]
    [InlineData("select lacking from t", "SQLite says: no such column: lacking")]
    [InlineData("select * from nowhere", "SQLite says: no such table: nowhere")]
    [InlineData("selekt 1", "SQLite says: near \"selekt\": syntax error")]
    [InlineData("select 1 as a, 2 as a", "the query gives two columns named 'a'")]
    [InlineData("select * from t where n > 5", "the query gives no rows")]
    [InlineData("delete from t", "SQLite says: attempt to write a readonly database")]
    [InlineData("select 1 as a; drop table t", "")]
    [InlineData("select x'00ff' as b", "holds a blob")]
    [InlineData("select 9e999 as b", "column 'b': row 1: is infinite")]
    [InlineData("select 'a' || char(0) as b", "holds a NUL character")]
    [InlineData("select zeroblob(100000000) as b", "longer than")]
    [InlineData("", "does not say what to read")]
    public void Faults_are_the_servers_own_words_and_nothing_changes(string query, string expected)
    {
        Run("create table t (n integer); insert into t values (1)");
        var failure = Record.Exception(() => Read(query));
        if (expected.Length > 0)
        {
            string message = Assert.IsType<DataException>(failure).Message;
            Assert.Contains(expected, message);
            Assert.DoesNotContain('\n', message);
        }

        Assert.Equal("1", Scalar("select count(*) from t"));
    }

    [Fact]
    public void Files_that_are_not_there_or_no_database_are_errors_and_leave_nothing()
    {
        Assert.Contains("does not exist; check the path", Assert.Throws<DataException>(() => Read("select 1")).Message);
        Assert.Empty(_folder.GetFiles());
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Assert.Contains("is no SQLite database", Assert.Throws<DataException>(() => Read("select 1 as a")).Message);
        System.IO.File.Delete(File);

        SqlTable.RequireWritable($"sqlite:{File}?table=t");
        Assert.Empty(_folder.GetFiles());
        Assert.Throws<DataException>(() => SqlTable.Write($"sqlite:{File}?table=sqlite_own", CsvTable.Parse("n\n1\n2\n")));
        Assert.Empty(_folder.GetFiles());
        Assert.Throws<DataException>(() => SqlTable.Write($"sqlite:{_folder.FullName}/none/x.db?table=t", CsvTable.Parse("n\n1\n2\n")));
        Assert.Contains("does not name a table", Assert.Throws<DataException>(() => SqlTable.Write($"sqlite:{File}?select 1", CsvTable.Parse("n\n1\n2\n"))).Message);
    }

    [Fact]
    public void A_query_can_be_stopped()
    {
        Run("create table t (n integer)");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        const string Endless = "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) as c from t";
        Assert.ThrowsAny<OperationCanceledException>(() => SqlTable.Read($"sqlite:{File}?{Endless}", null, stop.Token));
    }

    [Fact]
    public void Kinds_and_missing_texts_of_the_command_line_hold_here_too()
    {
        Run("create table t (zip integer, x text); insert into t values (1234, '5'), (99, 'unknown')");
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["zip"] = ColumnKind.Categorical, ["x"] = ColumnKind.Numeric }, AlsoMissing = ["unknown"] };
        Table table = SqlTable.Read($"sqlite:{File}?table=t", options);
        Assert.Equal((ColumnKind.Categorical, ColumnKind.Numeric), (table["zip"].Kind, table["x"].Kind));
        Assert.Equal(["5", ""], Cells(table, "x"));
    }

    internal static Table Everything() => new(
        new NumericColumn("n", [1, -2, 3_000_000_000], 0),
        new NumericColumn("p", [1.5, 2.25, double.NaN], 2),
        new NumericColumn("f", [0.1, 1e-30, 5]),
        CategoricalColumn.FromWords("w", ["a,\"b\"", null, "ä\nb"]),
        CsvTable.Parse("day\n2024-02-29\n0001-01-01\n\"\"\n")["day"],
        CsvTable.Parse("clock\n12:30:01\n00:00:00\n\"\"\n")["clock"],
        CsvTable.Parse("at\n2024-02-29 12:30:00.250\n1969-12-31 23:59:59.001\n\"\"\n")["at"],
        CategoricalColumn.FromWords("yes", ["true", "false", null]),
        CategoricalColumn.FromWords("flag", ["1", "0", null]));

    private Table Read(string query) => SqlTable.Read($"sqlite:{File}?{query}");

    private static IEnumerable<string> Cells(Table table, string column) =>
        Enumerable.Range(0, table.RowCount).Select(table[column].Format);

    private void Run(string sql) => Scalar(sql);

    private string Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
