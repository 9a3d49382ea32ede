using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>The squared maximum mean discrepancy of two samples under a Gaussian kernel exp(−‖x − y‖²/2σ²), σ the median distance between real rows.</summary>
/// <remarks>The unbiased estimate of Gretton et al. 2012, equation 3: 0 in the mean for equal distributions, so it may come out below 0.</remarks>
public static class KernelDiscrepancy
{
    private const int RowsForMedian = 512;

    /// <summary>Estimates MMD².</summary>
    /// <param name="real">At least two rows.</param>
    /// <param name="samples">At least two rows of the same width.</param>
    /// <returns>MMD², in the kernel's units: from about 0 to 2.</returns>
    /// <exception cref="DataException">A side has fewer than two rows.</exception>
    public static double Squared(FloatMatrix real, FloatMatrix samples)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(samples);
        if (Math.Min(real.Rows, samples.Rows) < 2)
            throw new DataException($"there are {real.Rows} real rows and {samples.Rows} samples; at least 2 of each are needed");
        float scale = -0.5f / MedianSquare(real);
        return MeanWithin(real, scale) + MeanWithin(samples, scale) - 2 * SumOfKernel(real, samples, scale) / ((double)real.Rows * samples.Rows);
    }

    /// <summary>The diagonal, all ones, is left out.</summary>
    private static double MeanWithin(FloatMatrix rows, float scale) =>
        (SumOfKernel(rows, rows, scale) - rows.Rows) / ((double)rows.Rows * (rows.Rows - 1));

    private static double SumOfKernel(FloatMatrix a, FloatMatrix b, float scale)
    {
        double sum = 0;
        bool isSame = ReferenceEquals(a, b);
        SquaredDistances.Visit(a, b, (row, distances) =>
        {
            if (isSame) distances[row] = 0;
            Elementwise.Scale(distances, scale, distances);
            Elementwise.Exp(distances, distances);
            sum += Reductions.Sum(distances);
        });
        return sum;
    }

    private static float MedianSquare(FloatMatrix real)
    {
        int count = Math.Min(real.Rows, RowsForMedian);
        var rows = new FloatMatrix(count, real.Columns, real.Values[..(count * real.Columns)].ToArray());
        var all = new List<float>(count * count);
        SquaredDistances.Visit(rows, rows, (row, distances) => all.AddRange(distances[(row + 1)..]));
        all.Sort();
        float median = all[all.Count / 2];
        return median > 0 ? median : 1f;
    }
}
