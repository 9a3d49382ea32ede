using System.Text.Json;
using FGan.Data;

namespace FGan.Cli.Tests;

/// <summary><c>fgan evaluate</c> on tables: findings, a target, a test file, a page.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_page_findings_and_utility_are_left_by_one_command()
    {
        var all = CsvTable.Read(Workplace.Penguins);
        var parts = all.Split(1, 0.4, 0.4, 0.2);
        for (var i = 0; i < 3; i++) CsvTable.Write(_place[$"{i}.csv"], parts[i]);

        string[] command = ["evaluate", _place["0.csv"], _place["1.csv"], "--target", "species", "--test", _place["2.csv"], "--html", _place["page.html"]];
        var people = await Fgan.RunAsync(command);
        var machines = await Fgan.RunAsync([.. command, "--json"]);

        Assert.True(people.ExitCode == 0, people.Talk);
        Assert.Contains("Predicting species by logistic regression", people.Data);
        Assert.Contains("Good: ", people.Data);
        Assert.Contains("<h1>", await File.ReadAllTextAsync(_place["page.html"]));
        using var json = JsonDocument.Parse(machines.Data);
        Assert.InRange(json.RootElement.GetProperty("utility").GetProperty("main").GetProperty("synthetic").GetDouble(), 0.8, 1);
        Assert.InRange(json.RootElement.GetProperty("closest").GetProperty("nearerToTraining").GetDouble(), 0.3, 0.7);
        Assert.True(json.RootElement.GetProperty("findings").GetArrayLength() >= 5);
    }

    [Theory]
    [InlineData("toy:ring8", "--html", "page.html", "are for tables")]
    [InlineData("p.csv", "--target", "specis", "there are species, island")]
    [InlineData("p.csv", "--test", "none.csv", "does not exist")]
    public async Task What_cannot_be_done_is_one_line(string real, string option, string value, string says)
    {
        File.Copy(Workplace.Penguins, _place["p.csv"]);
        _place.Write("toy.csv", "x0,x1\n1,2\n3,4\n");
        var isToy = real.StartsWith("toy:", StringComparison.Ordinal);
        var run = await Fgan.RunAsync("evaluate", isToy ? real : _place[real], isToy ? _place["toy.csv"] : _place["p.csv"], option, value.Contains('.') ? _place[value] : value);

        Assert.Equal((2, ""), (run.ExitCode, run.Data));
        Assert.Contains(says, run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
    }
}
