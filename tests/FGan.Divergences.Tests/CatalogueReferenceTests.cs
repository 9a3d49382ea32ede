using FGan.Divergences.Tests.Reference;

namespace FGan.Divergences.Tests;

public class CatalogueReferenceTests
{
    public static TheoryData<string> AllIds => [.. ReferenceTable.Ids];

    public static TheoryData<string> NovelFormulas => [.. ReferenceTable.NovelFormulas];

    public static TheoryData<string> CataloguedIds =>
        [.. ReferenceTable.Ids.Where(id => Catalogue.TryFind(id, out _))];

    [Fact]
    public void The_table_covers_the_catalogue() =>
        Assert.Empty(Catalogue.Table.Select(d => d.Id).Except(ReferenceTable.Ids));

    [Theory, MemberData(nameof(CataloguedIds))]
    public void Every_value_of_the_table_is_met_in_double_and_float(string id) =>
        ReferenceCheck.Run(ReferenceTable.Entry(id), Catalogue.Find(id));

    [Theory, MemberData(nameof(AllIds))]
    public void The_text_of_f_alone_gives_the_same_values(string id)
    {
        var text = ReferenceTable.Entry(id).GetProperty("f_text").GetString()!;
        ReferenceCheck.Run(ReferenceTable.Entry(id), FDivergence.Parse(text));
    }

    [Theory, MemberData(nameof(NovelFormulas))]
    public void Functions_that_are_in_no_catalogue_are_as_accurate(string formula) =>
        ReferenceCheck.Run(ReferenceTable.NovelEntry(formula), FDivergence.Parse(formula));

    [Theory, MemberData(nameof(CataloguedIds))]
    public void The_domain_is_the_table_s(string id)
    {
        var entry = ReferenceTable.Entry(id).GetProperty("range_of_fprime");
        if (entry.ValueKind == System.Text.Json.JsonValueKind.Null) return; // the file gives none for the alpha family
        var domain = Catalogue.Find(id).Domain;
        Accuracy.AssertClose(End(entry[0].GetString()!), domain.Lower, $"{id} lower end");
        Accuracy.AssertClose(End(entry[1].GetString()!), domain.Upper, $"{id} upper end");
    }

    private static double End(string text) => text switch
    {
        "-inf" or "inf" => double.NaN, // any infinity; the sign shows in the order of the ends
        "log(2)/2" => Math.Log(2) / 2,
        "-1/2" => -0.5,
        "1/2" => 0.5,
        _ => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
    };
}
