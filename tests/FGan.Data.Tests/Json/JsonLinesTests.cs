using System.IO.Compression;
using System.Text;

namespace FGan.Data.Tests;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_become_columns_of_their_kinds()
    {
        Table table = Read(
            """
            {"n":1.50,"word":"a","zip":"01234","day":"2024-02-29","yes":true,"flag":0}
            {"n":-2e1,"word":null,"zip":"12345","day":"2023-01-01","yes":false,"flag":1}

            {"late":7,"flag":1,"word":"b","n":3}
            """);

        Assert.Equal(["n", "word", "zip", "day", "yes", "flag", "late"], table.Names);
        Assert.Equal([1.5, -20, 3], table.Numeric("n").Values.ToArray());
        Assert.Equal((string?[])["a", null, "b"], Words(table, "word"));
        Assert.Equal((string?[])["01234", "12345", null], Words(table, "zip"));
        Assert.Equal("yyyy-MM-dd", table.Numeric("day").DatePattern);
        Assert.Equal((string?[])["true", "false", null], Words(table, "yes"));
        Assert.Equal((string?[])["0", "1", "1"], Words(table, "flag"));
        Assert.Equal([double.NaN, double.NaN, 7], table.Numeric("late").Values.ToArray());
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        Table penguins = CsvTable.Read(TestData.Penguins);
        var table = new Table(penguins.Columns
            .Append(NumericColumn.Own("day", [.. Enumerable.Range(0, 344).Select(i => i % 9 == 0 ? double.NaN : i)], new DateNotation("yyyy-MM-dd")))
            .Append(CategoricalColumn.FromWords("odd \"ä\"", Enumerable.Range(0, 344).Select(i => i % 2 == 0 ? "true" : "false"))));
        foreach (string name in new[] { "t.jsonl", "t.jsonl.gz" })
        {
            DataSink.Write(_folder[name], table);
            Table again = DataSource.OpenTable(_folder[name]);

            Assert.Equal(table.Names, again.Names);
            foreach (Column column in table.Columns)
                Assert.Equal(Enumerable.Range(0, 344).Select(column.Format), Enumerable.Range(0, 344).Select(again[column.Name].Format));
        }

        Assert.StartsWith("{\"species\":\"Adelie\",", File.ReadLines(_folder["t.jsonl"]).First());
        Assert.EndsWith(",\"day\":null,\"odd \\\"ä\\\"\":true}", File.ReadLines(_folder["t.jsonl"]).First());
        Assert.Equal(0x1f, File.ReadAllBytes(_folder["t.jsonl.gz"])[0]);
    }

    [Fact]
    public void Numbers_beside_texts_are_words_and_a_slip_among_many_is_an_error()
    {
        Assert.Equal((string?[])["1.5", "x", "9007199254740993"], Words(Read("{\"a\":1.50}\n{\"a\":\"x\"}\n{\"a\":9007199254740993}"), "a"));

        string slip = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"{{\"a\":{i}}}").Append("{\"a\":\"none\"}"));
        Assert.Contains("'none' stands among 100 numbers", Fault(slip));
        var asMissing = new CsvOptions { AlsoMissing = ["none", "-1"] };
        Assert.Equal(1, JsonLinesTable.Read(_folder.Write("f", slip), asMissing)["a"].MissingCount);
        Assert.Equal(2, JsonLinesTable.Read(_folder.Write("f", "{\"a\":-1}\n{\"a\":\"NONE\"}\n{\"a\":4}"), asMissing)["a"].MissingCount);
    }

    [Fact]
    public void Declared_kinds_are_kept()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["n"] = ColumnKind.Numeric, ["c"] = ColumnKind.Categorical } };
        string path = _folder.Write("f", "{\"n\":\"1.5\",\"c\":1}\n{\"n\":2,\"c\":2}");

        Table table = JsonLinesTable.Read(path, options);
        Assert.Equal([1.5, 2], table.Numeric("n").Values.ToArray());
        Assert.Equal((string?[])["1", "2"], Words(table, "c"));
        Assert.Contains("'x' is not a number", Assert.Throws<DataException>(() => JsonLinesTable.Read(_folder.Write("g", "{\"n\":\"x\",\"c\":1}"), options)).Message);
        Assert.Contains("there is no column 'c'", Assert.Throws<DataException>(() => JsonLinesTable.Read(_folder.Write("g", "{\"n\":1}"), options)).Message);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":[1,2]}", "line 2, column 'a': holds an array; a cell is")]
    [InlineData("{\"a\":{\"b\":1}}", "line 1, column 'a': holds an object; a cell is")]
    [InlineData("{\"a\":1}\n{\"a\":", "line 2: is not one JSON object")]
    [InlineData("{\n\"a\":1}", "line 1: is not one JSON object")]
    [InlineData("{\"a\":1} {\"a\":2}", "line 1: is not one JSON object")]
    [InlineData("{\"a\":1}\n7", "line 2: starts with a number; each line is one object")]
    [InlineData("{\"a\":1,\"a\":2}", "line 1, column 'a': the key stands twice in the row")]
    [InlineData("{\"\":1}", "line 1: has a key without a name")]
    [InlineData("{\"a\":1e999}", "column 'a': row 1: '1e999' is too large")]
    [InlineData("{\"a\":\"x\\u0000y\"}", "column 'a': row 1: holds a NUL character")]
    [InlineData("{\"a\":\"\\ud800\"}", "line 1: is not one JSON object")]
    [InlineData("{}\n{}", "holds only empty objects")]
    [InlineData(" {\"a\":NaN}", "line 1: is not one JSON object")]
    public void Faults_name_line_column_and_way_out(string text, string expected)
    {
        string message = Fault(text);
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_fault_of_any_length_is_told_shortly() =>
        Assert.InRange(Fault($"{{\"a\":nul{new string('l', 100_000)}}}").Length, 20, 500);

    [Fact]
    public void A_JSON_array_is_told_from_lines() =>
        Assert.Contains("jq -c '.[]'", Assert.Throws<DataException>(() => DataSource.Open(_folder.Write("f", "[{\"a\":1}]"))).Message);

    [Fact]
    public void Lines_are_found_across_buffers_whatever_their_ends()
    {
        string mark = "\uFEFF", text = mark + string.Join("\r\n", Enumerable.Range(0, 5000).Select(i => $"{{\"a\":{i},\"b\":\"{new string('x', i % 97)}{i}\"}}"));
        Table table = Read(text + "\r\n");
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (double)i), table.Numeric("a").Values.ToArray());
        Assert.Equal($"{new string('x', 4999 % 97)}4999", table.Categorical("b")[4999]);
    }

    [Fact]
    public void An_endless_line_and_ever_new_keys_cost_little_memory()
    {
        string endless = Packed(Enumerable.Repeat("{\"a\":\"" + new string('x', 1 << 20), 100));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("is longer than", Assert.Throws<DataException>(() => JsonLinesTable.Read(endless)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 80L << 20);

        string novel = Packed(Enumerable.Range(0, 90_000).Select(i => $"{{\"k{i}\":1}}\n"));
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("rows of a table share their columns", Assert.Throws<DataException>(() => JsonLinesTable.Read(novel)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 250L << 20);
    }

    private string Packed(IEnumerable<string> parts)
    {
        using (var gzip = new GZipStream(File.Create(_folder["p.gz"]), CompressionLevel.Fastest))
        {
            foreach (string part in parts) gzip.Write(Encoding.UTF8.GetBytes(part));
        }

        return _folder["p.gz"];
    }

    private Table Read(string text) => DataSource.OpenTable(_folder.Write("f", text));

    private string Fault(string text) => Assert.Throws<DataException>(() => Read(text)).Message;

    private static IEnumerable<string?> Words(Table table, string column) =>
        Enumerable.Range(0, table.RowCount).Select(row => table.Categorical(column)[row]);
}
