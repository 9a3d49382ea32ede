using FGan.Data;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>How samples lie among real rows: precision, recall, density and coverage, and whether they lie too close.</summary>
/// <param name="Precision">Share of samples within the k-neighbourhood of some real row: how many are believable.</param>
/// <param name="Recall">Share of real rows within the k-neighbourhood of some sample: how much of the data could be made.</param>
/// <param name="Density">
/// Mean number of real k-neighbourhoods that a sample lies in, over k: 1 for samples of the data's own distribution, not limited above.
/// </param>
/// <param name="Coverage">Share of real rows with a sample in their k-neighbourhood; 1 − 2⁻ᵏ or so for samples of the data's own distribution.</param>
/// <param name="Closeness">
/// Median distance of a sample to its nearest real row, over that of a real row to its nearest other: well below 1 the samples are copies.
/// </param>
/// <param name="TooClose">
/// Share of samples nearer to a real row than 95 % of the real rows are to each other: 0.05 is due, much more means that rows are learned by heart.
/// </param>
/// <remarks>
/// A k-neighbourhood is the ball around a row that reaches its k-th nearest neighbour on its own side, k = 5. Distances are Euclidean, between
/// pixels or encoded rows, of at most <see cref="MostRows"/> rows a side. Sources: Kynkäänniemi et al. 2019 (precision, recall), Naeem et al. 2020
/// (density, coverage).
/// </remarks>
public sealed record NeighbourQuality(double Precision, double Recall, double Density, double Coverage, double Closeness, double TooClose)
{
    /// <summary>k.</summary>
    public const int Neighbours = 5;

    /// <summary>Rows a side that are looked at.</summary>
    public const int MostRows = 4096;

    private const double CloseShare = 0.05;

    /// <summary>Measures samples among real rows.</summary>
    /// <param name="real">Real rows, more than <see cref="Neighbours"/>.</param>
    /// <param name="samples">Samples of the same width, more than <see cref="Neighbours"/>.</param>
    /// <exception cref="DataException">There are too few rows on a side.</exception>
    public static NeighbourQuality Measure(FloatMatrix real, FloatMatrix samples)
    {
        if (Math.Min(real.Rows, samples.Rows) <= Neighbours)
            throw new DataException($"there are {real.Rows} real rows and {samples.Rows} samples; neighbours need more than {Neighbours} of each");
        Neighbourhoods ofReal = Neighbourhoods.Of(real), ofSamples = Neighbourhoods.Of(samples);
        int believable = 0;
        long held = 0;
        var isMakeable = new bool[real.Rows];
        var nearestSample = Filled(real.Rows);
        var nearestReal = Filled(samples.Rows);
        SquaredDistances.Visit(samples, real, (sample, distances) =>
        {
            int holders = 0;
            for (int row = 0; row < distances.Length; row++)
            {
                float distance = distances[row];
                if (distance <= ofReal.Radii[row]) holders++;
                if (distance <= ofSamples.Radii[sample]) isMakeable[row] = true;
                if (distance < nearestSample[row]) nearestSample[row] = distance;
                if (distance < nearestReal[sample]) nearestReal[sample] = distance;
            }

            held += holders;
            if (holders > 0) believable++;
        });
        return new NeighbourQuality(
            believable / (double)samples.Rows,
            isMakeable.Count(isHeld => isHeld) / (double)real.Rows,
            held / ((double)Neighbours * samples.Rows),
            nearestSample.Zip(ofReal.Radii).Count(pair => pair.First <= pair.Second) / (double)real.Rows,
            Closer(nearestReal, ofReal.Nearest),
            nearestReal.Count(distance => distance < Quantile(ofReal.Nearest, CloseShare)) / (double)samples.Rows);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture,
        $"precision {Precision:0.000}, recall {Recall:0.000}, density {Density:0.000}, coverage {Coverage:0.000}; nearest real row {Closeness:0.00} times as far as real rows are from each other");

    private static double Closer(float[] samples, float[] real)
    {
        double own = Quantile(real, 0.5);
        return own > 0 ? Math.Sqrt(Quantile(samples, 0.5) / own) : double.NaN;
    }

    private static float Quantile(float[] values, double share)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private static float[] Filled(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.PositiveInfinity);
        return values;
    }

    /// <summary>Squared distances of each row to its nearest and its k-th nearest other row.</summary>
    private sealed record Neighbourhoods(float[] Nearest, float[] Radii)
    {
        public static Neighbourhoods Of(FloatMatrix rows)
        {
            var result = new Neighbourhoods(new float[rows.Rows], new float[rows.Rows]);
            SquaredDistances.Visit(rows, rows, (row, distances) =>
            {
                distances[row] = float.PositiveInfinity;
                Span<float> least = stackalloc float[Neighbours];
                least.Fill(float.PositiveInfinity);
                foreach (float distance in distances) Insert(least, distance);
                (result.Nearest[row], result.Radii[row]) = (least[0], least[^1]);
            });
            return result;
        }

        private static void Insert(Span<float> least, float distance)
        {
            if (distance >= least[^1]) return;
            int at = least.Length - 1;
            for (; at > 0 && least[at - 1] > distance; at--) least[at] = least[at - 1];
            least[at] = distance;
        }
    }
}
