using FGan.Data;
using FGan.Sql;

namespace FGan.Cli.Tests;

/// <summary>Every command that reads or writes rows takes every source and sink.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_table_of_a_database_becomes_a_model_and_new_rows_of_it()
    {
        string orders = $"sqlite:{_place["shop.db"]}?select * from orders where total > 5", fresh = $"sqlite:{_place["shop.db"]}?table=fresh";
        SqlTable.Write($"sqlite:{_place["shop.db"]}?table=orders", Orders());

        var trained = await Fgan.RunAsync("train", orders, "-o", _place["m.safetensors"], "--steps", "10", "--samples", fresh, "-n", "40");
        Assert.Equal(0, trained.ExitCode);
        Assert.Contains($"# What was learned from {orders}", trained.Data);
        var sampled = await Fgan.RunAsync("sample", _place["m.safetensors"], "-n", "7", "-o", fresh + "&mode=append");
        Assert.Equal((0, $"7 rows, 3 columns (1 numeric, 1 date, 1 categorical) in sqlite:{_place["shop.db"]}?table=fresh\n"), (sampled.ExitCode, sampled.Talk.ReplaceLineEndings("\n")));

        var made = SqlTable.Read(fresh);
        Assert.Equal(47, made.RowCount);
        Assert.Equal(["total", "day", "state"], made.Names);
        Assert.Equal("yyyy-MM-dd", made.Numeric("day").DatePattern);
        Assert.Subset(new HashSet<string> { "new", "paid", "sent" }, made.Categorical("state").Levels.ToHashSet());
        foreach (var args in new[] { new[] { "estimate", orders, fresh, "-d", "js" }, ["evaluate", orders, fresh], ["mi", orders, "--x", "state"] })
            Assert.Equal(0, (await Fgan.RunAsync(args)).ExitCode);
    }

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.jsonl.gz")]
    [InlineData("rows.npz")]
    [InlineData("rows.csv.gz")]
    public async Task Rows_go_round_in_every_format(string name)
    {
        DataSink.Write(_place[name], Orders());
        Assert.Equal(0, (await Fgan.RunAsync("train", _place[name], "-o", _place["m.safetensors"], "--steps", "3", "--samples", _place["new." + name])).ExitCode);
        Assert.Equal(["total", "day", "state"], DataSource.OpenTable(_place["new." + name]).Names);
    }

    [Fact]
    public async Task Pictures_come_from_a_folder_and_go_into_an_archive()
    {
        Directory.CreateDirectory(_place["pictures"]);
        var images = new ImageSet(30, 1, 8, 8, [.. Enumerable.Range(0, 30 * 64).Select(i => (byte)(i * 37))]);
        for (var i = 0; i < images.Count; i++) PngFile.Write(_place[$"pictures/{i:00}.png"], images, i);

        Assert.Equal(0, (await Fgan.RunAsync("train", _place["pictures"], "-o", _place["m.safetensors"], "--steps", "3", "--samples", _place["new.npz"], "-n", "5")).ExitCode);
        Assert.Equal("5 pictures, 8 × 8, gray", ((ImageSet)DataSource.Open(_place["new.npz"])).Describe());
    }

    [Fact]
    public async Task A_table_that_exists_is_refused_before_anything_is_trained()
    {
        SqlTable.Write($"sqlite:{_place["shop.db"]}?table=orders", Orders());
        DataSink.Write(_place["o.csv"], Orders());

        var run = await Fgan.RunAsync("train", _place["o.csv"], "-o", _place["m.safetensors"], "--steps", "3", "--samples", $"sqlite:{_place["shop.db"]}?table=orders");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the table exists", run.Talk);
        Assert.Equal(["o.csv", "shop.db"], _place.Files);
    }

    [Theory]
    [InlineData("train", "postgresql://ann:hunter2@127.0.0.1:1/shop?table=t", "-o", "m.safetensors")]
    [InlineData("train", "toy:ring8", "postgresql://ann:hunter2@h/shop?table=t", "-o", "m.safetensors")]
    [InlineData("estimate", "postgres:Host=127.0.0.1;Port=1;Password=hunter2;Database=d?select 1", "q.csv")]
    [InlineData("estimate", "sqlite:none.db?select 1", "sqlite:none.db?select 1")]
    [InlineData("mi", "sqlite:none.db?table=t", "--x", "a")]
    public async Task Databases_that_cannot_be_read_are_one_line_and_exit_2(params string[] args)
    {
        var run = await Fgan.RunAsync([.. args.Select(a => a == "m.safetensors" ? _place[a] : a)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
        Assert.DoesNotContain("hunter2", run.Talk + run.Data);
        Assert.Empty(_place.Files);
    }

    private static Table Orders() => CsvTable.Parse(
        "total,day,state\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{4 + i % 13}.{i % 10}5,2024-0{1 + i % 9}-1{i % 7},{(i % 3 == 0 ? "new" : i % 5 == 0 ? "sent" : "paid")}\n")));
}
