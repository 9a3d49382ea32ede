using FGan.Numerics;

namespace FGan.Data.Tests;

public class GaussianMixtureTests
{
    [Fact]
    public void Modes_far_apart_are_found_with_their_weights()
    {
        double[] sorted = Sample(30_000, [(0.5, 0.1, 0.01), (0.3, 0.5, 0.05), (0.2, 0.9, 0.002)]);
        var modes = GaussianMixture.Fit(sorted, 10);

        Assert.Equal(1, modes.Sum(mode => mode.Weight), 9);
        foreach ((double weight, double mean, double deviation) in new[] { (0.5, 0.1, 0.01), (0.3, 0.5, 0.05), (0.2, 0.9, 0.002) })
        {
            // A mode may be shared by several components of the fit: together they have its weight, mean and variance.
            GaussianMode[] near = [.. modes.Where(mode => Math.Abs(mode.Mean - mean) < 0.2)];
            double sum = near.Sum(mode => mode.Weight);
            double fitted = near.Sum(mode => mode.Weight * mode.Mean) / sum;
            double variance = near.Sum(mode => mode.Weight * ((mode.Deviation * mode.Deviation) + Math.Pow(mode.Mean - fitted, 2))) / sum;
            Assert.Equal(weight, sum, 0.01);
            Assert.Equal(mean, fitted, 0.1 * deviation);
            Assert.Equal(deviation, Math.Sqrt(variance), 0.2 * deviation);
        }
    }

    [Fact]
    public void The_mixture_is_as_likely_as_the_density_it_was_drawn_from()
    {
        (double Weight, double Mean, double Deviation)[] truth = [(0.6, 0.3, 0.05), (0.3, 0.6, 0.1), (0.1, 0.62, 0.01)];
        var modes = GaussianMixture.Fit(Sample(40_000, truth), 10);
        double[] fresh = Sample(40_000, truth, seed: 2);

        double loss = fresh.Average(x => Math.Log(truth.Sum(m => Density(x, m.Weight, m.Mean, m.Deviation)))
            - Math.Log(modes.Sum(m => Density(x, m.Weight, m.Mean, m.Deviation))));
        Assert.InRange(loss, -0.001, 0.005);
    }

    [Fact]
    public void A_long_tail_does_not_cost_the_peak_its_shape()
    {
        double[] sorted = [.. Sample(20_000, [(1, 0, 1.5)]).Select(Math.Exp)];
        double[] fresh = [.. Sample(20_000, [(1, 0, 1.5)], seed: 2).Select(Math.Exp)];
        var modes = GaussianMixture.Fit([.. sorted.Select(x => x / sorted[^1])], 10);

        double loss = fresh.Average(x => Math.Log(Density(Math.Log(x), 1, 0, 1.5) / x)
            - Math.Log(modes.Sum(m => Density(x, m.Weight, m.Mean * sorted[^1], m.Deviation * sorted[^1])) + 1e-12));
        Assert.InRange(loss, 0, 0.1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(100)]
    public void Few_numbers_give_sound_modes(int count)
    {
        double[] sorted = [.. Enumerable.Range(0, count).Select(i => i / (count - 1.0))];
        var modes = GaussianMixture.Fit(sorted, 10);

        Assert.NotEmpty(modes);
        Assert.Equal(1, modes.Sum(mode => mode.Weight), 9);
        Assert.All(modes, mode => Assert.True(mode.Deviation > 0 && double.IsFinite(mode.Mean)));
    }

    private static double Density(double x, double weight, double mean, double deviation) =>
        weight / deviation / Math.Sqrt(2 * Math.PI) * Math.Exp(-0.5 * Math.Pow((x - mean) / deviation, 2));

    private static double[] Sample(int count, (double Weight, double Mean, double Deviation)[] modes, ulong seed = 1)
    {
        var (pick, normal) = (new Philox(seed, 0), new Philox(seed, 1));
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            double left = pick.Uniform((ulong)i);
            int k = 0;
            while (k < modes.Length - 1 && left >= modes[k].Weight) left -= modes[k++].Weight;
            values[i] = modes[k].Mean + (modes[k].Deviation * normal.Normal((ulong)i));
        }

        Array.Sort(values);
        return values;
    }
}
