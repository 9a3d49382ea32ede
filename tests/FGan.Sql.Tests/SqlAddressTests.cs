namespace FGan.Sql.Tests;

public sealed class SqlAddressTests
{
    [Theory]
    [InlineData("sqlite:shop.db?select * from orders where a = 'x?y&z'", "select * from orders where a = 'x?y&z'", null, WriteMode.Create)]
    [InlineData("sqlite:shop.db?table=new%20orders&mode=append", null, "new orders", WriteMode.Append)]
    [InlineData("SQLite:shop.db?mode=REPLACE&table=t", null, "t", WriteMode.Replace)]
    [InlineData("postgresql://ann@h/shop?sslmode=require&select 1 as a", "select 1 as a", null, WriteMode.Create)]
    [InlineData("postgres:Host=h;Database=shop?with t as (select 1 as a) select * from t", "with t as (select 1 as a) select * from t", null, WriteMode.Create)]
    [InlineData("sqlite:shop.db", null, null, WriteMode.Create)]
    public void Settings_end_where_the_query_starts(string text, string? query, string? table, WriteMode mode)
    {
        var address = SqlAddress.Parse(text);
        Assert.Equal((query, table, mode), (address.Query, address.Table, address.Mode));
    }

    [Theory]
    [InlineData("sqlite:shop.db", true)]
    [InlineData("postgres:Host=h", true)]
    [InlineData("postgresql://h/d", true)]
    [InlineData("orders.csv", false)]
    [InlineData("sqlite.csv", false)]
    [InlineData("C:\\data\\orders.csv", false)]
    public void Files_are_told_from_databases(string name, bool isAddress) => Assert.Equal(isAddress, SqlAddress.IsAddress(name));

    [Theory]
    [InlineData("postgresql://ann:hunter2@h/shop?select 1")]
    [InlineData("postgresql://ann:hunter2/@:x@h/shop?table=t")]
    [InlineData("postgres:Host=h;Password=hunter2 hunter2;Database=d?table=t")]
    [InlineData("postgres:Host=h;PASSWORD = \"hunter2\"?table=t")]
    [InlineData("postgresql://ann@h/shop?password=hunter2&select 1")]
    [InlineData("postgresql://ann:hun?hunter2@h/shop")]
    public void Passwords_are_never_shown(string text)
    {
        Assert.DoesNotContain("hunter2", SqlAddress.Parse(text).ToString());
        Assert.DoesNotContain("hunter2", Secrets.Mask($"Unrecognized command or argument '{text}'."));
    }

    [Theory]
    [InlineData("sqlite:a.db?table=t&mode=overwrite", "has the mode 'overwrite'; there are create, append and replace")]
    [InlineData("sqlite:a.db?table=t&select 1", "names a table and a query; give one of them")]
    [InlineData("sqlite:a.db?table=", "names a table without a name")]
    [InlineData("sqlite:a.db?sslmode=require&table=t", "has the setting 'sslmode'; there are table and mode")]
    [InlineData("mysql:x", "is no address of a database; write sqlite:shop.db?select * from orders")]
    public void Faults_say_what_there_is(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<Data.DataException>(() => SqlAddress.Parse(text)).Message);

    [Theory]
    [InlineData("postgresql://ann:p%2Fw@db.example:5433/shop", "db.example", 5433, "ann", "p/w", "shop")]
    [InlineData("postgresql:///shop?host=/run/pg&user=bob", "/run/pg", 5432, "bob", null, "shop")]
    [InlineData("postgresql://%2Frun%2Fpg/shop?dbname=other", "/run/pg", 5432, null, null, "other")]
    [InlineData("postgresql://[::1]:7/shop", "::1", 7, null, null, "shop")]
    public void Addresses_of_PostgreSQL_are_understood(string text, string host, int port, string? user, string? password, string database)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(PostgresSettings.Of(SqlAddress.Parse(text)));
        Assert.Equal((host, port, user, password, database), (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database));
    }

    [Theory]
    [InlineData("postgresql://ann@h:many/shop?select 1")]
    [InlineData("postgresql://ann@h/shop?sslmode=perhaps&select 1")]
    [InlineData("postgres:Hots=h?select 1")]
    public void Other_addresses_are_refused_in_one_line(string text)
    {
        string message = Assert.Throws<Data.DataException>(() => PostgresSettings.Of(SqlAddress.Parse(text))).Message;
        Assert.Contains("write postgresql://user@host:5432/database", message);
        Assert.DoesNotContain('\n', message);
    }
}
