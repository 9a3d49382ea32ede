using FGan.Data;

namespace FGan.Sql.Tests;

[Collection(nameof(PostgresServer))]
public sealed class PostgresTests(PostgresServer server)
{
    [PostgresFact]
    public void Values_keep_the_types_that_they_have()
    {
        server.Psql("""
            create type mood as enum ('sad', 'glad');
            create domain positive as numeric check (value > 0);
            create table kinds (id bigint, n smallint, price numeric(10,2), d positive, r real, f double precision, w varchar(9), c char(4), zip text, u uuid, m mood, yes boolean,
              day date, clock time, at timestamp, moment timestamptz, flag integer, empty text);
            insert into kinds values
              (1, -2, 1.50, 0.25, 0.1, 1e-30, 'a', 'x', '01234', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'glad', true, '2024-02-29', '12:30', '2024-02-29 12:30:00.25', '2024-02-29 12:30:00+02', 0, null),
              (2, 3, 12.00, 1.25, 'NaN', 0.1, null, null, '1', null, 'sad', false, '0001-01-01', '00:00:01', '1969-12-31 23:59:59', '2024-07-01 00:00:00+00', 1, null),
              (9007199254740993, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)
            """);

        Table table = Read("?select * from kinds order by id");

        Assert.Equal(["1", "2", "9007199254740993"], Cells(table, "id"));
        Assert.Equal(["-2", "3", ""], Cells(table, "n"));
        Assert.Equal(["1.50", "12.00", ""], Cells(table, "price"));
        Assert.Equal(["0.25", "1.25", ""], Cells(table, "d"));
        Assert.Equal(["0.1", "", ""], Cells(table, "r"));
        Assert.Equal([1e-30, 0.1, double.NaN], table.Numeric("f").Values.ToArray());
        Assert.Equal(["a", "", ""], Cells(table, "w"));
        Assert.Equal(["x", "", ""], Cells(table, "c"));
        Assert.Equal(["01234", "1", ""], Cells(table, "zip"));
        Assert.Equal(["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "", ""], Cells(table, "u"));
        Assert.Equal(["glad", "sad", ""], Cells(table, "m"));
        Assert.Equal(["true", "false", ""], Cells(table, "yes"));
        Assert.Equal(["2024-02-29", "0001-01-01", ""], Cells(table, "day"));
        Assert.Equal(["12:30:00", "00:00:01", ""], Cells(table, "clock"));
        Assert.Equal(["2024-02-29 12:30:00.250", "1969-12-31 23:59:59.000", ""], Cells(table, "at"));
        Assert.Equal(["2024-02-29T10:30:00Z", "2024-07-01T00:00:00Z", ""], Cells(table, "moment"));
        Assert.Equal(["0", "1", ""], Cells(table, "flag"));
        Assert.Equal(3, table["empty"].MissingCount);
        Assert.Equal(table.Names, Read("?table=public.kinds").Names);
    }

    [PostgresFact]
    public void Tables_are_made_with_the_types_of_their_columns_and_read_back()
    {
        server.Psql("create schema odd");
        Table table = SqliteTests.Everything();
        SqlTable.Write($"{server.Address}?table=odd.new \"orders\"", table);

        Assert.Equal(
            "bigint,numeric,double precision,text,date,time without time zone,timestamp without time zone,boolean,integer",
            server.Psql("select string_agg(data_type, ',' order by ordinal_position) from information_schema.columns where table_name = 'new \"orders\"'"));
        Table again = Read("?select * from odd.\"new \"\"orders\"\"\"");
        foreach (string name in table.Names) Assert.Equal(Cells(table, name), Cells(again, name));
    }

    [PostgresFact]
    public void A_table_that_exists_is_added_to_or_replaced_only_when_told()
    {
        server.Psql("create table stock (n integer, w text unique, yes boolean, other text default 'd'); insert into stock (n, w) values (0, 'z')");
        string address = $"{server.Address}?table=stock";
        Table rows = CsvTable.Parse("n,w,yes\n1,a,1\n2,b,0\n");

        Assert.Contains("the table exists; name another, or say what to do with it: mode=append or mode=replace", Assert.Throws<DataException>(() => SqlTable.Write(address, rows)).Message);
        Assert.Throws<DataException>(() => SqlTable.RequireWritable(address));
        SqlTable.RequireWritable(address + "&mode=append");
        SqlTable.Write(address + "&mode=append", rows);
        Assert.Equal("0z,1at,2bf", server.Psql("select string_agg(concat(n, w, yes), ',' order by n) from stock where other = 'd'"));

        // The second row breaks a rule of the table: the first is not left behind.
        string broken = Assert.Throws<DataException>(() => SqlTable.Write(address + "&mode=append", CsvTable.Parse("n,w\n3,c\n4,a\n"))).Message;
        Assert.Contains("PostgreSQL says: duplicate key value violates unique constraint \"stock_w_key\" (Key (w)=(a) already exists.)", broken);
        Assert.DoesNotContain('\n', broken);
        Assert.Equal("3", server.Psql("select count(*) from stock"));
        Assert.Contains("invalid input syntax for type integer: \"x\"", Assert.Throws<DataException>(() => SqlTable.Write(address + "&mode=append", CsvTable.Parse("n,w\nx,c\ny,a\n"))).Message);

        SqlTable.Write(address + "&mode=replace", rows);
        Assert.Equal("1a,2b", server.Psql("select string_agg(concat(n, w), ',' order by n) from stock"));
    }

    [PostgresTheory]
    [InlineData("?select nothing from pg_class", "PostgreSQL says: column \"nothing\" does not exist")]
    [InlineData("?selekt 1", "PostgreSQL says: syntax error at or near \"selekt\"")]
    [InlineData("?table=nowhere", "PostgreSQL says: relation \"nowhere\" does not exist")]
    [InlineData("?create table sneaked (n integer)", "PostgreSQL says: cannot execute CREATE TABLE in a read-only transaction")]
    [InlineData("?select 1 as a, 2 as a", "the query gives two columns named 'a'")]
    [InlineData("?select 1 as a where false", "the query gives no rows")]
    [InlineData("?select relkind, relname from pg_class where false", "the query gives no rows")]
    [InlineData("?select array[1,2] as a", "column 'a' has the type integer[]; read are numbers")]
    [InlineData("?select '{}'::json as j", "column 'j' has the type json; read are numbers")]
    [InlineData("?select interval '1 day' as i", "cast it in the query (i::text)")]
    [InlineData("?select 'infinity'::timestamp as t", "row 1: holds infinity; a time of the years 1 to 9999 is needed")]
    [InlineData("?select '0044-03-15 BC'::date as t", "row 1: holds 0044-03-15 BC; a date of the years")]
    [InlineData("?select 'Infinity'::float8 as t", "a number that is finite is needed")]
    [InlineData("?select 1/0 as t", "PostgreSQL says: division by zero")]
    [InlineData("", "does not say what to read")]
    public void Faults_are_the_servers_own_words(string rest, string expected)
    {
        string message = Assert.Throws<DataException>(() => Read(rest)).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [PostgresFact]
    public void Addresses_of_both_forms_reach_the_server_and_no_password_is_shown()
    {
        Assert.Equal(1, Read("?select 1 as one").RowCount);
        Assert.Equal(1, SqlTable.Read(server.AddressWith(PostgresServer.Secret) + "?select 1 as one").RowCount);
        Assert.Equal(1, SqlTable.Read(server.SocketAddress + "?select 1 as one").RowCount);

        string wrong = Assert.Throws<DataException>(() => SqlTable.Read(server.AddressWith("open sesame") + "?select 1 as one")).Message;
        Assert.Contains("password authentication failed for user \"ann\"", wrong);
        Assert.DoesNotContain("sesame", wrong);
        string nobody = Assert.Throws<DataException>(() => SqlTable.Read("postgresql://ann@127.0.0.1:1/shop?select 1 as one")).Message;
        Assert.Contains("cannot be reached", nobody);
        Assert.Contains("the server runs", nobody);
    }

    [PostgresFact]
    public void A_query_can_be_stopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => SqlTable.Read(server.Address + "?select pg_sleep(60)::text as s", null, stop.Token));
    }

    [PostgresFact]
    public void Many_rows_come_and_go_in_order()
    {
        SqlTable.Write($"{server.Address}?table=many", Table.FromMatrix([.. Enumerable.Range(0, 200_000).Select(i => i / 4.0)], 2));
        Assert.Equal("100000|4999975000", server.Psql("select count(*), sum(x0 + x1) from many"));
        Assert.Equal(100_000, Read("?table=many").RowCount);
    }

    private Table Read(string rest) => SqlTable.Read(server.Address + rest);

    private static IEnumerable<string> Cells(Table table, string column) =>
        Enumerable.Range(0, table.RowCount).Select(table[column].Format);
}
