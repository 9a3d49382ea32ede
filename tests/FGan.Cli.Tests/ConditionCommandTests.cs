using System.Text.Json;
using FGan.Data;

namespace FGan.Cli.Tests;

/// <summary><c>fgan sample --where</c>: rows that meet a condition, or an honest line.</summary>
public sealed class ConditionCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Workplace _place = new();

    private string Model => _place["m.safetensors"];

    public async Task InitializeAsync() => await Fgan.RunAsync("train", Workplace.Penguins, "-o", Model, "--steps", "100");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Rows_that_meet_the_condition_are_written_with_their_share()
    {
        var run = await Fgan.RunAsync("sample", Model, "-n", "200", "--where", "species = adelie and island in (dream, \"Torgersen\")", "-o", _place["w.csv"], "--json");

        Assert.True(run.ExitCode == 0, run.Talk);
        var rows = CsvTable.Read(_place["w.csv"]);
        Assert.Equal((200, "Adelie"), (rows.RowCount, Assert.Single(rows.Categorical("species").Levels)));
        Assert.Subset(new HashSet<string> { "Dream", "Torgersen" }, rows.Categorical("island").Levels.ToHashSet());
        using var json = JsonDocument.Parse(run.Data);
        Assert.InRange(json.RootElement.GetProperty("acceptedShare").GetDouble(), 1e-4, 1);
        Assert.Contains("200 of 200 rows", run.Talk);
    }

    [Fact]
    public async Task Too_few_are_said_and_nothing_is_written_unless_allowed()
    {
        string[] rare = ["sample", Model, "-n", "5000", "--where", "body_mass_g > 4000", "--max-tries", "2000", "-o", _place["r.csv"]];
        var refused = await Fgan.RunAsync(rare);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("of 5,000 rows", refused.Talk);
        Assert.Contains("--allow-fewer", refused.Talk);
        Assert.False(File.Exists(_place["r.csv"]));

        var allowed = await Fgan.RunAsync([.. rare, "--allow-fewer"]);
        Assert.Equal(0, allowed.ExitCode);
        Assert.InRange(CsvTable.Read(_place["r.csv"]).RowCount, 1, 2000);
    }

    [Theory]
    [InlineData("species = dodo", "Adelie, Chinstrap, Gentoo")]
    [InlineData("weight > 3", "body_mass_g")]
    [InlineData("body_mass_g > 9000", "the model makes 2700 to 6300")]
    [InlineData("body_mass_g >", "a value belongs here")]
    public async Task A_condition_that_cannot_be_met_is_one_line(string condition, string says)
    {
        var run = await Fgan.RunAsync("sample", Model, "--where", condition);
        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(says, run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }
}
