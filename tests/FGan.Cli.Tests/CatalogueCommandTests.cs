using System.Text.Json;

namespace FGan.Cli.Tests;

/// <summary>The commands that need no data: list, derive, exact.</summary>
public sealed class CatalogueCommandTests
{
    [Fact]
    public async Task List_names_every_divergence_with_its_f()
    {
        var run = await Fgan.RunAsync("list");

        Assert.Equal(0, run.ExitCode);
        foreach (var id in new[] { "total-variation", "kl", "reverse-kl", "pearson", "neyman", "squared-hellinger", "jeffrey", "jensen-shannon", "gan" })
            Assert.Contains(id, run.Data);
        Assert.Empty(run.Talk);
    }

    [Theory]
    [InlineData("'trian' is no command or option of fgan; its commands are list, derive", "trian", "x.csv")]
    [InlineData("'compaer' is no command or option of fgan runs; its commands are compare", "runs", "compaer")]
    public async Task An_unknown_command_is_named_beside_those_there_are(string said, params string[] args)
    {
        var run = await Fgan.RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"fgan: {said}", run.Talk, StringComparison.Ordinal);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task List_prints_one_json_object()
    {
        var run = await Fgan.RunAsync("list", "--json");

        using var json = JsonDocument.Parse(run.Data);
        Assert.True(json.RootElement.GetProperty("divergences").GetArrayLength() >= 9);
    }

    [Theory]
    [InlineData("jensen-shannon", "normal(0,1)", "normal(1,1)", 0.111421482184736)]
    [InlineData("total-variation", "0.1,0.2,0.3,0.25,0.15", "0.3,0.1,0.2,0.2,0.2", 0.25)]
    [InlineData("KL", "normal(0,1)", "normal(1,1)", 0.5)]
    public async Task Exact_prints_the_value_and_nothing_else(string id, string p, string q, double expected)
    {
        var run = await Fgan.RunAsync("exact", id, p, q);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, double.Parse(run.Data, System.Globalization.CultureInfo.InvariantCulture), 11);
    }

    [Fact]
    public async Task Exact_prints_an_infinite_value_as_a_string_in_json()
    {
        var run = await Fgan.RunAsync("exact", "kl", "normal(0,1)", "uniform(-1,1)", "--json");

        Assert.Contains("\"value\":\"Infinity\"", run.Data);
    }

    [Fact]
    public async Task Derive_prints_values_that_round_trip()
    {
        var run = await Fgan.RunAsync("derive", "kl", "--at-u", "0.5,2", "--at-v", "-80,0,80", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        var root = json.RootElement;
        Assert.Equal(2 * Math.Log(2), root.GetProperty("atU")[1].GetProperty("f").GetDouble(), 15);
        Assert.Equal(-80, root.GetProperty("atV")[0].GetProperty("t").GetDouble());
        Assert.Equal("-Infinity", root.GetProperty("domain").GetProperty("lower").GetString());
    }

    [Theory]
    [InlineData("derive", "jensen-shanon")]
    [InlineData("exact", "kl", "normal(0)", "normal(1,1)")]
    [InlineData("exact", "kl", "0.5,0.6", "0.5,0.5")]
    [InlineData("derive", "kl", "--at-u", "two")]
    [InlineData("no-such-command")]
    [InlineData("list", "--no-such-option")]
    public async Task A_users_mistake_is_one_line_on_stderr_and_exit_2(params string[] args)
    {
        var run = await Fgan.RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Data);
        Assert.StartsWith("fgan: ", run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_unknown_name_lists_near_ones() =>
        Assert.Contains("jensen-shannon", (await Fgan.RunAsync("derive", "jensen-shanon")).Talk);

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var run = await Fgan.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        foreach (var command in new[] { "list", "derive", "exact" }) Assert.Contains(command, run.Data);
    }
}
