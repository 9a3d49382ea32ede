using System.Text.Json;

namespace FGan.Cli.Tests;

/// <summary>Formulas typed at the command line.</summary>
public sealed class DeriveCommandTests
{
    [Theory]
    [InlineData("u*log(u)", "kl")]
    [InlineData("2*u*log(u)+3*(u-1)", "2 x kl, f differing by 3*(u-1)")]
    [InlineData("(u-1)^2/(u+1)", "triangular")]
    public async Task A_formula_is_recognised(string formula, string relation)
    {
        var run = await Fgan.RunAsync("derive", formula, "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        Assert.Contains(json.RootElement.GetProperty("relatedTo").EnumerateArray(), r => r.GetString() == relation);
        Assert.Equal("proved", json.RootElement.GetProperty("convexity").GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("u^2*sin(u)", "not convex")]
    [InlineData("u-1", "is 0")]
    [InlineData("2", "2")]
    [InlineData("log(u-3)", "u")]
    [InlineData("u*+log(u", "character")]
    public async Task A_formula_that_is_no_divergence_is_refused_in_one_line(string formula, string why)
    {
        var run = await Fgan.RunAsync("derive", formula);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_formula_may_have_named_parameters()
    {
        var run = await Fgan.RunAsync("derive", "(u^a-1)/(a*(a-1))", "--with", "a=2", "--at-u", "3", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        Assert.Equal(4, json.RootElement.GetProperty("atU")[0].GetProperty("f").GetDouble(), 12);
    }

    [Fact]
    public async Task Ten_thousand_parentheses_are_refused_in_one_line()
    {
        var run = await Fgan.RunAsync("derive", new string('(', 10_000) + "u" + new string(')', 10_000));

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
        Assert.True(run.Talk.Length < 400);
    }

    [Fact]
    public async Task Verify_checks_the_laws_of_one_f()
    {
        var run = await Fgan.RunAsync("verify", "squared-hellinger");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("laws hold", run.Data);
    }

    [Fact]
    public async Task A_formula_trains_and_estimates()
    {
        using var place = new Workplace();

        var trained = await Fgan.RunAsync("train", "toy:ring8", "-o", place["m.safetensors"], "-d", "(u-1)^2/(u+1)", "--steps", "10");
        var sampled = await Fgan.RunAsync("sample", place["m.safetensors"], "-n", "3");

        Assert.Equal((0, 0), (trained.ExitCode, sampled.ExitCode));
    }

    [Fact]
    public async Task A_page_is_written_beside_the_text()
    {
        using var place = new Workplace();

        var run = await Fgan.RunAsync("derive", "kl", "--html", place["kl.html"], "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(place["kl.html"]));
        using var json = JsonDocument.Parse(run.Data);
        Assert.Equal("kl", json.RootElement.GetProperty("id").GetString());
        Assert.Equal(["kl.html"], place.Files);
    }

    [Fact]
    public async Task Without_a_file_the_page_is_what_is_printed()
    {
        var run = await Fgan.RunAsync("derive", "u*log(u)", "--html");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", run.Data);
        Assert.EndsWith("</html>\n", run.Data);
    }

    [Fact]
    public async Task Pictures_go_into_a_folder()
    {
        using var place = new Workplace();

        var run = await Fgan.RunAsync("derive", "pearson", "--pictures", place["drawn"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["activation.svg", "conjugate.svg", "optimum.svg", "tangents.svg"], Directory.GetFiles(place["drawn"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_page_in_a_folder_that_is_not_there_is_an_error_in_one_line()
    {
        var run = await Fgan.RunAsync("derive", "kl", "--html", "/no/such/folder/kl.html");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("does not exist", run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Latex_is_one_display_and_a_field_of_the_object()
    {
        var text = await Fgan.RunAsync("derive", "js", "--latex");
        var both = await Fgan.RunAsync("derive", "js", "--latex", "--json");

        Assert.StartsWith("\\begin{align*}", text.Data);
        Assert.EndsWith("\\end{align*}\n", text.Data.ReplaceLineEndings("\n"));
        using var json = JsonDocument.Parse(both.Data);
        Assert.Equal(@"f''(u) = \frac{1}{2u(u + 1)}", json.RootElement.GetProperty("latex").GetProperty("fSecond").GetString());
    }
}
