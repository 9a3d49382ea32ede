namespace FGan.Numerics;

/// <summary>Defines the reductions, in double and in order.</summary>
internal static class ReductionsReference
{
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0.0;
        for (int i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return sum;
    }

    public static void DotChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, int positions, bool accumulate)
    {
        double[] sums = new double[destination.Length];
        for (int i = 0; i < x.Length; i++) sums[i / positions % sums.Length] += (double)x[i] * y[i];
        for (int c = 0; c < sums.Length; c++) destination[c] = (float)(sums[c] + (accumulate ? destination[c] : 0.0));
    }

    public static void DotRows(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, bool accumulate)
    {
        int columns = x.Length / destination.Length;
        for (int r = 0; r < destination.Length; r++)
        {
            double sum = Dot(x.Slice(r * columns, columns), y.Slice(r * columns, columns));
            destination[r] = (float)(sum + (accumulate ? destination[r] : 0.0));
        }
    }

    public static void Moments(ReadOnlySpan<float> x, Span<float> mean, Span<float> variance, int positions)
    {
        double[] means = new double[mean.Length], squares = new double[mean.Length];
        double count = (double)x.Length / mean.Length;
        for (int i = 0; i < x.Length; i++) means[i / positions % means.Length] += x[i] / count;
        for (int i = 0; i < x.Length; i++)
        {
            int c = i / positions % means.Length;
            squares[c] += (x[i] - means[c]) * (x[i] - means[c]) / count;
        }

        for (int c = 0; c < means.Length; c++)
        {
            mean[c] = (float)means[c];
            variance[c] = (float)squares[c];
        }
    }
}
