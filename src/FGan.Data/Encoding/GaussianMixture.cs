using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>A normal distribution in a mixture.</summary>
/// <param name="Weight">Its share of the mixture.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, above 0.</param>
internal sealed record GaussianMode(double Weight, double Mean, double Deviation)
{
    /// <summary>Whether the mode, read from a file, can be used.</summary>
    public bool IsSound => Weight > 0 && double.IsFinite(Mean) && Deviation > 0 && double.IsFinite(Deviation);
}

/// <summary>
/// Fits a mixture of normal distributions to numbers by variational inference (Bishop 2006, 10.2, in one dimension),
/// which leaves components that the data do not need with next to no weight.
/// </summary>
/// <remarks>
/// Priors: concentration 0.001, mean precision 0.001, one degree of freedom, the data's variance over the number of
/// components squared. Stronger ones (mean precision 1 and the data's own variance are common) widen modes that are
/// narrow, few, or far from the middle. The numbers are summarised by at most 2,000 groups of neighbours with mean and
/// variance, so that a fit takes the same time however long the column is.
/// </remarks>
internal sealed class GaussianMixture
{
    private const int MostGroups = 2000, MostRounds = 200;
    private const double WeightPrior = 1e-3, PrecisionPrior = 1e-3, FreedomPrior = 1;
    private const double LeastWeight = 0.005, Tolerance = 1e-4;

    private readonly double[] _weights, _means, _variances;
    private readonly double _total, _mean, _variance;
    private readonly Component[] _components;

    private GaussianMixture(ReadOnlySpan<double> sorted, int components)
    {
        int groups = Math.Min(sorted.Length, MostGroups);
        (_weights, _means, _variances) = (new double[groups], new double[groups], new double[groups]);
        for (int i = 0; i < groups; i++)
        {
            int start = (int)((long)i * sorted.Length / groups), end = (int)((long)(i + 1) * sorted.Length / groups);
            (_weights[i], (_means[i], _variances[i])) = (end - start, Moments(sorted[start..end]));
        }

        _total = sorted.Length;
        (_mean, _variance) = Moments(sorted);
        _components = new Component[Math.Min(components, groups)];
    }

    /// <summary>Fits a mixture.</summary>
    /// <param name="sorted">
    /// Numbers in ascending order, not all alike, of a scale at which their squares are finite.
    /// </param>
    /// <param name="components">The most modes.</param>
    /// <returns>The modes of more than 0.005 weight by ascending mean; weights sum to 1.</returns>
    public static ImmutableArray<GaussianMode> Fit(ReadOnlySpan<double> sorted, int components)
    {
        // Clusters suit peaks apart from each other, even shares a peak with a long tail: the better end counts.
        var (clustered, shared) = (new GaussianMixture(sorted, components), new GaussianMixture(sorted, components));
        bool clusteredIsBetter = clustered.Improve(clustered.Clusters()) >= shared.Improve(shared.EvenShares());
        return (clusteredIsBetter ? clustered : shared).Modes();
    }

    private int[] EvenShares() =>
        [.. Enumerable.Range(0, _means.Length).Select(i => (int)((long)i * _components.Length / _means.Length))];

    /// <summary>
    /// Groups assigned to the nearest of as many centres as there are components (Lloyd), from centres at even
    /// quantiles.
    /// </summary>
    private int[] Clusters()
    {
        int count = _components.Length;
        var centres = new double[count];
        for (int k = 0; k < count; k++) centres[k] = _means[(int)((k + 0.5) * _means.Length / count)];
        var assigned = new int[_means.Length];
        for (int round = 0; round < 50; round++)
        {
            bool changed = Assign(centres, assigned);
            if (!changed && round > 0) break;
            Centre(centres, assigned);
        }

        return assigned;
    }

    /// <summary>Both groups and centres ascend, so one sweep finds every nearest centre.</summary>
    private bool Assign(double[] centres, int[] assigned)
    {
        bool changed = false;
        int k = 0;
        for (int i = 0; i < assigned.Length; i++)
        {
            while (k + 1 < centres.Length && _means[i] - centres[k] >= Math.Abs(_means[i] - centres[k + 1])) k++;
            changed |= assigned[i] != k;
            assigned[i] = k;
        }

        return changed;
    }

    private void Centre(double[] centres, int[] assigned)
    {
        var sums = new double[centres.Length];
        var weights = new double[centres.Length];
        for (int i = 0; i < assigned.Length; i++)
        {
            sums[assigned[i]] += _weights[i] * _means[i];
            weights[assigned[i]] += _weights[i];
        }

        for (int k = 0; k < centres.Length; k++)
        {
            if (weights[k] > 0) centres[k] = sums[k] / weights[k];
        }
    }

