namespace FGan.Data.Tests;

public class CsvErrorTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "", "t.csv: is empty; the first line names the columns, each further line is a row" },
        { "  \n\n", "t.csv: is empty; the first line names the columns, each further line is a row" },
        { "a,b\n", "t.csv: has a header but no rows; add at least one row below it" },
        { "a,b\n1,2\n3\n", "t.csv, line 3, column 'b': the row has 1 field, the header 2 (nothing for 'b'); add or remove a field, or quote the one that holds a delimiter" },
        { "a,b\n1,2,3\n", "t.csv, line 2, column 'b': the row has 3 fields, the header 2 ('3' is beyond the last column); add or remove a field, or quote the one that holds a delimiter" },
        { "a,a\n1,2\n", "t.csv, line 1: columns 1 and 2 are both named 'a'; names must differ" },
        { ",a\n1,2\n", "t.csv, line 1: column 1 has no name; name it in the header (a row index that pandas wrote? save with index=False)" },
        { "a,\n1,2\n", "t.csv, line 1: column 2 has no name; name it in the header" },
        { "39.1,x\n40,y\n", "t.csv, line 1: the first line holds '39.1', so it looks like data rather than column names; add a header line, or say whether there is one" },
        { "male,Adelie\nfemale,Adelie\nmale,Gentoo\n", "t.csv, line 1: the first line holds 'male', which is a value in the rows below too, so it looks like data rather than column names; add a header line, or say whether there is one" },
        { "a,b\n1,\"x\n2,y\n", "t.csv, line 2: a quote (\") stands inside a field or is never closed; put the field in quotes and double the quotes in it" },
        { "a,b\n1,x\"y\n", "t.csv, line 2: a quote (\") stands inside a field or is never closed; put the field in quotes and double the quotes in it" },
        { "a,b\n1,\0\n", "t.csv, line 2: holds a NUL character, so it is not plain text; export it as CSV again" },
        { "<html>\n<body>", "t.csv: looks like HTML or XML, not a table of delimited text; export it as CSV" },
        { "{\"a\": 1}\n", "t.csv: looks like JSON, not a table of delimited text; export it as CSV" },
        { "a,b\n1e999,2\n", "t.csv, line 2, column 'a': '1e999' is too large for a number (at most 1.8e308); correct it" },
        { "a;b\n1,234;2\n5,678;3\n", "t.csv, line 2: '1,234' may mean a decimal comma or thousands; write numbers with a point, or say which it is" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_is_one_line_with_its_place_and_fix(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<DataException>(() => CsvTable.Parse(text, name: "t.csv")).Message);
    }

    [Fact]
    public void A_word_among_numbers_is_a_slip_not_a_category()
    {
        string text = "id,v\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i % 3},{(i == 71 ? "12o" : $"{i}.5")}\n"));

        var e = Assert.Throws<DataException>(() => CsvTable.Parse(text, name: "t.csv"));
        Assert.Equal(
            "t.csv, line 73, column 'v': '12o' stands among 99 numbers (1 such); correct it, add it to the missing tokens, or declare the column categorical",
            e.Message);
        Assert.Equal(("t.csv", 73L, "v"), (e.File, e.Line, e.Column));

        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["v"] = ColumnKind.Categorical } };
        Assert.Equal(100, CsvTable.Parse(text, options).Categorical("v").Levels.Length);
    }

    [Theory]
    [InlineData("\"{0},{1:000}\"")]
    [InlineData("${0}.{1}")]
    [InlineData("{0}{1} %")]
    public void Decorated_numbers_are_not_taken_for_categories(string pattern)
    {
        string text = "id;v\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"a{i % 3};{string.Format(pattern, i, i * 7)}\n"));
        var e = Assert.Throws<DataException>(() => CsvTable.Parse(text, new CsvOptions { DecimalComma = false }));
        Assert.Contains("look like numbers with thousands or a unit", e.Message);
        Assert.Equal("v", e.Column);
    }

    [Fact]
    public void A_word_in_a_column_declared_numeric_is_an_error()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Numeric } };
        var e = Assert.Throws<DataException>(() => CsvTable.Parse("a,b\n1,2\nx,3\n", options, "t.csv"));
        Assert.StartsWith("t.csv, line 3, column 'a': 'x' is not a number", e.Message);
    }

    [Fact]
    public void Kinds_for_columns_that_are_not_there_are_an_error()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["c"] = ColumnKind.Numeric } };
        Assert.Contains("there is no column 'c' to declare a kind for; there are a, b", Assert.Throws<DataException>(() => CsvTable.Parse("a,b\n1,2\n", options)).Message);
    }

    [Fact]
    public void Long_lines_and_fields_are_refused_before_they_are_held()
    {
        var options = new CsvOptions { MaxLineLength = 100_000, MaxFieldLength = 1000 };
        Assert.Contains("longer than 1000 characters", Assert.Throws<DataException>(() => CsvTable.Parse("a,b\n1," + new string('x', 2000), options)).Message);
        Assert.Contains("longer than 100000 characters", Assert.Throws<DataException>(() => CsvTable.Parse("a,b\n1,2\n" + new string(',', 200_000), options)).Message);
        Assert.Contains("at most 3", Assert.Throws<DataException>(() => CsvTable.Parse("a,b,c,d\n1,2,3,4\n", new CsvOptions { MaxColumns = 3 })).Message);
    }

    [Fact]
    public void Files_of_other_formats_are_named()
    {
        using var folder = new TemporaryFolder();
        (byte[] Start, string What)[] formats =
        [
            ([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10], "a PNG picture"), ([(byte)'P', (byte)'K', 3, 4], "a zip archive (.xlsx, .npz, .zip)"),
            ([.. "PAR1"u8], "a Parquet file"), ([.. "SQLite format 3\0"u8], "an SQLite database (name a table in it, as in sqlite:FILE?table=NAME)"), ([.. "%PDF-1.7"u8], "a PDF document"),
            ([1, 2, 0, 3], "binary (it holds a NUL byte)"),
        ];
        foreach ((byte[] start, string what) in formats)
        {
            string path = folder.Write("f", start);
            Assert.Equal($"{path}: is {what}, not a table of delimited text; export it as CSV", Assert.Throws<DataException>(() => CsvTable.Read(path)).Message);
        }

        string latin = folder.Write("latin1.csv", [.. "a,b\n1,"u8, 0xe9, (byte)'\n']);
        Assert.Contains("is not UTF-8 text", Assert.Throws<DataException>(() => CsvTable.Read(latin)).Message);
        Assert.Contains("does not exist", Assert.Throws<DataException>(() => CsvTable.Read(folder["none.csv"])).Message);
        Assert.Contains("is a folder", Assert.Throws<DataException>(() => CsvTable.Read(Path.GetDirectoryName(latin)!)).Message);
    }
}
