namespace FGan.Data.Tests;

public class TableSchemaTests
{
    private static readonly Table Penguins = CsvTable.Read(TestData.Penguins);

    [Theory]
    [InlineData(12, 1000, true)]
    [InlineData(5, 1000, false)]
    [InlineData(30, 1000, false)]
    public void A_rare_class_of_rows_enough_is_pointed_out(int rare, int rows, bool isNoted)
    {
        var table = new Table(CategoricalColumn.FromWords("label", [.. Enumerable.Range(0, rows).Select(i => i < rare ? "fraud" : i % 2 == 0 ? "usual" : "odd")]));
        Assert.Equal(isNoted, TableSchema.Infer(table).Columns[0].Seen!.Notes.Any(note => note.Contains("--condition on", StringComparison.Ordinal)));
    }

    [Fact]
    public void Kinds_bounds_steps_and_categories_are_found()
    {
        TableSchema schema = TableSchema.Infer(Penguins);

        Assert.Equal(Penguins.Names, schema.Columns.Select(column => column.Name));
        SchemaColumn mass = schema.Columns.Single(column => column.Name == "body_mass_g");
        Assert.Equal((SchemaKind.Number, "2700", "6300", 0), (mass.Kind, mass.Minimum, mass.Maximum, mass.Decimals));
        Assert.Equal(25, mass.Seen!.Step);
        SchemaColumn species = schema.Columns.Single(column => column.Name == "species");
        Assert.Equal(["Adelie", "Chinstrap", "Gentoo"], species.Categories!.Value.ToArray());
        Assert.Equal(11.0 / 344, schema.Columns.Single(column => column.Name == "sex").Seen!.MissingShare, 1e-12);
    }

    [Fact]
    public void A_schema_that_was_not_edited_changes_nothing()
    {
        TableSchema again = TableSchema.Parse(TableSchema.Infer(Penguins).ToJson());
        Table read = CsvTable.Read(TestData.Penguins, again.Reading());
        PreparedTable prepared = again.Apply(read);

        Assert.Empty(prepared.Remarks);
        Assert.Equal(TableEncoder.Fit(Penguins).ToJson(), TableEncoder.Fit(prepared.Table, prepared.Encoding).ToJson());
    }

