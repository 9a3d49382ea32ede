using FGan.Data;

namespace FGan.Cli.Tests;

/// <summary>A schema found, edited and honoured, and what the model then holds.</summary>
public sealed class SchemaCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_schema_is_printed_for_people_and_for_machines()
    {
        var people = await Fgan.RunAsync("schema", Workplace.Penguins);
        var machines = await Fgan.RunAsync("schema", Workplace.Penguins, "--json");

        Assert.Equal((0, 0), (people.ExitCode, machines.ExitCode));
        Assert.Contains("in steps of 25", people.Data);
        Assert.Contains("Adelie 44 %", people.Data);
        Assert.Equal(7, TableSchema.Parse(machines.Data).Columns.Length);
    }

    [Fact]
    public async Task An_edited_schema_is_honoured_by_train_and_the_audit_shows_it()
    {
        var schema = _place["s.json"];
        await Fgan.RunAsync("schema", Workplace.Penguins, "-o", schema);
        var edited = (await File.ReadAllTextAsync(schema)).Replace("\"minimum\": 2700", "\"minimum\": 3000").Replace("\"maximum\": 6300", "\"maximum\": 5000");
        edited = edited.Replace("\"name\": \"island\",\n      \"kind\": \"category\"", "\"name\": \"island\",\n      \"kind\": \"identifier\"")
            .Replace("\"categories\": [\n        \"Biscoe\",\n        \"Dream\",\n        \"Torgersen\"\n      ],", "");
        _place.Write("s.json", edited);

        var train = await Fgan.RunAsync("train", Workplace.Penguins, "--schema", schema, "--min-count", "5", "-o", _place["m.safetensors"], "--steps", "5", "--samples", _place["new.csv"]);
        var audit = await Fgan.RunAsync("audit", _place["m.safetensors"]);

        Assert.True(train.ExitCode == 0, train.Talk);
        Assert.Contains("outside 3000 to 5000", train.Talk);
        var mass = CsvTable.Read(_place["new.csv"]).Numeric("body_mass_g");
        Assert.InRange(mass.Minimum, 3000, 5000);
        Assert.InRange(mass.Maximum, 3000, 5000);
        Assert.Equal(0, audit.ExitCode);
        Assert.Contains("fewer than 5 rows", audit.Data);
        Assert.DoesNotContain("Torgersen", audit.Data);
    }

    [Fact]
    public async Task Constraints_are_suggested_taken_and_shown()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $"{i * 7 % 60},{i * 7 % 60 + i * 11 % 23},{(i % 3 == 0 ? "Rome,R" : i % 3 == 1 ? "Oslo,O" : "Bonn,B")}");
        var data = _place.Write("stays.csv", "start,end,city,zip\n" + string.Join('\n', rows) + "\n");

        var schema = await Fgan.RunAsync("schema", data);
        Assert.Contains("--constraint \"start <= end\"", schema.Data);
        Assert.Contains("--constraint \"city, zip together\"", schema.Data);

        var train = await Fgan.RunAsync("train", data, "--constraint", "start <= end", "--constraint", "city, zip together", "--constraint", "end < 70", "-o", _place["m.safetensors"], "--steps", "20");
        var sample = await Fgan.RunAsync("sample", _place["m.safetensors"], "-n", "500", "-o", _place["new.csv"]);
        var audit = await Fgan.RunAsync("audit", _place["m.safetensors"]);

        Assert.True(train.ExitCode == 0, train.Talk);
        Assert.Contains("because they break \"end < 70\"", train.Talk);
        Assert.Equal(0, sample.ExitCode);
        var made = CsvTable.Read(_place["new.csv"]);
        Assert.DoesNotContain(true, RowCondition.Parse("start <= end and end < 70 and (city = Rome and zip = R or city = Oslo and zip = O or city = Bonn and zip = B)", made).Fails(made));
        Assert.Contains("start <= end; city, zip together; end < 70", audit.Data);
    }

    [Theory]
    [InlineData("train", "data.csv", "--constraint", "x <= y", "-o", "m.safetensors")]
    [InlineData("train", "data.csv", "--schema", "none.json", "-o", "m.safetensors")]
    [InlineData("train", "toy:ring8", "--schema", "data.csv", "-o", "m.safetensors")]
    [InlineData("train", "data.csv", "--min-count", "0", "-o", "m.safetensors")]
    [InlineData("schema", "none.csv")]
    [InlineData("audit", "data.csv")]
    [InlineData("audit", "none.safetensors")]
    public async Task What_cannot_be_done_is_one_line_and_exit_2(params string[] args)
    {
        _place.Write("data.csv", "x,c\n1,a\n2,b\n3,a\n");
        var run = await Fgan.RunAsync([.. args.Select(arg => arg.Contains('.') && !arg.StartsWith("--") ? _place[arg] : arg)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Talk.TrimEnd().Split('\n'));
        Assert.Empty(run.Data);
    }
}
