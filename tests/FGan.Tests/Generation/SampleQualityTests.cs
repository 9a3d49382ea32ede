using FGan.Data;

namespace FGan.Tests.Generation;

/// <summary>Scores of samples, against values that NumPy gave for the same points from the definitions.</summary>
public sealed class SampleQualityTests
{
    private static readonly FloatMatrix Real = Points(60, i => (Math.Sin(1.7 * i), Math.Cos(2.3 * i * i)));
    private static readonly FloatMatrix Samples = Points(50, j => (0.3 + Math.Sin(0.9 * j + 1), 1.1 * Math.Cos(1.3 * j * j)));

    [Fact]
    public void Neighbours_agree_with_NumPy()
    {
        NeighbourQuality quality = NeighbourQuality.Measure(Real, Samples);
        Assert.Equal(0.98, quality.Precision, 1e-9);
        Assert.Equal(0.95, quality.Recall, 1e-9);
        Assert.Equal(0.772, quality.Density, 1e-9);
        Assert.Equal(0.8333333, quality.Coverage, 1e-6);
        Assert.Equal(1.4369925, quality.Closeness, 1e-4);
        Assert.Equal(0.08, quality.TooClose, 1e-9);
    }

    [Fact]
    public void Copies_are_seen_to_lie_too_close()
    {
        NeighbourQuality quality = NeighbourQuality.Measure(Real, Points(60, i => (Math.Sin(1.7 * i) + 1e-4, Math.Cos(2.3 * i * i))));
        Assert.True(quality.Closeness < 0.05, quality.ToString());
        Assert.True(quality.TooClose > 0.9, quality.ToString());
    }

    [Fact]
    public void The_kernel_discrepancy_agrees_with_NumPy() => Assert.Equal(0.0376477102, KernelDiscrepancy.Squared(Real, Samples), 1e-6);

    [Fact]
    public void The_Parzen_window_agrees_with_NumPy()
    {
        var validation = new FloatMatrix(20, 2, Real.Values[..40].ToArray());
        var test = new FloatMatrix(40, 2, Real.Values[40..].ToArray());
        ParzenWindow window = ParzenWindow.Measure(Samples, validation, test);
        Assert.Equal(-2.2060674, window.LogLikelihood, 1e-5);
        Assert.Equal(0.0830821, window.StandardError, 1e-5);
        Assert.Equal(0.3981072, window.Bandwidth, 1e-6);
    }

    [Fact]
    public void Too_few_rows_are_refused()
    {
        Assert.Contains("3 samples", Assert.Throws<DataException>(() => NeighbourQuality.Measure(Real, Points(3, i => (i, i)))).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => KernelDiscrepancy.Squared(Real, Points(1, i => (i, i))));
    }

    private static FloatMatrix Points(int count, Func<int, (double X, double Y)> point)
    {
        var rows = new FloatMatrix(count, 2, new float[2 * count]);
        for (int i = 0; i < count; i++)
        {
            (double x, double y) = point(i);
            (rows.Row(i)[0], rows.Row(i)[1]) = ((float)x, (float)y);
        }

        return rows;
    }
}
