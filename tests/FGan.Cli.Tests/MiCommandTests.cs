using System.Globalization;
using System.Text.Json;
using FGan.Numerics;

namespace FGan.Cli.Tests;

/// <summary><c>fgan mi</c>.</summary>
public sealed class MiCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Mi_prints_the_promised_json()
    {
        var run = await Fgan.RunAsync("mi", Linked(), "--x", "a,b", "--y", "c", "--seed", "3", "--folds", "2", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        var root = json.RootElement;
        Assert.Equal(["a", "b"], root.GetProperty("x").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(["c"], root.GetProperty("y").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("nats", root.GetProperty("unit").GetString());
        Assert.InRange(root.GetProperty("estimate").GetDouble(), 0.3, 0.7);
        Assert.InRange(root.GetProperty("lowerLimit").GetDouble(), 0.2, root.GetProperty("lowerBound").GetDouble());
        Assert.InRange(root.GetProperty("jensenShannon").GetProperty("estimate").GetDouble(), 0.05, Math.Log(2));
        Assert.Equal((600, 3), (root.GetProperty("rows").GetInt32(), root.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public async Task Mi_says_in_words_what_it_found()
    {
        var run = await Fgan.RunAsync("mi", Linked(), "--x", "a..b", "--folds", "2");

        Assert.Contains("Y = c", run.Data);
        Assert.Contains("X and Y depend on each other", run.Data);
    }

    [Fact]
    public async Task The_documented_command_gives_about_what_is_shown()
    {
        var run = await Fgan.RunAsync("mi", Workplace.Penguins, "--x", "bill_length_mm,bill_depth_mm", "--y", "species", "--json");

        using var json = JsonDocument.Parse(run.Data);
        // docs/information.md shows 0.9422 ± 0.0242; other vector widths round otherwise.
        Assert.InRange(json.RootElement.GetProperty("estimate").GetDouble(), 0.88, 1.0);
    }

    [Theory]
    [InlineData("there is no column 'z'", "--x", "z", "--y", "c")]
    [InlineData("stands on both sides", "--x", "a,c", "--y", "c")]
    [InlineData("a stands before b", "--x", "b..a", "--y", "c")]
    [InlineData("no column begins with 'q'", "--x", "q*", "--y", "c")]
    [InlineData("empty name", "--x", "a,,b", "--y", "c")]
    [InlineData("no columns are left for --x", "--y", "a,b,c")]
    [InlineData("name the columns of one side")]
    [InlineData("Folds is 1", "--x", "a", "--folds", "1")]
    public async Task A_users_mistake_is_one_line_and_exit_2(string expected, params string[] options)
    {
        var run = await Fgan.RunAsync(["mi", Linked(), .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Talk);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
        Assert.Empty(run.Data);
    }

    private string Linked()
    {
        var normals = new float[3 * 600];
        new Philox(12, 1).Normals(normals);
        var lines = Enumerable.Range(0, 600).Select(i =>
        {
            float a = normals[3 * i], b = normals[3 * i + 1], c = a + b + normals[3 * i + 2];
            return string.Join(',', new[] { a, b, c }.Select(v => v.ToString(CultureInfo.InvariantCulture)));
        });
        return _place.Write("linked.csv", "a,b,c\n" + string.Join('\n', lines) + "\n");
    }
}