    [Fact]
    public void Identifiers_row_numbers_and_codes_for_missing_values_are_pointed_out()
    {
        const int Rows = 400;
        var random = new Random(2);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var table = new Table(
            new NumericColumn("id", [.. rows.Select(row => row + 1.0)], 0),
            CategoricalColumn.FromWords("mail", rows.Select(row => $"a{row}@x.org")),
            new NumericColumn("age", [.. rows.Select(row => row % 40 == 0 ? -999.0 : random.Next(18, 80))], 0),
            new NumericColumn("plain", [.. rows.Select(_ => (double)random.Next(18, 80))], 0));
        TableSchema schema = TableSchema.Infer(table);

        Assert.Equal([SchemaKind.Number, SchemaKind.Identifier, SchemaKind.Number, SchemaKind.Number], schema.Columns.Select(column => column.Kind));
        Assert.Contains("row number", string.Concat(schema.Columns[0].Seen!.Notes), StringComparison.Ordinal);
        Assert.Contains("-999 in 10 rows", string.Concat(schema.Columns[2].Seen!.Notes), StringComparison.Ordinal);
        Assert.Empty(schema.Columns[3].Seen!.Notes);
        Assert.DoesNotContain("a7@x.org", schema.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_very_many_categories_says_what_will_be_done()
    {
        var random = new Random(3);
        var table = new Table(
            CategoricalColumn.FromWords("shop", Enumerable.Range(0, 60_000).Select(_ => $"s{random.Next(20_000)}")),
            new NumericColumn("x", [.. Enumerable.Range(0, 60_000).Select(row => (double)(row % 50))], 0));
        SchemaColumn shop = TableSchema.Infer(table).Columns[0];

        Assert.Null(shop.Categories);
        Assert.Contains("255 have a place of their own", string.Concat(shop.Seen!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Wider_bounds_are_reached_and_narrower_ones_kept()
    {
        double[] values = [.. Enumerable.Range(0, 300).Select(i => 10.0 + (i % 81))];
        var table = new Table(new NumericColumn("age", values, 0), CategoricalColumn.FromWords("c", values.Select(v => v > 40 ? "a" : "b")));

        (Table wide, _) = Extremes(table, """{"columns":[{"name":"age","kind":"number","minimum":0,"maximum":200},{"name":"c","kind":"category"}]}""");
        Assert.True(wide.Numeric("age").Minimum < 10 || wide.Numeric("age").Maximum > 90);
        Assert.InRange(wide.Numeric("age").Minimum, 0, 200);

        (Table narrow, PreparedTable prepared) =
            Extremes(table, """{"columns":[{"name":"age","kind":"number","minimum":18,"maximum":65},{"name":"c","kind":"category"}]}""");
        Assert.InRange(narrow.Numeric("age").Minimum, 18, 65);
        Assert.InRange(narrow.Numeric("age").Maximum, 18, 65);
        Assert.Equal(values.Count(v => v is >= 18 and <= 65), prepared.Table.RowCount);
        Assert.Contains("outside 18 to 65", Assert.Single(prepared.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_between_two_steps_moves_inwards_so_that_steps_stay()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => 100.0 + (25 * (i % 40)))];
        var table = new Table(new NumericColumn("x", values, 0), CategoricalColumn.FromWords("c", values.Select(v => v > 500 ? "a" : "b")));
        (Table made, _) = Extremes(table, """{"columns":[{"name":"x","kind":"number","minimum":90,"maximum":1111},{"name":"c","kind":"category"}]}""");

        Assert.All(made.Numeric("x").Values.ToArray(), value => Assert.Equal(0, value % 25));
        Assert.InRange(made.Numeric("x").Maximum, 100, 1100);
    }

    [Fact]
    public void Columns_are_left_out_taken_for_identifiers_and_rounded()
    {
        TableSchema schema = Edited("""
            [{"name":"species","kind":"category","categories":["Adelie","Gentoo"]}, {"name":"island","kind":"leave-out"},
             {"name":"bill_length_mm","kind":"number","decimals":0}, {"name":"bill_depth_mm","kind":"number"},
             {"name":"flipper_length_mm","kind":"identifier"}, {"name":"body_mass_g","kind":"category"}, {"name":"sex","kind":"category"},]
            """);
        Table read = CsvTable.Read(TestData.Penguins, schema.Reading());
        PreparedTable prepared = schema.Apply(read);
        TableEncoder encoder = TableEncoder.Fit(prepared.Table, prepared.Encoding);
        Table made = encoder.Decode(encoder.Encode(prepared.Table));

        Assert.False(made.Contains("island"));
        Assert.Equal(0, made.Numeric("bill_length_mm").Decimals);
        Assert.Equal(["Adelie", "Gentoo"], made.Categorical("species").Levels.Order());
        Assert.Equal(ColumnKind.Categorical, made["body_mass_g"].Kind);
        Assert.DoesNotContain(encoder.Blocks, block => block.Column == "flipper_length_mm");
        Assert.Equal(344, made.Categorical("flipper_length_mm").CountLevels().Count(count => count > 0) + made["flipper_length_mm"].MissingCount);
    }

    [Fact]
    public void Missing_tokens_of_the_schema_are_read_as_missing()
    {
        TableSchema schema = TableSchema.Parse("""{"missing":["","-9"],"columns":[{"name":"x","kind":"number"},{"name":"y","kind":"date","minimum":"2024-01-02"}]}""");
        PreparedTable prepared = schema.Apply(CsvTable.Parse("x,y\n1,2024-01-01\n-9,2024-01-02\n3,2024-01-03\n4,2024-01-04\n", schema.Reading()));

        Assert.Equal(3, prepared.Count);
        Assert.True(prepared.Table["x"].IsMissing(0));
        Assert.Equal("2024-01-02", prepared.Table["y"].Format(0));
    }

    [Fact]
    public void Rare_categories_are_not_stored_however_small_the_table()
    {
        var column = CategoricalColumn.FromWords("name", ["ann", "bob", "cleo"]);
        var table = new Table(column, new NumericColumn("x", [1, 2, 3], 0));
        string json = TableEncoder.Fit(table, new TableEncoderOptions { MinLevelCount = 5 }).ToJson();

        Assert.DoesNotContain("ann", json, StringComparison.Ordinal);
        Assert.Contains("\"minLevelCount\":5", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "line 1", "a schema is an object")]
    [InlineData("{}", "names no columns")]
    [InlineData("{\n\"colums\": []}", "line 2", "'colums' is no entry", "columns")]
    [InlineData("{\"columns\":[\n{\"name\":\"x\",\n\"kind\":\"nummer\"}]}", "line 2", "column 'x'", "number, date, category, identifier, leave-out")]
    [InlineData("{\"columns\":[\n\n{\"name\":\"x\",\"kind\":\"number\",\"minimum\":5,\"maximum\":1},{\"name\":\"c\",\"kind\":\"category\"}]}", "line 3", "column 'x'", "minimum 5 above the maximum 1")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\"},\n{\"name\":\"c\",\"kind\":\"category\",\"decimals\":2}]}", "line 2", "column 'c'", "decimals")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\"},\n{\"name\":\"d\",\"kind\":\"category\"}]}", "line 2", "column 'd'", "is not in the table, which has x, c")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\"}]}", "column 'c'", "leave-out")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\"},{\"name\":\"x\",\"kind\":\"number\"}]}", "line 1", "column 'x'", "twice")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\"},\n{\"name\":\"c\",\"kind\":\"number\"}]}", "line 2", "column 'c'", "'a'")]
    [InlineData("{\"columns\":[\n{\"name\":\"x\",\"kind\":\"number\",\"minimum\":\"low\"},{\"name\":\"c\",\"kind\":\"category\"}]}", "line 2", "column 'x'", "'low'")]
    [InlineData("{\"columns\":[\n{\"name\":\"x\" \"kind\":\"number\"}]}", "line 2", "is no JSON")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\",\"minimum\":99},{\"name\":\"c\",\"kind\":\"category\"}]}", "leaves no row")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"leave-out\"},{\"name\":\"c\",\"kind\":\"leave-out\"}]}", "leaves every column out")]
    [InlineData("{\"columns\":[{\"name\":\"x\",\"kind\":\"number\",\"decimals\":99},{\"name\":\"c\",\"kind\":\"category\"}]}", "column 'x'", "0 to 15")]
    [InlineData("{\"version\":7,\"columns\":[]}", "line 1", "version is not 1")]
    public void A_fault_names_the_line_and_the_column(string json, params string[] says)
    {
        var table = new Table(new NumericColumn("x", [1, 2, 3], 0), CategoricalColumn.FromWords("c", ["a", "b", "a"]));
        var error = Assert.Throws<DataException>(() => TableSchema.Parse(json, "s.json").Apply(table));

        Assert.StartsWith("s.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static TableSchema Edited(string columns) => TableSchema.Parse($$"""{"version":1, /* edited */ "columns":{{columns}}}""");

    /// <summary>What the corners of the encoding decode to under a schema.</summary>
    private static (Table Made, PreparedTable Prepared) Extremes(Table table, string json)
    {
        PreparedTable prepared = TableSchema.Parse(json).Apply(table);
        TableEncoder encoder = TableEncoder.Fit(prepared.Table, prepared.Encoding);
        FloatMatrix rows = FloatMatrix.Create(4000, encoder.Width);
        var random = new Random(4);
        foreach (ref float value in rows.Values) value = (random.NextSingle() * 2) - 1;
        return (encoder.Decode(rows), prepared);
    }
}
