using System.Text;
using System.Xml.Linq;
using FGan.Data;
using FGan.Reports;
using FGan.Tests.Generation;

namespace FGan.Tests.Reports;

/// <summary>The report on synthetic rows: words first, shapes, pairs, a critic, copies, use.</summary>
public sealed class QualityPageTests
{
    private static readonly Lazy<QualitySubject> Good = new(() => Subject(UtilityTests.People(800, 2)));
    private static readonly Lazy<QualitySubject> Bad = new(() => Subject(Skewed(UtilityTests.People(800, 2))));

    [Fact]
    public void A_report_is_one_small_well_formed_file_whose_pictures_have_words()
    {
        string page = QualityPage.Write(Bad.Value);

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 10_000, 1_000_000);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        XElement body = XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)]);
        List<XElement> pictures = [.. body.Descendants().Where(e => e.Attribute("role")?.Value == "img")];
        Assert.True(pictures.Count >= 5 + 1 + 2 + 3, $"{pictures.Count} pictures");
        Assert.All(pictures, picture => Assert.True(picture.Elements().Single(e => e.Name.LocalName == "desc").Value.Length > 20));
    }

    [Fact]
    public void What_is_bad_stands_first_and_names_the_column()
    {
        string page = QualityPage.Write(Bad.Value);
        int bad = page.IndexOf("What is bad", StringComparison.Ordinal);
        Assert.InRange(bad, 1, page.IndexOf("<h2>", StringComparison.Ordinal));
        Assert.Contains("falls short of real&lt;1&gt;.csv", page, StringComparison.Ordinal);
        Assert.Contains(QualityFindings.Of(Bad.Value.Quality, Bad.Value.Divergences), finding => !finding.IsGood && finding.Text.Contains("age", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_of_the_same_source_have_nothing_bad_said_about_them()
    {
        IReadOnlyList<QualityFinding> findings = QualityFindings.Of(Good.Value.Quality, Good.Value.Divergences, Good.Value.Closest, Good.Value.Utility);
        Assert.All(findings, finding => Assert.True(finding.IsGood, finding.Text));
        Assert.Contains("stands in for", QualityPage.Write(Good.Value), StringComparison.Ordinal);
    }

    [Fact]
    public void No_rare_category_is_named()
    {
        Table real = UtilityTests.People(300, 1);
        var marked = new Table(real.Columns.Select(column => column.Name == "region" ? CategoricalColumn.FromWords("region", Enumerable.Range(0, 300).Select(row => row < 3 ? "hamlet-of-one" : column.Format(row))) : column));
        Assert.DoesNotContain("hamlet-of-one", QualityPage.Write(Subject(UtilityTests.People(300, 2), marked)), StringComparison.Ordinal);
    }

    private static QualitySubject Subject(Table synthetic, Table? given = null)
    {
        Table real = given ?? UtilityTests.People(800, 1), test = UtilityTests.People(800, 3);
        return new QualitySubject(
            "real<1>.csv", "made.csv", real, synthetic, SampleEvaluation.Compare(real, synthetic), new DivergenceEstimator().Estimate(real, synthetic))
        {
            Closest = ClosestRecords.Measure(real, test, synthetic),
            Utility = Utility.Measure(real, synthetic, "buys", test),
            LeftOut = ["name"],
        };
    }

    private static Table Skewed(Table table)
    {
        double[] age = Array.ConvertAll(table.Numeric("age").Values.ToArray(), value => Math.Max(value - 30, 18));
        return new Table(table.Columns.Select(column => column.Name == "age" ? new NumericColumn("age", age, 0) : column));
    }
}
