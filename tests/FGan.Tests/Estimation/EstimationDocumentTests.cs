using System.Globalization;
using System.Text.RegularExpressions;
using FGan.Data;
using FGan.Divergences;
using FGan.Numerics;

namespace FGan.Tests.Estimation;

/// <summary>The examples of <c>docs/estimation.md</c> stand here as code, and run.</summary>
public sealed partial class EstimationDocumentTests : IDisposable
{
    private const int Rows = 4000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgan-document-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        File.Delete("reference.safetensors");
    }

    [Fact]
    public void The_examples_run()
    {
        foreach (var (name, mean) in new[] { ("january.csv", 0.0), ("february.csv", 0.8), ("march.csv", 0.8) })
            File.WriteAllText(Path.Combine(_folder.FullName, name), Prices(mean, (ulong)name.Length));
        using var said = new StringWriter();

        Examples(said);

        Assert.Contains("The two samples differ", said.ToString());
        Assert.Contains("price carries", said.ToString());
        Assert.Contains("weighted to be January's", said.ToString());
        Assert.Contains("March differs from January", said.ToString());
    }

    [Fact]
    public void The_document_shows_what_runs_here()
    {
        var here = Squeeze(File.ReadAllText(Path.Combine(Repository.Root, "tests", "FGan.Tests", "Estimation", "EstimationDocumentTests.cs")));
        var blocks = CSharpBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "estimation.md")));

        Assert.Equal(3, blocks.Count);
        foreach (Match block in blocks) Assert.Contains(Squeeze(block.Groups["code"].Value), here);
    }

    private void Examples(TextWriter said)
    {
        var place = new Place(_folder.FullName);
        var CsvTable = place;
        var Console = said;

        var result = new DivergenceEstimator().Estimate(CsvTable.Read("january.csv"), CsvTable.Read("february.csv"));
        Console.WriteLine(result.Words());
        foreach (var d in result.Divergences) Console.WriteLine($"{d.Id} is {d.Estimate:0.000}, at least {d.LowerLimit:0.000}");
        foreach (var c in result.Columns.Where(c => c.IsClear)) Console.WriteLine($"{c.Column} carries {c.Share:P0} of it");

        var (january, february) = (CsvTable.Read("january.csv"), CsvTable.Read("february.csv"));
        var ratios = result.Ratios;
        var mean = february.Numeric("price").Values.ToArray().Select((price, row) => price * Math.Exp(ratios.Q[row])).Sum() / ratios.Q.Sum(v => Math.Exp(v));
        Console.WriteLine($"February's rows, weighted to be January's, have mean price {mean:0.00}; they are worth {result.Weights!.EffectiveRowsQ:0} rows");
        // January's mean price is 10.
        Assert.Equal(10, mean, 0.2);

        var options = new EstimatorOptions { Divergences = [Catalogue.Find("js")], KeepReference = true };
        new DivergenceEstimator(options).Estimate(january, february).Reference!.Save("reference.safetensors");

        var drift = ReferenceModel.Load("reference.safetensors").Compare(CsvTable.Read("march.csv"));
        if (drift.Main.LowerLimit > 0.05) Console.WriteLine("March differs from January as February did.");
    }

    private static string Prices(double mean, ulong stream)
    {
        var numbers = new float[2 * Rows];
        new Philox(21, stream).Normals(numbers);
        return "price,size\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{10 + 2 * (mean + numbers[2 * i]):0.000},{numbers[2 * i + 1]:0.000}\n")));
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    /// <summary>Stands in for <see cref="CsvTable"/> in the examples: reads from the test's folder.</summary>
    private sealed record Place(string Folder)
    {
        public Table Read(string name) => CsvTable.Read(Path.Combine(Folder, name));
    }
}
