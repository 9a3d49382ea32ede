namespace FGan.Numerics;

/// <summary>Defines batch normalisation and its slopes, in double.</summary>
internal static class BatchNormReference
{
    public static void Normalise(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift,
        float epsilon, Activation activation, Span<float> y, int positions)
    {
        for (int i = 0; i < x.Length; i++)
        {
            int c = i / positions % mean.Length;
            double normalised = ((double)x[i] - mean[c]) / Math.Sqrt((double)variance[c] + epsilon);
            y[i] = activation.Value((float)((normalised * scale[c]) + shift[c]));
        }
    }

    public static void Backward(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        ReadOnlySpan<float> scale, float epsilon, Activation activation, Span<float> scaleSlope, Span<float> shiftSlope, Span<float> xSlope, int positions)
    {
        double[] scaleSums = new double[mean.Length], shiftSums = new double[mean.Length], s = new double[x.Length], normalised = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int c = i / positions % mean.Length;
            s[i] = (double)upstream[i] * activation.SlopeAtOutput(y[i]);
            normalised[i] = ((double)x[i] - mean[c]) / Math.Sqrt((double)variance[c] + epsilon);
            shiftSums[c] += s[i];
            scaleSums[c] += s[i] * normalised[i];
        }

        double count = (double)x.Length / mean.Length;
        for (int i = 0; i < x.Length; i++)
        {
            int c = i / positions % mean.Length;
            double reciprocal = 1.0 / Math.Sqrt((double)variance[c] + epsilon);
            xSlope[i] = (float)(scale[c] * reciprocal * (s[i] - ((shiftSums[c] + (normalised[i] * scaleSums[c])) / count)));
        }

        for (int c = 0; c < mean.Length; c++)
        {
            scaleSlope[c] = (float)scaleSums[c];
            shiftSlope[c] = (float)shiftSums[c];
        }
    }
}
