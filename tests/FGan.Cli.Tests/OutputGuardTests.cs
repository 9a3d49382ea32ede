namespace FGan.Cli.Tests;

/// <summary>No command writes over what it reads.</summary>
public sealed class OutputGuardTests : IDisposable
{
    private const string Rows = "a,b\n1,x\n2,y\n3,x\n4,y\n";

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("train {0} -o {0} --steps 1", "--output is {0}")]
    [InlineData("train {0} -o {1}.safetensors --samples {0} --steps 1", "--samples is {0}")]
    [InlineData("estimate {0} {0} --scores {0}", "--scores is {0}")]
    [InlineData("estimate {0} {0} --html {0}", "--html is {0}")]
    [InlineData("evaluate {0} {0} --html {0}", "--html is {0}")]
    [InlineData("schema {0} -o {0}", "--output is {0}")]
    [InlineData("train {0} -o {1}.csv --steps 1", "a model ends in .safetensors")]
    public async Task The_data_stay_as_they_are(string command, string message)
    {
        var data = _place.Write("data.csv", Rows);
        var run = await Fgan.RunAsync([.. command.Split(' ').Select(word => string.Format(null, word, data, _place["new"]))]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(string.Format(null, message, data), run.Talk);
        Assert.Equal(Rows, await File.ReadAllTextAsync(data));
    }

    [Fact]
    public async Task A_history_beside_the_model_is_not_the_data_either()
    {
        var data = _place.Write("ages.history.csv", Rows);
        var run = await Fgan.RunAsync("train", data, "-o", _place["ages.safetensors"], "--steps", "1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would write over its data", run.Talk);
        Assert.Equal(Rows, await File.ReadAllTextAsync(data));
    }

    [Fact]
    public async Task A_link_to_the_data_is_the_data()
    {
        if (OperatingSystem.IsWindows()) return;
        var data = _place.Write("data.csv", Rows);
        File.CreateSymbolicLink(_place["link.csv"], data);
        var run = await Fgan.RunAsync("schema", data, "-o", _place["link.csv"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(Rows, await File.ReadAllTextAsync(data));
    }
}
