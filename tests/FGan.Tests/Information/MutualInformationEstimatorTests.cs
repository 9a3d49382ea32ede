using System.Globalization;
using FGan.Data;
using FGan.Numerics;
using FGan.Tests.Generation;

namespace FGan.Tests.Information;

public sealed class MutualInformationEstimatorTests
{
    private static readonly InformationOptions Quick = new() { Folds = 2, MaxRounds = 4 };

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Normal_pairs_have_their_closed_form(int columns)
    {
        var (x, y) = Pairs.Normal(3000, columns, 0.7);
        var truth = -0.5 * Math.Log(1 - 0.49);

        var result = new MutualInformationEstimator(Quick).Estimate(x, y);

        Assert.Equal(truth, result.Estimate, 4 * result.StandardError);
        Assert.InRange(result.LowerLimit, 0.5 * truth, result.LowerBound);
        Assert.InRange(result.JensenShannon, 0.01, Math.Log(2));
    }

    [Fact]
    public void Independent_columns_share_nothing()
    {
        var (x, y) = Pairs.Normal(1000, 2, 0);

        var result = new MutualInformationEstimator(Quick).Estimate(x, y);

        Assert.InRange(result.Estimate, 0, 0.01);
        Assert.Equal(0, result.LowerLimit);
        Assert.StartsWith("No dependence", result.Words());
    }

    [Fact]
    public void Increasing_maps_of_columns_change_no_bit()
    {
        var (x, y) = Pairs.Normal(600, 2, 0.6);
        var plain = new MutualInformationEstimator(Quick).Estimate(x, y);

        var mapped = new MutualInformationEstimator(Quick).Estimate(x.Seen(v => 3000 * v), y.Seen(v => v * v * v));

        Assert.Equal(plain, mapped);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var (x, y) = Pairs.Normal(600, 3, 0.6);
        var before = ThreadTeam.Shared;
        var results = new List<MutualInformationResult>();
        foreach (var size in new[] { 1, 3 })
        {
            using var team = new ThreadTeam(size);
            ThreadTeam.Shared = team;
            results.Add(new MutualInformationEstimator(Quick).Estimate(x, y));
            ThreadTeam.Shared = before;
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void What_no_correlation_shows_a_network_finds()
    {
        var (x, noise) = Pairs.Normal(2000, 1, 0);
        var y = new FloatMatrix(2000, 1, [.. x.Values.ToArray().Zip(noise.Values.ToArray(), (a, e) => a * a + 0.3f * e)]);

        var result = new MutualInformationEstimator(new InformationOptions { Folds = 2 }).Estimate(x, y);

        Assert.Equal(2, result.NetworkFolds);
        Assert.True(result.LowerLimit > 0.4, result.ToString());
    }

    [Fact]
    public void Categories_and_missing_values_are_welcome()
    {
        var (x, noise) = Pairs.Normal(800, 1, 0);
        var kind = new string[800];
        var number = new double[800];
        for (var i = 0; i < kind.Length; i++)
        {
            kind[i] = x.Values[i] < -0.5 ? "low" : x.Values[i] < 0.5 ? "middle" : "high";
            number[i] = i % 10 == 0 ? double.NaN : x.Values[i] + 0.2 * noise.Values[i];
        }
        var text = "kind,number\n" + string.Join('\n', kind.Zip(number, (k, v) => double.IsNaN(v) ? $"{k}," : string.Create(CultureInfo.InvariantCulture, $"{k},{v}"))) + "\n";
        using var folder = new TemporaryFolder();
        var path = folder["mixed.csv"];
        File.WriteAllText(path, text);
        var table = CsvTable.Read(path);

        var result = new MutualInformationEstimator(Quick).Estimate(table, ["kind"], ["number"]);

        Assert.True(result.LowerLimit > 0.3, result.ToString());
    }

    [Theory]
    [InlineData("a", "nowhere", "there is no column 'nowhere'")]
    [InlineData("a", "a", "stands on both sides")]
    [InlineData("a,a", "b", "is named twice")]
    [InlineData("", "b", "X has no columns")]
    [InlineData("constant", "b", "X (constant)")]
    public void Sides_that_cannot_be_used_are_refused_in_one_line(string x, string y, string expected)
    {
        var values = Enumerable.Range(0, 60).SelectMany(i => new double[] { i, i * i % 7, 3 }).ToArray();
        var table = Table.FromMatrix(values, 3, ["a", "b", "constant"]);

        var failure = Assert.Throws<DataException>(() => new MutualInformationEstimator().Estimate(table, Names(x), Names(y)));

        Assert.Contains(expected, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);

        static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Too_few_rows_are_refused()
    {
        var (x, y) = Pairs.Normal(49, 1, 0.5);

        Assert.Contains("49 rows", Assert.Throws<DataException>(() => new MutualInformationEstimator().Estimate(x, y)).Message);
    }

    [Fact]
    public void Few_rows_are_enough_to_run()
    {
        var (x, y) = Pairs.Normal(50, 1, 0.9);

        var result = new MutualInformationEstimator().Estimate(x, y);

        Assert.True(double.IsFinite(result.Estimate));
        Assert.Equal(50, result.Rows);
    }

    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        var failure = Assert.Throws<InvalidOptionsException>(() => new MutualInformationEstimator(new InformationOptions { Folds = 1, Confidence = 2 }));

        Assert.Contains("Folds", failure.Message);
        Assert.Contains("Confidence", failure.Message);
    }
}
