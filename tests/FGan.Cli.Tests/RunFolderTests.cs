using System.Text.Json;

namespace FGan.Cli.Tests;

/// <summary>Runs with a folder of their own, and looking at several.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_run_folder_holds_configuration_history_and_samples_over_time()
    {
        var folder = _place["first"] + "/";
        var run = await Fgan.RunAsync("train", "toy:ring8", "-o", folder, "--steps", "30", "--critic-widths", "16", "--generator-widths", "16");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["checkpoint.safetensors", "config.json", "history.csv", "history.jsonl", "model.safetensors", "summary.md"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        using var configuration = JsonDocument.Parse(await File.ReadAllTextAsync(folder + "config.json"));
        Assert.Equal("[16]", configuration.RootElement.GetProperty("criticWidths").GetRawText());
        using var line = JsonDocument.Parse((await File.ReadAllLinesAsync(folder + "history.jsonl"))[^1]);
        Assert.Equal(30, line.RootElement.GetProperty("step").GetInt32());
        Assert.Equal(1001, (await File.ReadAllLinesAsync(folder + "samples/step-000030.csv")).Length);
    }

    [Fact]
    public async Task Runs_are_compared_on_a_page_of_their_own()
    {
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["first"] + "/", "--steps", "20", "--keep", "best");
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["second.safetensors"], "--steps", "20", "--seed", "2");

        var run = await Fgan.RunAsync("runs", "compare", _place["first"], _place["second.safetensors"], "-o", _place["runs.html"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("first: step 20", run.Data, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(_place["runs.html"]);
        Assert.Contains("<h1>first, second</h1>", page, StringComparison.Ordinal);
        Assert.Equal(9, page.Split("<svg").Length - 1);
        Assert.Contains("The referee's bound", page.Replace("&#39;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_history_is_named()
    {
        var run = await Fgan.RunAsync("runs", "compare", _place["none"], "-o", _place["runs.html"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none: has no history", run.Talk, StringComparison.Ordinal);
        Assert.Empty(_place.Files);
    }
}
