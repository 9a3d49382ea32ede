using System.Text.Json.Nodes;

namespace FGan.Data.Tests;

public class EncoderInventoryTests
{
    public static TheoryData<NumericEncoding> Encodings => new(Enum.GetValues<NumericEncoding>());

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Nothing_that_an_encoder_holds_is_unknown(NumericEncoding numeric)
    {
        string json = Encoder(numeric).ToJson();
        IReadOnlyList<HeldColumn> held = EncoderInventory.Of(json);

        Assert.Equal(Table().Names.Append(""), held.Select(column => column.Column));
        Assert.DoesNotContain(held.SelectMany(column => column.Facts), fact => fact.Origin == HeldOrigin.Unknown);
    }

    [Fact]
    public void Every_word_and_value_that_an_encoder_holds_is_listed()
    {
        IReadOnlyList<HeldColumn> held = EncoderInventory.Of(Encoder(NumericEncoding.BoundedScore).ToJson());
        string all = string.Join('\n', held.SelectMany(column => column.Facts).Select(fact => fact.Text));

        foreach (string expected in new[] { "red 50 %", "2024-01-01 and 2024-04-09", "[A × 2]-[0 × 4]", "only", "0 and 99" })
            Assert.Contains(expected, all, StringComparison.Ordinal);
        Assert.DoesNotContain("lone", all, StringComparison.Ordinal);
        Assert.Equal(97, held.Single(column => column.Column == "x").Facts.Single(fact => fact.What.StartsWith("quantiles", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void An_entry_that_is_not_known_is_shown_as_it_stands()
    {
        JsonObject json = JsonNode.Parse(Encoder(NumericEncoding.ModeSpecific).ToJson())!.AsObject();
        json["owner"] = "somebody";
        json["columns"]![0]!["rows"] = new JsonArray(17, 4);
        json["columns"]![0]!["format"]!["hidden"] = "deep";
        string[] unknown =
            [.. EncoderInventory.Of(json.ToJsonString()).SelectMany(column => column.Facts).Where(fact => fact.Origin == HeldOrigin.Unknown).Select(fact => fact.Text)];

        Assert.Equal(["\"deep\"", "[17,4]", "\"somebody\""], unknown);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"columns\":[1]}")]
    [InlineData("{\"columns\":[{\"column\":5}]}")]
    [InlineData("{\"columns\":[{\"column\":\"x\",\"hasMissing\":\"maybe\"}]}")]
    [InlineData("nonsense")]
    public void Damage_is_reported(string json) => Assert.Throws<DataException>(() => EncoderInventory.Of(json));

    private static TableEncoder Encoder(NumericEncoding numeric) => TableEncoder.Fit(Table(), new TableEncoderOptions { Numeric = numeric });

    private static Table Table()
    {
        int[] rows = [.. Enumerable.Range(0, 100)];
        return new Table(
            new NumericColumn("x", [.. rows.Select(row => (double)row)], 0),
            NumericColumn.Own("day", [.. rows.Select(row => 19723.0 + row)], new DateNotation("yyyy-MM-dd")),
            CategoricalColumn.FromWords("colour", rows.Select(row => row == 99 ? "lone" : row == 98 ? "odd" : row < 49 ? "red" : "blue")),
            CategoricalColumn.FromWords("key", rows.Select(row => $"{(char)('A' + (row % 26))}Q-{row:0000}")),
            CategoricalColumn.FromWords("same", rows.Select(_ => "only")));
    }
}
