using FGan.Data;
using FGan.Numerics;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>The mean log-likelihood of test rows under a Gaussian at every sample, as GAN papers measured images before better scores were known.</summary>
/// <param name="LogLikelihood">Mean over the test rows, in nats.</param>
/// <param name="StandardError">Its standard error over the test rows.</param>
/// <param name="Bandwidth">The Gaussians' standard deviation, which served the validation rows best.</param>
/// <remarks>
/// It flatters samples that copy and says little about what a person sees (Theis et al. 2016); it is here to compare with published figures, whose
/// protocols differ: compare only what one protocol measured. Source: Breuleux et al. 2011.
/// </remarks>
public sealed record ParzenWindow(double LogLikelihood, double StandardError, double Bandwidth)
{
    /// <summary>Samples that windows are placed at, where there are more.</summary>
    public const int MostWindows = 16_384;

    /// <summary>Bandwidths that are tried, from 0.1 to 1 in equal ratios; images have values in [0, 1].</summary>
    public static IReadOnlyList<double> Bandwidths { get; } = [.. Enumerable.Range(0, 11).Select(i => Math.Pow(10, i / 10.0 - 1))];

    /// <summary>Measures images as the papers do: the first real ones, at most 1,000, choose the bandwidth, and all are tested.</summary>
    /// <param name="samples">Samples of the generator; at most <see cref="MostWindows"/> of them are used.</param>
    /// <param name="test">Real images that it was not trained on, at least two, of the same size.</param>
    /// <exception cref="DataException">The sizes differ, or there are too few.</exception>
    public static ParzenWindow Measure(ImageSet samples, ImageSet test)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(test);
        const int MostForBandwidth = 1000;
        if (samples.Count == 0 || test.Count < 2 || (samples.Channels, samples.Height, samples.Width) != (test.Channels, test.Height, test.Width))
            throw new DataException($"cannot place windows at {samples.Describe()} for {test.Describe()}; give images of one size, at least 2 of them real");
        FloatMatrix rows = EvaluationRows.Of(test, EvaluationRows.Chosen(test.Count, int.MaxValue));
        FloatMatrix centres = EvaluationRows.Of(samples, EvaluationRows.Chosen(samples.Count, MostWindows));
        int first = Math.Min(test.Count, MostForBandwidth);
        return Measure(centres, new FloatMatrix(first, rows.Columns, rows.Values[..(first * rows.Columns)].ToArray()), rows);
    }

    /// <summary>Measures samples.</summary>
    /// <param name="samples">Samples, [0, 1] a value.</param>
    /// <param name="validation">Rows that choose the bandwidth.</param>
    /// <param name="test">Rows whose likelihood is reported.</param>
    public static ParzenWindow Measure(FloatMatrix samples, FloatMatrix validation, FloatMatrix test)
    {
        double bandwidth = Bandwidths.MaxBy(candidate => LogLikelihoods(samples, validation, candidate).Average());
        var likelihoods = Moments.Of(LogLikelihoods(samples, test, bandwidth));
        return new ParzenWindow(likelihoods.Mean, Math.Sqrt(likelihoods.Variance / likelihoods.Count), bandwidth);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture, $"{LogLikelihood:0.0} ± {StandardError:0.0} nats at bandwidth {Bandwidth:0.000}");

    /// <summary>log (1/n)·Σ N(x; sᵢ, σ²I) for every x.</summary>
    private static double[] LogLikelihoods(FloatMatrix samples, FloatMatrix rows, double bandwidth)
    {
        var result = new double[rows.Rows];
        float scale = (float)(-0.5 / (bandwidth * bandwidth));
        double constant = -Math.Log(samples.Rows) - rows.Columns / 2.0 * Math.Log(2 * Math.PI * bandwidth * bandwidth);
        SquaredDistances.Visit(rows, samples, (row, distances) =>
        {
            Elementwise.Scale(distances, scale, distances);
            float highest = Reductions.Maximum(distances);
            Elementwise.Affine(distances, 1f, -highest, distances);
            Elementwise.Exp(distances, distances);
            result[row] = highest + Math.Log(Reductions.Sum(distances)) + constant;
        });
        return result;
    }
}
