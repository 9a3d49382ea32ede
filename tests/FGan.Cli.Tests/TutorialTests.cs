using System.Text;
using FGan.Data;
using FGan.Sql;

namespace FGan.Cli.Tests;

/// <summary>Runs every command of <c>docs/tutorial.md</c>, in its order, against a real PostgreSQL server.</summary>
[Collection(nameof(PostgresServer))]
public sealed class TutorialTests(PostgresServer server) : IDisposable
{
    /// <summary>The tutorial trains for as long as it takes; the way is the same after a few steps.</summary>
    private static readonly string[] Shortly = ["--steps", "300"];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [PostgresFact]
    public async Task Every_command_of_the_tutorial_does_what_it_says()
    {
        server.Announce();
        Directory.CreateDirectory(_place["out"]);
        var commands = Commands().ToList();
        Assert.Equal(["audit", "evaluate", "sample", "schema", "train"], commands.Where(c => c[0] == "fgan").Select(c => c[1]).Distinct().Order());
        foreach (var words in commands)
        {
            var run = await RunAsync(words);
            Assert.True(run.ExitCode == 0, $"{string.Join(' ', words)}: {run.Talk}");
            if (words is ["fgan", "audit", ..]) Assert.Contains("Not held", run.Data);
        }

        var heavy = SqlTable.Read("postgresql:///shop?table=heavy_gentoos");
        Assert.Equal(50, heavy.RowCount);
        Assert.Equal("Gentoo", Assert.Single(heavy.Categorical("species").Levels));
        Assert.True(heavy.Numeric("body_mass_g").Minimum > 5000);
        Assert.Equal("344", server.Psql("select count(*) from synthetic_penguins"));
        Assert.Equal(
            server.Psql("select string_agg(column_name || data_type, ',' order by ordinal_position) from information_schema.columns where table_name = 'penguins'"),
            server.Psql("select string_agg(column_name || data_type, ',' order by ordinal_position) from information_schema.columns where table_name = 'synthetic_penguins'"));
        var report = await File.ReadAllTextAsync(_place["out/report.html"]);
        foreach (var column in heavy.Names) Assert.Contains(column, report);
    }

    private async Task<Fgan> RunAsync(string[] words)
    {
        var here = words.Select(word => word.Replace("out/", _place["out/"]).Replace("samples/penguins.csv", Workplace.Penguins)).ToArray();
        if (here is ["psql", "shop", "-c", var sql]) return new Fgan(0, server.Psql(sql), "");
        Assert.Equal("fgan", here[0]);
        return await Fgan.RunAsync([.. here[1..], .. here[1] == "train" ? Shortly : []]);
    }

    /// <summary>The words of each line that starts with a dollar sign; those in double quotes are one.</summary>
    private static IEnumerable<string[]> Commands() =>
        File.ReadLines(Path.Combine(Workplace.RepositoryRoot(), "docs", "tutorial.md")).Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => Words(line[2..]));

    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line + " ")
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (c != ' ' || isQuoted) word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return [.. words];
    }
}
