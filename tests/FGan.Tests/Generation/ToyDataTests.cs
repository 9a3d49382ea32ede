namespace FGan.Tests.Generation;

public sealed class ToyDataTests
{
    public static TheoryData<string> Names => [.. ToyData.All.Select(toy => toy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_do_not_depend_on_the_portions_they_are_drawn_in(string name)
    {
        ToyData toy = ToyData.Find(name);
        var whole = new float[100 * toy.Dimension];
        toy.Draw(whole, seed: 5);

        var parts = new float[whole.Length];
        toy.Draw(parts.AsSpan(0, 33 * toy.Dimension), seed: 5);
        toy.Draw(parts.AsSpan(33 * toy.Dimension), seed: 5, firstRow: 33);

        Assert.Equal(whole, parts);
        Assert.All(whole, x => Assert.InRange(x, -8f, 8f));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_and_streams_give_other_rows(string name)
    {
        ToyData toy = ToyData.Find(name);
        float[] rows = new float[64], otherSeed = new float[64], otherStream = new float[64];
        toy.Draw(rows, seed: 1);
        toy.Draw(otherSeed, seed: 2);
        toy.Draw(otherStream, seed: 1, stream: 99);
        Assert.NotEqual(rows, otherSeed);
        Assert.NotEqual(rows, otherStream);
    }

    [Theory]
    [InlineData("toy:ring8", 8)]
    [InlineData("GRID25", 25)]
    public void The_truth_covers_its_own_modes(string name, int modes)
    {
        ToyData toy = ToyData.Find(name);
        var rows = new float[20_000 * toy.Dimension];
        toy.Draw(rows, seed: 1);

        ModeCoverage coverage = toy.Coverage(rows)!;
        Assert.Equal((modes, modes), (coverage.Modes, coverage.Found));

        // 1 − e^(−9/2) of a Gaussian in the plane lies within 3σ; four standard errors of 20,000 draws are 0.003.
        Assert.InRange(coverage.Near, 0.9889 - 0.003, 0.9889 + 0.003);
    }

    [Fact]
    public void The_papers_mixture_has_its_weights_means_and_variances()
    {
        var rows = new float[100_000];
        ToyData.Find("mixture").Draw(rows, seed: 3);
        double mean = rows.Average(x => (double)x), variance = rows.Average(x => (x - mean) * (x - mean));

        // 0.33·(−1) + 0.67·2 and 0.33·(0.065 + 1) + 0.67·(2 + 4) − mean²; tolerances are four standard errors.
        Assert.InRange(mean, 1.01 - 0.024, 1.01 + 0.024);
        Assert.InRange(variance, 3.351 - 0.06, 3.351 + 0.06);
    }

    [Fact]
    public void A_mode_with_too_few_samples_is_not_found()
    {
        IReadOnlyList<ToyMode> modes = ToyData.Find("ring8").Modes;
        var rows = new float[2 * 1000];
        for (int row = 0; row < 1000; row++)
        {
            ToyMode mode = modes[row < 10 ? 7 : row % 7];
            (rows[2 * row], rows[2 * row + 1]) = ((float)mode.Centre[0], (float)mode.Centre[1]);
        }

        ModeCoverage coverage = ModeCoverage.Measure(modes, rows);
        Assert.Equal((7, 1.0, 10), (coverage.Found, coverage.Near, coverage.Counts[7]));
    }

    [Fact]
    public void Points_away_from_all_modes_count_for_none()
    {
        ModeCoverage coverage = ModeCoverage.Measure(ToyData.Find("ring8").Modes, new float[200]);
        Assert.Equal((0, 0.0), (coverage.Found, coverage.Near));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ToyData.Find("toy:ring9"));
        Assert.Contains("toy:ring8", error.Message, StringComparison.Ordinal);
    }
}
