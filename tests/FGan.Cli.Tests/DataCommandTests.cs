using System.Globalization;
using System.Text.Json;
using FGan.Data;
using FGan.Numerics;

namespace FGan.Cli.Tests;

/// <summary>The commands that read and write files: estimate, train, sample, evaluate.</summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Estimate_prints_the_promised_json()
    {
        var run = await Fgan.RunAsync("estimate", Normal("p.csv", 0, 1), Normal("q.csv", 1, 2), "-d", "js,kl", "--seed", "3", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Data);
        var root = json.RootElement;
        Assert.Equal(["jensen-shannon", "kl"], root.GetProperty("divergences").EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        foreach (var field in new[] { "estimate", "standardError", "lowerLimit", "confidence" })
            Assert.True(root.GetProperty("divergences")[0].GetProperty(field).GetDouble() > 0);
        Assert.Equal((800, 800, 3), (root.GetProperty("rowsP").GetInt32(), root.GetProperty("rowsQ").GetInt32(), root.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public async Task Estimate_says_in_words_what_it_found()
    {
        var run = await Fgan.RunAsync("estimate", Normal("p.csv", 0, 1), Normal("q.csv", 1, 2));

        Assert.Contains("The two samples differ", run.Data);
    }

    [Fact]
    public async Task Estimate_writes_the_ratio_of_every_row()
    {
        var run = await Fgan.RunAsync("estimate", Normal("p.csv", 0, 1), Normal("q.csv", 1, 2), "-d", "js", "--scores", _place["s.csv"]);

        Assert.Equal(0, run.ExitCode);
        var scores = CsvTable.Read(_place["s.csv"]);
        Assert.Equal(["side", "row", "fold", "log_ratio", "weight"], scores.Names);
        Assert.Equal(1600, scores.RowCount);
        Assert.Equal("P", scores.Categorical("side")[0]);
        for (var row = 0; row < 1600; row += 100)
        {
            var sign = scores.Categorical("side")[row] == "P" ? -1 : 1;
            Assert.Equal(Math.Exp(sign * scores.Numeric("log_ratio")[row]), scores.Numeric("weight")[row], 1e-12);
        }
    }

    [Fact]
    public async Task A_saved_reference_judges_new_data_alone()
    {
        var fitted = await Fgan.RunAsync("estimate", Normal("p.csv", 0, 1), Normal("q.csv", 1, 2), "-d", "js", "--save-reference", _place["r.safetensors"]);
        var changed = await Fgan.RunAsync("estimate", "--reference", _place["r.safetensors"], Normal("n.csv", 1, 3), "-d", "js", "--json");

        Assert.Equal((0, 0), (fitted.ExitCode, changed.ExitCode));
        using var json = JsonDocument.Parse(changed.Data);
        Assert.InRange(json.RootElement.GetProperty("divergences")[0].GetProperty("lowerLimit").GetDouble(), 0.05, 0.1114);
        Assert.Equal(400, json.RootElement.GetProperty("rowsP").GetInt32());
    }

    [Theory]
    [InlineData("p.csv")]
    [InlineData("p.csv", "q.csv", "--reference", "r.safetensors")]
    [InlineData("p.csv", "--reference", "no-such.safetensors")]
    [InlineData("p.csv", "q.csv", "--permutations", "1")]
    [InlineData("p.csv", "q.csv", "--folds", "1")]
    [InlineData("p.csv", "other.csv")]
    public async Task Estimates_that_cannot_be_made_are_one_line_and_exit_2(params string[] args)
    {
        Normal("p.csv", 0, 1);
        Normal("q.csv", 1, 2);
        _place.Write("other.csv", "y\n1\n2\n");

        var run = await Fgan.RunAsync(["estimate", .. args.Select(a => a.EndsWith(".csv") || a.EndsWith(".safetensors") ? _place[a] : a)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
        Assert.Empty(run.Data);
    }

    [Fact]
    public async Task Train_leaves_model_samples_history_and_summary()
    {
        var run = await Fgan.RunAsync(
            "train", Workplace.Penguins, "-o", _place["p.safetensors"], "--samples", _place["new.csv"], "--steps", "60", "-n", "50");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["new.csv", "p.checkpoint.safetensors", "p.history.csv", "p.safetensors", "p.summary.md"], _place.Files);
        Assert.Contains("What was learned", run.Data);
        Assert.Equal(run.Data.ReplaceLineEndings("\n"), await File.ReadAllTextAsync(_place["p.summary.md"]));

        var real = CsvTable.Read(Workplace.Penguins);
        var made = CsvTable.Read(_place["new.csv"], new CsvOptions { Kinds = real.Kinds });
        Assert.Equal(real.Names, made.Names);
        Assert.Equal(50, made.RowCount);
        foreach (var column in real.Columns) AssertPlausible(column, made[column.Name]);
    }

    [Fact]
    public async Task Sample_needs_the_model_alone_and_repeats_itself()
    {
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["r.safetensors"], "--steps", "20");
        var model = _place["moved.safetensors"];
        File.Move(_place["r.safetensors"], model);

        var first = await Fgan.RunAsync("sample", model, "-n", "5", "--seed", "4");
        var again = await Fgan.RunAsync("sample", model, "-n", "5", "--seed", "4");
        var other = await Fgan.RunAsync("sample", model, "-n", "5", "--seed", "5");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(6, first.Data.TrimEnd().Split('\n').Length);
        Assert.Equal(first.Data, again.Data);
        Assert.NotEqual(first.Data, other.Data);
    }

    [Fact]
    public async Task The_same_seed_trains_the_same_bits()
    {
        foreach (var name in new[] { "a", "b" })
            await Fgan.RunAsync("train", "toy:ring8", "-o", _place[name + ".safetensors"], "--steps", "30", "--seed", "8");

        Assert.Equal(await File.ReadAllBytesAsync(_place["a.safetensors"]), await File.ReadAllBytesAsync(_place["b.safetensors"]));
    }

    [Fact]
    public async Task Resume_ends_in_the_same_bits_as_a_run_without_a_break()
    {
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["whole.safetensors"], "--steps", "40", "--checkpoint-every", "20");
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["parts.safetensors"], "--steps", "40", "--checkpoint-every", "20");
        var whole = await File.ReadAllBytesAsync(_place["whole.safetensors"]);

        var resumed = await Fgan.RunAsync("train", "toy:ring8", "-o", _place["parts.safetensors"], "--steps", "40", "--checkpoint-every", "20", "--resume");

        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(whole, await File.ReadAllBytesAsync(_place["parts.safetensors"]));
    }

    [Fact]
    public async Task Evaluate_reads_samples_or_a_model()
    {
        await Fgan.RunAsync("train", Workplace.Penguins, "-o", _place["p.safetensors"], "--samples", _place["new.csv"], "--steps", "30");

        foreach (var synthetic in new[] { _place["new.csv"], _place["p.safetensors"] })
        {
            var run = await Fgan.RunAsync("evaluate", Workplace.Penguins, synthetic, "--json");
            Assert.Equal(0, run.ExitCode);
            using var json = JsonDocument.Parse(run.Data);
            Assert.Equal(344, json.RootElement.GetProperty("syntheticCount").GetInt32());
            Assert.Equal(7, json.RootElement.GetProperty("columns").GetArrayLength());
            Assert.Equal(8, json.RootElement.GetProperty("divergences").GetArrayLength());
        }
    }

    [Fact]
    public async Task Bad_data_names_file_line_and_column()
    {
        var bad = _place.Write("bad.csv", "a,b\n1,2\n3\n");

        var run = await Fgan.RunAsync("estimate", bad, bad);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bad.csv", run.Talk);
        Assert.Contains("line 3", run.Talk);
    }

    [Theory]
    [InlineData("train", "no-such-file.csv", "-o", "m.safetensors")]
    [InlineData("sample", "no-such-model.safetensors")]
    [InlineData("estimate", "no-such.csv", "no-such.csv")]
    [InlineData("train", "toy:nowhere", "-o", "m.safetensors")]
    [InlineData("train", "toy:ring8", "-o", "m.safetensors", "--time", "soon")]
    [InlineData("train", "toy:ring8", "-o", "m.safetensors", "--batch", "0")]
    [InlineData("train", "toy:ring8", "-o", "m.safetensors", "--samples", "new.docx")]
    [InlineData("train", "toy:ring8", "-o", "m.safetensors", "-d", "nothing")]
    [InlineData("train", "toy:ring8", "-o", "m.safetensors", "--resume")]
    public async Task A_users_mistake_is_one_line_and_exit_2(params string[] args)
    {
        var inPlace = Array.ConvertAll(args, a => a == "m.safetensors" ? _place[a] : a);

        var run = await Fgan.RunAsync(inPlace);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("fgan: ", run.Talk);
        Assert.DoesNotContain("   at ", run.Talk);
        Assert.DoesNotContain("m.safetensors", _place.Files);
    }

    [Fact]
    public async Task A_truncated_model_is_refused_in_one_line()
    {
        await Fgan.RunAsync("train", "toy:ring8", "-o", _place["r.safetensors"], "--steps", "5");
        var bytes = await File.ReadAllBytesAsync(_place["r.safetensors"]);
        await File.WriteAllBytesAsync(_place["cut.safetensors"], bytes[..(bytes.Length / 2)]);

        var run = await Fgan.RunAsync("sample", _place["cut.safetensors"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cut.safetensors", run.Talk);
    }

    [Theory]
    [InlineData("--parzen")]
    [InlineData("--fresh-critic")]
    public async Task Measures_of_pictures_are_refused_for_tables(string option)
    {
        var run = await Fgan.RunAsync("evaluate", Workplace.Penguins, Workplace.Penguins, option);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Talk, StringComparison.Ordinal);
    }

    private static void AssertPlausible(Column real, Column made)
    {
        if (real is NumericColumn numbers && made is NumericColumn values)
        {
            Assert.InRange(values.Minimum, numbers.Minimum, numbers.Maximum);
            Assert.InRange(values.Maximum, numbers.Minimum, numbers.Maximum);
            Assert.True(values.Decimals <= numbers.Decimals);
            return;
        }
        Assert.Subset(((CategoricalColumn)real).Levels.ToHashSet(), ((CategoricalColumn)made).Levels.ToHashSet());
    }

    private string Normal(string name, double mean, ulong stream)
    {
        var values = new float[800];
        new Philox(11, stream).Normals(values);
        return _place.Write(name, "x\n" + string.Join('\n', values.Select(v => (v + mean).ToString(CultureInfo.InvariantCulture))) + "\n");
    }
}
