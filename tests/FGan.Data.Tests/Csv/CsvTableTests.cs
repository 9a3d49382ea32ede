using System.IO.Compression;
using System.Text;

namespace FGan.Data.Tests;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Penguins_have_their_types_ranges_and_missing_values()
    {
        Table table = CsvTable.Read(TestData.Penguins);

        Assert.Equal(344, table.RowCount);
        Assert.Equal("344 rows, 7 columns (4 numeric, 3 categorical)", table.Describe());
        Assert.Equal(["Adelie", "Chinstrap", "Gentoo"], table.Categorical("species").Levels.ToArray());
        Assert.Equal(["female", "male"], table.Categorical("sex").Levels.ToArray());
        Assert.Equal(11, table["sex"].MissingCount);
        NumericColumn bill = table.Numeric("bill_length_mm"), mass = table.Numeric("body_mass_g");
        Assert.Equal((32.1, 59.6, 1, false, 2), (bill.Minimum, bill.Maximum, bill.Decimals!.Value, bill.IsInteger, bill.MissingCount));
        Assert.Equal((2700, 6300, 0, true), (mass.Minimum, mass.Maximum, mass.Decimals!.Value, mass.IsInteger));
    }

    [Fact]
    public void Penguins_are_written_byte_for_byte_as_they_were_read()
    {
        CsvTable.Write(_folder["again.csv"], CsvTable.Read(TestData.Penguins));

        Assert.Equal(File.ReadAllText(TestData.Penguins).ReplaceLineEndings("\n"), File.ReadAllText(_folder["again.csv"]));
    }

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n")]
    [InlineData("a;b\n1;x\n2;y\n")]
    [InlineData("a\tb\n1\tx\n2\ty\n")]
    [InlineData("a|b\n1|x\n2|y\n")]
    [InlineData("a,b\r\n1,x\r\n2,y\r\n")]
    [InlineData("a,b\r\n1,x\r\n2,y")]
    [InlineData("a, b\n1, x\n 2 ,y\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"x\"\n2,\"y\"\n")]
    [InlineData("a,b\n\n1,x\n\n2,y\n\n")]
    public void Delimiters_quotes_spaces_and_line_ends_are_recognised(string text)
    {
        Table table = CsvTable.Parse(text);

        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal([1.0, 2.0], table.Numeric("a").Values.ToArray());
        Assert.Equal(["x", "y"], table.Categorical("b").Levels.ToArray());
    }

    [Fact]
    public void Byte_order_marks_and_gzip_are_recognised_whatever_the_name()
    {
        const string Text = "größe,b\n1,x\n2,y\n";
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
            Assert.Equal(2, CsvTable.Read(_folder.Write("bom.csv", bytes)).Numeric("größe").Count);
        }

        using (var gzip = new GZipStream(File.Create(_folder["packed.csv"]), CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(Text));
        Assert.Equal(2, CsvTable.Read(_folder["packed.csv"]).RowCount);
    }

    [Theory]
    [InlineData("1,2,3", ColumnKind.Numeric)]
    [InlineData("1.5,NA,?", ColumnKind.Numeric)]
    [InlineData("1e3,-2E-4,+7", ColumnKind.Numeric)]
    [InlineData("nan,N/A,NULL,2", ColumnKind.Numeric)]
    [InlineData("x,y", ColumnKind.Categorical)]
    [InlineData("1,x", ColumnKind.Categorical)]
    [InlineData("x,1", ColumnKind.Categorical)]
    [InlineData("0,1,1", ColumnKind.Categorical)]
    [InlineData("true,false", ColumnKind.Categorical)]
    [InlineData("0,0", ColumnKind.Numeric)]
    [InlineData("007,123", ColumnKind.Categorical)]
    [InlineData("123,007", ColumnKind.Categorical)]
    [InlineData("9007199254740993,5", ColumnKind.Categorical)]
    [InlineData("3.0,4.0", ColumnKind.Numeric)]
    [InlineData("1-2,3", ColumnKind.Categorical)]
    [InlineData("inf,1", ColumnKind.Categorical)]
    public void Kinds_are_inferred_over_all_rows(string values, ColumnKind kind)
    {
        Assert.Equal(kind, CsvTable.Parse("v,w\n" + string.Concat(values.Split(',').Select(value => $"{value},z\n")))["v"].Kind);
    }

    [Fact]
    public void Words_late_in_a_column_keep_the_spelling_of_the_numbers_before_them()
    {
        Table table = CsvTable.Parse("v,w\n1.50,1\n2,2\n+3,3\nx,4\nNA,5\n");

        Assert.Equal(["+3", "1.50", "2", "x"], table.Categorical("v").Levels.Order(StringComparer.Ordinal));
        Assert.Equal([1.0, 2, 3, 4, 5], table.Numeric("w").Values.ToArray());
        Assert.True(table["v"].IsMissing(4));
    }

    [Fact]
    public void Declared_kinds_and_missing_tokens_override_inference()
    {
        var options = new CsvOptions
        {
            Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Categorical, ["b"] = ColumnKind.Numeric },
            MissingTokens = ["-999"],
        };
        Table table = CsvTable.Parse("a,b,c\n1,0,-999\n2,1,NA\n-999,007,5\n", options);

        Assert.Equal(["1", "2"], table.Categorical("a").Levels.ToArray());
        Assert.True(table["a"].IsMissing(2));
        Assert.Equal([0.0, 1, 7], table.Numeric("b").Values.ToArray());
        Assert.Equal(["5", "NA"], table.Categorical("c").Levels.ToArray());
    }

    [Theory]
    [InlineData("1.50 2.25 3", 2, false, "1.50 2.25 3.00")]
    [InlineData("1.5 2.25 3", 2, true, "1.5 2.25 3")]
    [InlineData("1.5 2.5 -0.0", 1, false, "1.5 2.5 0.0")]
    [InlineData("3.0 4.0", 1, false, "3.0 4.0")]
    [InlineData("1 20", 0, false, "1 20")]
    [InlineData("1e-7 5", null, false, "1E-07 5")]
    [InlineData("0.1 0.30000000000000004", null, false, "0.1 0.30000000000000004")]
    [InlineData("1234567890123.3 0.0001", null, false, "1234567890123.3 0.0001")]
    [InlineData("9007199254740991 5", 0, false, "9007199254740991 5")]
    public void Numbers_are_written_as_their_column_was(string numbers, int? decimals, bool trimsZeros, string written)
    {
        NumericColumn column = CsvTable.Parse("v,w\n" + string.Concat(numbers.Split(' ').Select(number => $"{number},x\n"))).Numeric("v");

        Assert.Equal((decimals, trimsZeros), (column.Decimals, column.TrimsZeros));
        Assert.Equal(written, string.Join(' ', Enumerable.Range(0, column.Count).Select(column.Format)));
    }

    [Theory]
    [InlineData("2024-02-29 1999-12-31", "yyyy-MM-dd", 19782)]
    [InlineData("1899/12/31 2024/01/01", "yyyy/MM/dd", -25568)]
    [InlineData("31.12.1999 01.02.2000", "dd.MM.yyyy", 10956)]
    [InlineData("12/31/1999 02/01/2000", "MM/dd/yyyy", 10956)]
    [InlineData("31/12/1999 01/02/2000", "dd/MM/yyyy", 10956)]
    [InlineData("1/2/2000 12/31/1999", "M/d/yyyy", 10958)]
    [InlineData("08:30 23:59", "HH:mm", 30600)]
    [InlineData("2000-01-01T00:00:01Z 2000-01-01T12:00:00Z", "yyyy-MM-ddTHH:mm:ssZ", 946684801)]
    [InlineData("2000-01-01T00:00:00.250 2000-01-01T12:00:00.000", "yyyy-MM-ddTHH:mm:ss.fff", 946684800.25)]
    [InlineData("2024-13-01 2024-01-01", null, 0)]
    [InlineData("2024-01-01 01.01.2024", null, 0)]
    [InlineData("2024-01-01 soon", null, 0)]
    public void Dates_are_numbers_that_are_written_as_they_were(string texts, string? pattern, double first)
    {
        Table table = CsvTable.Parse("when,v\n" + string.Concat(texts.Split(' ').Append("NA").Select(text => $"{text},1\n")));
        string written = string.Join(' ', Enumerable.Range(0, 2).Select(table["when"].Format));

        Assert.Equal(texts, written);
        Assert.True(table["when"].IsMissing(2));
        if (pattern is null)
        {
            Assert.Equal(ColumnKind.Categorical, table["when"].Kind);
            return;
        }

        Assert.Equal((ColumnKind.Date, pattern, first), (table["when"].Kind, table.Numeric("when").DatePattern, table.Numeric("when")[0]));
        Assert.Equal("3 rows, 2 columns (1 numeric, 1 date)", table.Describe());
    }

    [Fact]
    public void Dates_can_be_declared_or_declined()
    {
        CsvOptions As(ColumnKind kind) => new() { Kinds = new Dictionary<string, ColumnKind> { ["d"] = kind } };
        Assert.Equal(ColumnKind.Categorical, CsvTable.Parse("d\n2024-01-01\n", As(ColumnKind.Categorical))["d"].Kind);
        Assert.Equal(ColumnKind.Date, CsvTable.Parse("d\n2024-01-01\n", As(ColumnKind.Date))["d"].Kind);
        var e = Assert.Throws<DataException>(() => CsvTable.Parse("d\n2024-01-01\nsoon\n", As(ColumnKind.Date)));
        Assert.Equal("text, column 'd': has no one date format for all its values ('2024-01-01', 'soon'); write them as 2024-12-31", e.Message);
    }

    [Fact]
    public void A_decimal_comma_is_understood_where_it_is_clear()
    {
        Table table = CsvTable.Parse("a;b\n1,5;2\n-0,25;3\n");
        Assert.Equal([1.5, -0.25], table.Numeric("a").Values.ToArray());
        Assert.Equal("1.5", table["a"].Format(0));

        Assert.Equal(ColumnKind.Categorical, CsvTable.Parse("a;b\n1,5;2.5\n2,5;3.5\n")["a"].Kind);

        Table declared = CsvTable.Parse("a;b\n1,500;2\n2,250;3\n", new CsvOptions { DecimalComma = true });
        Assert.Equal([1.5, 2.25], declared.Numeric("a").Values.ToArray());
    }

    [Fact]
    public void Headers_may_be_absent_when_that_is_said()
    {
        Table table = CsvTable.Parse("1,x\n2,y\n", new CsvOptions { Header = CsvHeader.Absent });
        Assert.Equal(["x0", "x1"], table.Names);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["2019", "2020"], CsvTable.Parse("2019,2020\n1,2\n", new CsvOptions { Header = CsvHeader.Present }).Names);
        Assert.Equal(["0", "1"], CsvTable.Parse("0,1\n1,2\n").Names);
    }

    [Fact]
    public void Fields_that_need_quotes_survive_a_round_trip()
    {
        string[] words = ["plain", "a,b", "a;b", "say \"so\"", "two\nlines", "tab\there", "ünïcode", "a|b", "ends in spaces é"];
        var table = new Table(
            CategoricalColumn.FromWords("the, words", words.Append(null)),
            new NumericColumn("n", Enumerable.Range(0, words.Length + 1).Select(i => i / 4.0).ToArray(), 2));
        CsvTable.Write(_folder["quoted.csv.gz"], table);
        Table again = CsvTable.Read(_folder["quoted.csv.gz"]);

        AssertSame(table, again);
    }

    [Fact]
    public void Missing_values_alone_in_their_row_survive_a_round_trip()
    {
        CsvTable.Write(_folder["one.csv"], new Table(new NumericColumn("a", [1, double.NaN, 3])));

        Assert.Equal([1, double.NaN, 3], CsvTable.Read(_folder["one.csv"]).Numeric("a").Values.ToArray());
    }

    private static void AssertSame(Table expected, Table actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach ((Column one, Column other) in expected.Columns.Zip(actual.Columns))
        {
            Assert.Equal(one.Kind, other.Kind);
            for (int row = 0; row < one.Count; row++) Assert.Equal(one.Format(row), other.Format(row));
        }
    }
}
