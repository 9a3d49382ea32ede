using System.Text.Json;

namespace FGan.Cli.Tests;

/// <summary>The options for reading tables, the same in every command.</summary>
public sealed class TableReadingTests
{
    [Fact]
    public async Task A_file_without_a_header_with_its_own_signs_is_read()
    {
        using var place = new Workplace();
        var file = place.Write("p.txt", string.Join('\n', Enumerable.Range(0, 60).Select(i => i % 10 == 0 ? "-999~b" : $"{i},5~{(i % 2 == 0 ? "a" : "b")}")) + "\n");

        var run = await Fgan.RunAsync("estimate", file, file, "-d", "js", "--folds", "2", "--json",
            "--delimiter", "~", "--header", "no", "--decimal", "comma", "--missing", "-999", "--kind", "x1=category");

        Assert.True(run.ExitCode == 0, run.Talk);
        using var json = JsonDocument.Parse(run.Data);
        Assert.Equal(["x0", "x1"], json.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("column").GetString()).Order());
    }

    [Theory]
    [InlineData("--delimiter", "ab", "';'")]
    [InlineData("--delimiter", "7", "';'")]
    [InlineData("--kind", "zip=text", "category")]
    [InlineData("--kind", "zip", "category")]
    [InlineData("--header", "maybe", "yes")]
    public async Task A_fault_is_one_line_that_says_what_is_allowed(string option, string value, string says)
    {
        foreach (var command in (string[][])[["estimate", "p", "q"], ["train", "p", "-o", "m.safetensors"], ["evaluate", "p", "q"], ["mi", "p", "--x", "a"]])
        {
            var run = await Fgan.RunAsync([.. command, option, value]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains(says, run.Talk);
            Assert.Single(run.Talk.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task A_kind_for_a_column_that_is_not_there_names_the_column()
    {
        var run = await Fgan.RunAsync("estimate", Workplace.Penguins, Workplace.Penguins, "--kind", "speces=category");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("speces", run.Talk);
    }
}
