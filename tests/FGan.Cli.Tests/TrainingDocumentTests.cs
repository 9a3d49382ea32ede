using System.Text.RegularExpressions;
using FGan.Cli.Commands;

namespace FGan.Cli.Tests;

/// <summary>The commands of <c>docs/training.md</c> run as they stand there, and the options and columns that there are stand in it.</summary>
public sealed partial class TrainingDocumentTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Workplace.RepositoryRoot(), "docs", "training.md"));

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_command_runs_and_every_column_of_the_history_is_described()
    {
        File.Copy(Workplace.Penguins, _place["penguins.csv"]);
        var commands = Command().Matches(Document).Select(m => m.Groups["words"].Value.Trim()).ToList();
        Assert.True(commands.Count >= 6);

        foreach (var command in commands)
        {
            var run = await Fgan.RunAsync([.. command.Split(' ').Select(word => InPlace().IsMatch(word) ? _place[word] : word)]);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Talk}");
        }

        foreach (var history in new[] { "runs/best/history.csv", "spectral.history.csv", "conditional.history.csv" })
        {
            foreach (var column in (await File.ReadAllLinesAsync(_place[history]))[0].Split(','))
                Assert.True(Document.Contains($"`{column}`", StringComparison.Ordinal) || column.StartsWith("bound_", StringComparison.Ordinal), $"docs/training.md says nothing of the column {column}.");
        }
    }

    [Fact]
    public void Every_option_of_the_game_is_described()
    {
        foreach (var option in new TrainSettings().All)
            Assert.True(Document.Contains($"`{option.Name}", StringComparison.Ordinal), $"docs/training.md says nothing of {option.Name}.");
    }

    [GeneratedRegex(@"^\$ fgan (?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^runs/|\.(csv|safetensors|html)$")]
    private static partial Regex InPlace();
}
