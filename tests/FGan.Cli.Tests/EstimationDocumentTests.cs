using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FGan.Numerics;

namespace FGan.Cli.Tests;

/// <summary>The commands of <c>docs/estimation.md</c> run as they stand there, and the fields that it describes are printed.</summary>
public sealed partial class EstimationDocumentTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Workplace.RepositoryRoot(), "docs", "estimation.md"));

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_command_runs()
    {
        WriteMonths();
        var commands = Command().Matches(Document).Select(m => m.Groups["words"].Value.Trim()).ToList();

        Assert.True(commands.Count >= 5);
        foreach (var command in commands)
        {
            var run = await Fgan.RunAsync([.. command.Split(' ').Select(w => w.Contains(".csv") || w.Contains(".safetensors") ? _place[w] : w)]);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Talk}");
            Assert.Contains("The two samples differ", run.Data);
        }
        Assert.Contains("scores.csv", _place.Files);
    }

    [Fact]
    public async Task Every_field_of_the_json_is_described()
    {
        WriteMonths();

        var run = await Fgan.RunAsync("estimate", _place["january.csv"], _place["february.csv"], "--json", "--folds", "2");

        using var json = JsonDocument.Parse(run.Data);
        foreach (var name in Names(json.RootElement).Distinct())
            Assert.True(Regex.IsMatch(Document, $@"\b{name}\b"), $"docs/estimation.md says nothing of the field {name}.");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private void WriteMonths()
    {
        foreach (var (month, mean) in new[] { ("january", 0.0), ("february", 0.8), ("march", 0.8) })
        {
            var numbers = new float[1200];
            new Philox(21, (ulong)month.Length).Normals(numbers);
            _place.Write(month + ".csv", "price,size\n" + string.Concat(Enumerable.Range(0, 600)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{10 + 2 * (mean + numbers[2 * i]):0.000},{numbers[2 * i + 1]:0.000}\n"))));
        }
    }

    [GeneratedRegex(@"^\$ fgan (?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
