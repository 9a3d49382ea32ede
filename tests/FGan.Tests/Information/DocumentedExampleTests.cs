using System.Text.RegularExpressions;
using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Information;

/// <summary>The C# of docs/information.md: it stands there as it is run here.</summary>
public sealed partial class DocumentedExampleTests
{
    [Fact]
    public void The_example_gives_what_it_says()
    {
        using var said = new StringWriter();
        Example(said);

        Assert.StartsWith("0.51: X and Y depend on each other", said.ToString());
    }

    [Fact]
    public void The_document_shows_the_example()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "FGan.Tests", "Information", "DocumentedExampleTests.cs"));
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "information.md"));

        var example = ExampleBody().Match(source).Groups["body"].Value.Replace("\n        ", "\n").Replace("said.WriteLine", "Console.WriteLine").Trim();
        Assert.NotEmpty(example);
        Assert.Contains(example, document.ReplaceLineEndings("\n"));
    }

    private static void Example(StringWriter said)
    {
        const double rho = 0.8;
        float[] x = new float[2000], y = new float[2000];
        new Philox(Seed: 1, Stream: 0).Normals(x);
        new Philox(Seed: 1, Stream: 1).Normals(y);
        for (var i = 0; i < x.Length; i++) y[i] = (float)(rho * x[i] + Math.Sqrt(1 - rho * rho) * y[i]);

        var result = new MutualInformationEstimator().Estimate(new FloatMatrix(2000, 1, x), new FloatMatrix(2000, 1, y));

        var truth = -0.5 * Math.Log(1 - rho * rho); // 0.51 nats
        said.WriteLine($"{truth:0.00}: {result}");
    }

    [GeneratedRegex(@"void Example\(StringWriter said\)\s*\{\n(?<body>.*?)\n    \}", RegexOptions.Singleline)]
    private static partial Regex ExampleBody();
}