    /// <summary>
    /// Alternates between the two halves of the posterior until the evidence settles, and returns it.
    /// </summary>
    private double Improve(int[] clusters)
    {
        int count = _components.Length;
        var responsibilities = new double[_means.Length * count];
        for (int i = 0; i < clusters.Length; i++) responsibilities[(i * count) + clusters[i]] = 1;
        double evidence = double.NegativeInfinity;
        for (int round = 0; round < MostRounds; round++)
        {
            for (int k = 0; k < count; k++) _components[k] = Update(responsibilities, k);
            double next = Respond(responsibilities);
            if (Math.Abs(next - evidence) < Tolerance) return next;
            evidence = next;
        }

        return evidence;
    }

    /// <summary>The posterior of a component given what it is responsible for (Bishop 10.51 to 10.63).</summary>
    private Component Update(double[] responsibilities, int k)
    {
        int count = _components.Length;
        double n = 1e-12, sum = 0, squares = 0;
        for (int i = 0; i < _means.Length; i++)
        {
            double share = responsibilities[(i * count) + k] * _weights[i];
            n += share;
            sum += share * _means[i];
        }

        double centre = sum / n;
        for (int i = 0; i < _means.Length; i++)
        {
            double offset = _means[i] - centre;
            squares += responsibilities[(i * count) + k] * _weights[i] * ((offset * offset) + _variances[i]);
        }

        double precision = PrecisionPrior + n;
        double shift = PrecisionPrior * n / precision * (centre - _mean) * (centre - _mean);
        return new Component(
            Count: n,
            Mean: ((PrecisionPrior * _mean) + (n * centre)) / precision,
            Precision: precision,
            Freedom: FreedomPrior + n,
            Scale: (_variance / (count * count)) + squares + shift);
    }

    /// <summary>
    /// Shares each group out over the components (Bishop 10.46) and returns the mean logarithm of what was shared.
    /// </summary>
    private double Respond(double[] responsibilities)
    {
        int count = _components.Length;
        double total = Digamma((count * WeightPrior) + _total), evidence = 0;
        var constants = new double[count];
        for (int k = 0; k < count; k++)
        {
            Component c = _components[k];
            constants[k] = Digamma(WeightPrior + c.Count) - total
                + (0.5 * (Digamma(0.5 * c.Freedom) + Math.Log(2 / c.Scale) - (1 / c.Precision)));
        }

        for (int i = 0; i < _means.Length; i++)
        {
            Span<double> row = responsibilities.AsSpan(i * count, count);
            for (int k = 0; k < count; k++)
            {
                Component c = _components[k];
                double offset = _means[i] - c.Mean;
                row[k] = constants[k] - (0.5 * c.Freedom / c.Scale * ((offset * offset) + _variances[i]));
            }

            evidence += _weights[i] * Normalise(row);
        }

        return evidence / _total;
    }

    private ImmutableArray<GaussianMode> Modes()
    {
        double all = _components.Sum(c => c.Count);
        Component[] kept = [.. _components.Where(c => c.Count / all > LeastWeight).OrderBy(c => c.Mean)];
        double sum = kept.Sum(c => c.Count);
        return [.. kept.Select(c => new GaussianMode(c.Count / sum, c.Mean, Math.Sqrt(c.Scale / c.Freedom)))];
    }

    /// <summary>Turns logarithms into shares of 1 and returns the logarithm of their sum.</summary>
    private static double Normalise(Span<double> logarithms)
    {
        double greatest = double.NegativeInfinity, sum = 0;
        foreach (double x in logarithms) greatest = Math.Max(greatest, x);
        foreach (ref double x in logarithms)
        {
            x = Math.Exp(x - greatest);
            sum += x;
        }

        foreach (ref double x in logarithms) x /= sum;
        return greatest + Math.Log(sum);
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (double value in values) mean += value / values.Length;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return (mean, squares / values.Length);
    }

    /// <summary>
    /// ψ(x) for x &gt; 0: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 6.3.18), to about 1e-8.
    /// </summary>
    private static double Digamma(double x)
    {
        double result = 0;
        for (; x < 6; x++) result -= 1 / x;
        double square = 1 / (x * x);
        return result + Math.Log(x) - (0.5 / x) - (square * ((1.0 / 12) - (square * ((1.0 / 120) - (square / 252)))));
    }

    /// <summary>
    /// The posterior of a component: its number of values, and a Gauss–Wishart distribution of mean and precision.
    /// </summary>
    private readonly record struct Component(double Count, double Mean, double Precision, double Freedom, double Scale);
}
