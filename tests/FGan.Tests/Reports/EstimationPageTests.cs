using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FGan.Data;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Tests.Reports;

/// <summary>The report of an estimation, its gates and its JUnit file.</summary>
public sealed class EstimationPageTests
{
    private static readonly Lazy<(EstimationResult Result, Table P, Table Q)> Example = new(Estimate);

    [Fact]
    public void A_report_is_one_small_well_formed_file_without_any_row()
    {
        var (result, p, q) = Example.Value;
        var page = EstimationPage.Write(result, new EstimationSubject("a<b.csv", "q.csv") { P = p, Q = q, Gates = [Gate.Parse("js>0.01").Try(result)] });

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 10_000, 1_000_000);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("secret-7", page);
        Assert.DoesNotContain("123456.75", page);
        Assert.Contains("a&lt;b.csv and q.csv differ", page);
        var body = XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)]);
        var pictures = body.Descendants().Where(e => e.Attribute("role")?.Value == "img").ToList();
        Assert.Equal(1 + 1 + p.Columns.Length + 1, pictures.Count);
        Assert.All(pictures, picture => Assert.True(picture.Elements().Single(e => e.Name.LocalName == "desc").Value.Length > 20));
    }

    [Fact]
    public void The_finding_comes_before_everything_else()
    {
        var (result, p, q) = Example.Value;
        var page = EstimationPage.Write(result, new EstimationSubject("p.csv", "q.csv") { P = p, Q = q });

        var finding = page.IndexOf("<h1>p.csv and q.csv differ</h1>", StringComparison.Ordinal);
        Assert.InRange(finding, 1, page.IndexOf("<h2>", StringComparison.Ordinal));
        Assert.True(page.IndexOf("with 95", StringComparison.Ordinal) < page.IndexOf("<h2>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gate_fails_by_the_lower_limit_and_not_by_the_estimate()
    {
        var (result, _, _) = Example.Value;
        var js = result.Main;
        Assert.True(js.LowerLimit < js.Estimate);

        Assert.True(Gate.Parse(string.Create(CultureInfo.InvariantCulture, $"js > {js.LowerLimit * 0.99}")).Try(result).Failed);
        Assert.False(Gate.Parse(string.Create(CultureInfo.InvariantCulture, $"js > {(js.LowerLimit + js.Estimate) / 2}")).Try(result).Failed);
    }

    [Theory]
    [InlineData("js>0.0x", 4)]
    [InlineData("js > ", 6)]
    [InlineData("js<0.1", 7)]
    [InlineData(">0.1", 1)]
    [InlineData("js> -1", 5)]
    [InlineData("", 1)]
    public void A_fault_in_a_gate_is_pointed_at(string gate, int character)
    {
        var fault = Assert.Throws<FormatException>(() => Gate.Parse(gate));

        Assert.Contains($"character {character}:", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_gate_may_be_about_a_formula() => Assert.Equal(0.5, Gate.Parse("max(u,1/u)-1 > 0.5").Threshold);

    [Fact]
    public void A_gate_on_an_unknown_name_says_what_is_near() =>
        Assert.Contains("js", Assert.Throws<DivergenceException>(() => Gate.Parse("jss>1")).Message);

    [Fact]
    public void JUnit_counts_the_gates_that_failed()
    {
        var (result, _, _) = Example.Value;
        var suite = XElement.Parse(JUnitReport.Write("p \u0001 q", result, [Gate.Parse("js>0.001").Try(result), Gate.Parse("tv>0.99").Try(result)])).Elements().Single();

        Assert.Equal("2", suite.Attribute("tests")!.Value);
        Assert.Equal("1", suite.Attribute("failures")!.Value);
        Assert.Equal(["js>0.001", "tv>0.99"], suite.Elements("testcase").Select(e => e.Attribute("name")!.Value));
        Assert.Single(suite.Descendants("failure"));
    }

    [Fact]
    public void Bins_hold_every_row_once()
    {
        var shares = ColumnPicture.Shares([-9, 0, 0.5, 1, 1.5, 99, double.NaN], [0, 1, 2]);

        Assert.Equal(1, shares.Sum(), 12);
        Assert.Equal([0.5, 0.5], shares);
    }

    [Fact]
    public void Dates_are_written_as_dates()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 200).Select(i => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var column = CsvTable.Parse("day\n" + rows + "\n").Columns[0];

        var picture = ColumnPicture.Of(column, column, "p", "q");

        Assert.Contains("median 2024-04", picture.Description);
        Assert.Contains(">2024-0", picture.ToSvg("d"));
    }

    [Fact]
    public void Columns_without_values_and_with_huge_ones_are_drawn_all_the_same()
    {
        Column[] odd = [new NumericColumn("none", [double.NaN, double.NaN]), new NumericColumn("one", [3.5, 3.5]), new NumericColumn("huge", [1e300, -1e300, 4.5e299]), new NumericColumn("tiny", [1e-300, 2.5e-300])];

        foreach (var column in odd) Assert.DoesNotContain("NaN", XElement.Parse(ColumnPicture.Of(column, column, "p", "q").ToSvg("o")).ToString());
    }

    // Sides that differ in x, with a rare word and an outlier that no report may show.
    private static (EstimationResult Result, Table P, Table Q) Estimate()
    {
        var (p, q) = (Side(1, 0, "secret-7", 123456.75), Side(2, 1.2, "common", 0));
        var options = new EstimatorOptions { Divergences = [Catalogue.Find("js"), Catalogue.Find("tv")], Folds = 2, Permutations = 99 };
        return (new DivergenceEstimator(options).Estimate(p, q), p, q);
    }

    private static Table Side(int seed, double shift, string rare, double outlier)
    {
        const int rows = 400;
        var random = new Random(seed);
        var x = Enumerable.Range(0, rows).Select(_ => shift + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
        var y = Enumerable.Range(0, rows).Select(i => i == 5 ? outlier : random.NextDouble()).ToArray();
        var words = Enumerable.Range(0, rows).Select(i => i == 7 ? rare : i % 2 == 0 ? "common" : "other").ToList();
        var levels = words.Distinct().ToList();
        return new Table(new NumericColumn("x", x), new NumericColumn("y", y), new CategoricalColumn("word", words.Select(w => levels.IndexOf(w)).ToArray(), levels));
    }
}
