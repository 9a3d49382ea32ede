using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace FGan.Cli.Tests;

/// <summary>Gates, page and JUnit file of <c>fgan estimate</c>.</summary>
public sealed class EstimationOutputTests
{
    [Fact]
    public async Task A_gate_that_fails_ends_with_1_and_leaves_its_reports()
    {
        using var place = new Workplace();
        var (p, q) = (place.Write("p.csv", Rows(0)), place.Write("q.csv", Rows(1)));

        var run = await Fgan.RunAsync(
            "estimate", p, q, "-d", "kl", "--folds", "2", "--fail-if", "js>0.1", "--fail-if", "tv>0.999", "--html", place["r.html"], "--junit", place["r.xml"], "--json");

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        Assert.Equal([true, false], json.RootElement.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("failed").GetBoolean()));
        Assert.Contains("Gate failed: js>0.1", run.Talk);
        Assert.Equal("1", XElement.Parse(await File.ReadAllTextAsync(place["r.xml"])).Elements().Single().Attribute("failures")!.Value);
        var page = await File.ReadAllTextAsync(place["r.html"]);
        Assert.Contains("<h1>p.csv and q.csv differ</h1>", page);
        Assert.DoesNotContain(Path.GetDirectoryName(p)!, page);
    }

    [Fact]
    public async Task A_gate_that_passes_ends_with_0()
    {
        using var place = new Workplace();

        var run = await Fgan.RunAsync("estimate", place.Write("p.csv", Rows(0)), place.Write("q.csv", Rows(0)), "-d", "js", "--folds", "2", "--fail-if", "js>0.1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Gate passed: js>0.1", run.Talk);
    }

    [Theory]
    [InlineData("js>0.0x", "character 4")]
    [InlineData("js", "character 3")]
    [InlineData("jss>0.1", "js")]
    public async Task A_gate_that_cannot_be_read_is_refused_before_any_file_is_opened(string gate, string says)
    {
        var run = await Fgan.RunAsync("estimate", "no-such-p.csv", "no-such-q.csv", "--fail-if", gate);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Talk);
        Assert.DoesNotContain("no-such", run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }

    private static string Rows(int shift)
    {
        var random = new Random(5 + shift);
        return "x,y\n" + string.Join('\n', Enumerable.Range(0, 300).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{shift + random.NextDouble() + random.NextDouble():0.000},{random.Next(4)}"))) + "\n";
    }
}
