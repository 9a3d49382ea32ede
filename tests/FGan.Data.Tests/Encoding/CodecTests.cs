using System.Text.Json.Nodes;
using FGan.Numerics;

namespace FGan.Data.Tests;

public class CodecTests
{
    [Fact]
    public void Spikes_come_back_exactly_and_stand_in_the_block()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0 : 10 + (new Philox(1, 0).Normal((ulong)i) * 3.0))];
        var table = new Table(new NumericColumn("v", values));
        TableEncoder encoder = TableEncoder.Fit(table);
        FloatMatrix rows = encoder.Encode(table);
        NumericColumn back = encoder.Decode(rows).Numeric("v");

        Assert.Equal(500, back.Values.Count(0));
        Assert.Contains("\"spikes\":[0]", encoder.ToJson());
        for (int row = 0; row < 1000; row++) Assert.Equal(values[row], back[row], 1e-4);
    }

    [Fact]
    public void Few_different_numbers_are_places_of_a_block()
    {
        Table table = CsvTable.Parse("year\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{2007 + (i % 3)}\n")));
        TableEncoder encoder = TableEncoder.Fit(table);

        Assert.Equal([new EncodedBlock(BlockKind.OneHot, 0, 3, "year", true)], encoder.Blocks.ToArray());
        Assert.Equal([0f, 1, 0], encoder.Encode(table).Row(1).ToArray());
        Assert.Equal(table.Numeric("year").Values, encoder.Decode(encoder.Encode(table)).Numeric("year").Values);
        Assert.Equal([0f, 0, 1], encoder.Encode(new Table(new NumericColumn("year", [2025]))).Row(0).ToArray());
    }

    [Fact]
    public void Scores_of_a_heavy_tailed_column_are_standard_normal()
    {
        double[] values = [.. Enumerable.Range(0, 20_000).Select(i => Math.Exp(3.0 * new Philox(1, 0).Normal((ulong)i)))];
        var table = new Table(new NumericColumn("v", values));
        foreach (NumericEncoding encoding in new[] { NumericEncoding.NormalScore, NumericEncoding.BoundedScore })
        {
            TableEncoder encoder = TableEncoder.Fit(table, new TableEncoderOptions { Numeric = encoding });
            double[] scores = [.. encoder.Encode(table).Values.ToArray().Select(score => (double)score)];
            double deviation = Math.Sqrt(scores.Average(score => score * score));
            double unit = encoding == NumericEncoding.BoundedScore ? 0.25 : 1;
            Assert.Equal(0, scores.Average() / unit, 0.02);
            Assert.Equal(1, deviation / unit, 0.02);
            Assert.Equal(3, scores.Average(score => Math.Pow(score / deviation, 4)), 0.15);
        }
    }

    [Fact]
    public void Each_mode_has_a_number_that_stands_at_0_where_its_gate_is_closed()
    {
        var philox = new Philox(5, 0);
        double[] values = [.. Enumerable.Range(0, 900).Select(i => (i % 3) switch { 0 => 0, 1 => double.NaN, _ => 20 * philox.Integer((ulong)i, 2) + philox.Normal((ulong)i + 1000) })];
        var table = new Table(new NumericColumn("v", values), new NumericColumn("w", [.. Enumerable.Range(0, 900).Select(i => (double)(i % 2))]));
        TableEncoder encoder = TableEncoder.Fit(table);
        FloatMatrix rows = encoder.Encode(table);
        EncodedBlock[] gated = [.. encoder.Blocks.Where(block => block.Gate is not null)];

        Assert.True(gated.Length >= 2);
        foreach (EncodedBlock block in gated)
        {
            EncodedBlock gate = Assert.Single(encoder.Blocks, b => b.Kind == BlockKind.OneHot && block.Gate >= b.Offset && block.Gate < b.Offset + b.Width);
            Assert.Equal(block.Column, gate.Column);
            int open = 0;
            for (int row = 0; row < rows.Rows; row++)
            {
                if (rows.Row(row)[block.Gate!.Value] == 1) open += rows.Row(row)[block.Offset] == 0 ? 0 : 1;
                else Assert.Equal(0f, rows.Row(row)[block.Offset]);
            }

            Assert.True(open > 0);
        }
    }

    [Fact]
    public void Standard_numbers_keep_their_order_beyond_all_bounds()
    {
        double[] values = [.. Enumerable.Range(-100, 201).Select(i => (double)i)];
        TableEncoder encoder = TableEncoder.Fit(new Table(new NumericColumn("v", values)), TableEncoderOptions.ForEstimation);
        double[] wide = [-1e300, -1e9, -1e3, -100, 0, 100, 1e3, 1e9, 1e300];
        float[] encoded = encoder.Encode(new Table(new NumericColumn("v", wide))).Values.ToArray();

        Assert.Equal(encoded.Order(), encoded);
        Assert.Equal(encoded.Length, encoded.Distinct().Count());
        Assert.InRange(encoded[^1], 100, 5000);
        Assert.Equal(0, encoded[4]);
    }

    [Fact]
    public void Numbers_in_steps_come_back_in_steps()
    {
        var philox = new Philox(2, 0);
        double[] values = [.. Enumerable.Range(0, 300).Select(i => 2700 + (25.0 * philox.Integer((ulong)i, 140)))];
        TableEncoder encoder = TableEncoder.Fit(new Table(new NumericColumn("mass", values, 0)));
        var rows = new float[500 * encoder.Width];
        for (int i = 0; i < rows.Length; i++) rows[i] = (2 * philox.Uniform((ulong)i)) - 1;

        NumericColumn made = encoder.Decode(rows, seed: 1, sampleLevels: true).Numeric("mass");
        Assert.All(made.Values.ToArray(), value => Assert.Equal(0, (value - 2700) % 25));
        Assert.True(made.Values.ToArray().Distinct().Count() > 30);
    }

    [Theory]
    [InlineData("yyyy-MM-dd", 1)]
    [InlineData("dd.MM.yyyy HH:mm", 3)]
    public void Dates_come_back_as_dates_in_their_range(string pattern, int hours)
    {
        var philox = new Philox(3, 0);
        string Date(int i) => new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(philox.Integer((ulong)i, 20_000) * hours).ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
        Table table = CsvTable.Parse("when,v\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{(i == 9 ? "" : Date(i))},{i}.5\n")));
        TableEncoder encoder = TableEncoder.Fit(table);
        NumericColumn dates = table.Numeric("when"), back = encoder.Decode(encoder.Encode(table)).Numeric("when");

        Assert.Equal((ColumnKind.Date, pattern), (back.Kind, back.DatePattern));
        Assert.True(back.IsMissing(9));
        int same = Enumerable.Range(0, 400).Count(row => dates.Format(row) == back.Format(row));
        Assert.InRange(same, 395, 400);
        var rows = new float[100 * encoder.Width];
        Array.Fill(rows, 1);
        NumericColumn latest = encoder.Decode(rows, 1, sampleLevels: true).Numeric("when");
        Assert.All(latest.Values.ToArray(), value => Assert.True(double.IsNaN(value) || (value >= dates.Minimum && value <= dates.Maximum)));
        Assert.Equal(encoder.ToJson(), TableEncoder.FromJson(encoder.ToJson()).ToJson());
        var e = Assert.Throws<DataException>(() => encoder.Encode(new Table(new NumericColumn("when", [1]), new NumericColumn("v", [1]))));
        Assert.Equal("column 'when': is numeric, the encoder was fitted to date values; declare the column's kind when reading", e.Message);
    }

    [Fact]
    public void Many_categories_share_a_place_and_none_is_invented()
    {
        string[] words = [.. Enumerable.Range(0, 20_000).Select(i => $"w{i % 5000}"), .. Enumerable.Repeat("common", 1000), "once"];
        var table = new Table(CategoricalColumn.FromWords("w", words));
        TableEncoder encoder = TableEncoder.Fit(table, new TableEncoderOptions { MaxLevels = 10 });

        Assert.Equal(10, encoder.Width);
        Assert.Equal("column 'w' has 5002 categories: 9 have a place of their own, 4993 share one, 1 too rare to be stored", Assert.Single(encoder.Remarks));
        CategoricalColumn back = encoder.Decode(encoder.Encode(table)).Categorical("w");
        Assert.DoesNotContain("once", back.Levels);
        Assert.Empty(back.Levels.Except(table.Categorical("w").Levels));
        Assert.True(back.CountLevels().Count(count => count > 0) > 4000);
        Assert.Equal(1000, Enumerable.Range(0, back.Count).Count(row => back[row] == "common"));
    }

    [Fact]
    public void Sampling_follows_the_probabilities_of_a_block()
    {
        Table table = CsvTable.Parse("a\nx\nx\ny\ny\nz\nz\n");
        TableEncoder encoder = TableEncoder.Fit(table);
        float[] rows = [.. Enumerable.Repeat(new[] { 0.2f, 0.5f, 0.3f }, 10_000).SelectMany(row => row)];

        Assert.Equal([0, 10_000, 0], encoder.Decode(rows).Categorical("a").CountLevels());
        int[] counts = encoder.Decode(rows, seed: 1, sampleLevels: true).Categorical("a").CountLevels();
        Assert.InRange(counts[0], 1850, 2150);
        Assert.InRange(counts[1], 4800, 5200);
    }

    [Fact]
    public void The_encoder_keeps_no_row_and_no_rare_category()
    {
        string csv = "name,city,income\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"n{i % 7},{(i == 3 ? "Unseenville" : "Rome")},{1000 + (i * 7.13):F2}\n"));
        string json = TableEncoder.Fit(CsvTable.Parse(csv)).ToJson();

        Assert.DoesNotContain("Unseenville", json);
        Assert.DoesNotContain("1021.39", json);
        Assert.InRange(json.Length, 100, 3000);
    }

    [Fact]
    public void Identifiers_are_regenerated_in_their_form_and_none_is_stored()
    {
        var random = new Random(3);
        string csv = "key,name,v\n" + string.Concat(Enumerable.Range(0, 300).Select(i =>
            $"{(i % 10 == 0 ? "" : $"INV-{random.Next(1_000_000):000000}{(char)('A' + random.Next(26))}")},{new string((char)('a' + (i % 26)), 1 + (i / 26))} x{i},{i}\n"));
        Table table = CsvTable.Parse(csv);
        TableEncoder encoder = TableEncoder.Fit(table);
        Table made = encoder.Decode(new float[encoder.Width * 1000], seed: 5);

        CategoricalColumn keys = made.Categorical("key"), names = made.Categorical("name");
        Assert.All(keys.Levels, key => Assert.Matches("^INV-[0-9]{6}[A-Z]$", key));
        Assert.Equal(1000 - keys.MissingCount, keys.Levels.Length);
        Assert.InRange(keys.MissingCount, 60, 140);
        Assert.Equal(1000, names.Levels.Length);
        Assert.DoesNotContain(table.Categorical("key")[1]!, encoder.ToJson());
        Assert.Equal(2, encoder.Remarks.Count(remark => remark.Contains("nearly as many values as rows")));
        Assert.Equal(encoder.ToJson(), TableEncoder.FromJson(encoder.ToJson()).ToJson());
        Table second = encoder.Decode(new float[encoder.Width * 400], seed: 5, firstRow: 600);
        Assert.Equal(Enumerable.Range(600, 400).Select(made["key"].Format), Enumerable.Range(0, 400).Select(second["key"].Format));
        Assert.NotEqual(keys.Levels.ToArray(), encoder.Decode(new float[encoder.Width * 1000], seed: 6).Categorical("key").Levels.ToArray());
    }

    [Fact]
    public void Names_without_a_common_form_become_numbered()
    {
        string[] names = [.. Enumerable.Range(0, 60).Select(i => string.Join(" ,.-"[i % 4], Enumerable.Repeat($"N{i}", 1 + (i % 5))))];
        var table = new Table(CategoricalColumn.FromWords("name", names), new NumericColumn("v", [.. Enumerable.Range(0, 60).Select(i => i * 0.5)]));
        TableEncoder encoder = TableEncoder.Fit(table);
        Table made = encoder.Decode(encoder.Encode(table));

        Assert.Equal("name-000001", made["name"].Format(0));
        Assert.Equal(60, made.Categorical("name").Levels.Length);
        Assert.Equal("column 'name' has nearly as many values as rows; new rows get name-000001, name-000002, …", Assert.Single(encoder.Remarks));
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "$.version", "1" },
        { "$.columns", "[]" },
        { "$.columns[0]", "null" },
        { "$.columns[0].codec", "\"unknown\"" },
        { "$.columns[0].levels", "[]" },
        { "$.columns[0].levels", "[\"x\",\"x\"]" },
        { "$.columns[0].levels", "[\"x\",null]" },
        { "$.columns[0].shares", "[1]" },
        { "$.columns[0].column", "null" },
        { "$.columns[0].column", "\"b\"" },
        { "$.columns[1].modes", "null" },
        { "$.columns[1].modes", "[{\"weight\":1,\"mean\":0,\"deviation\":0}]" },
        { "$.columns[1].modes", "[{\"weight\":-1,\"mean\":0,\"deviation\":1}]" },
        { "$.columns[1].modes", "[null]" },
        { "$.columns[1].modes", "[]" },
        { "$.columns[1].spikes", "[2,1]" },
        { "$.columns[1].format", "null" },
        { "$.columns[1].format.minimum", "1e308" },
        { "$.columns[1].format.notation", "null" },
        { "$.columns[1].format.notation.decimals", "99" },
        { "$.columns[1].format.notation", "{\"as\":\"date\",\"pattern\":\"G\"}" },
        { "$.columns[1].format.step", "-1" },
        { "$.columns[1].surprise", "1" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_json_is_refused(string path, string value)
    {
        string csv = "a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{(i % 2 == 0 ? "x" : "y")},{i * 1.5}\n"));
        JsonNode json = JsonNode.Parse(TableEncoder.Fit(CsvTable.Parse(csv)).ToJson())!;
        TableEncoder.FromJson(json.ToJsonString());
        Replace(json, path.Split('.', '[', ']').Where(part => part is not ("$" or "")).ToArray(), JsonNode.Parse(value));

        var e = Assert.Throws<DataException>(() => TableEncoder.FromJson(json.ToJsonString()));
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("{\"version\":1,\"columns\":null}")]
    public void Text_that_is_no_encoder_is_refused(string json) => Assert.Throws<DataException>(() => TableEncoder.FromJson(json));

    private static void Replace(JsonNode json, string[] path, JsonNode? value)
    {
        foreach (string part in path[..^1]) json = json is JsonArray ? json[int.Parse(part)]! : json[part]!;
        if (json is JsonArray array) array[int.Parse(path[^1])] = value;
        else json[path[^1]] = value;
    }
}
