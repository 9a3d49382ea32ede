namespace FGan.Numerics;

/// <summary>Defines the softmax of segments and its slope, in double.</summary>
internal static class SegmentedSoftmaxReference
{
    public static void Forward(ReadOnlySpan<float> x, int columns, ReadOnlySpan<ColumnSegment> segments, float temperature, Span<float> y)
    {
        x.CopyTo(y);
        for (int row = 0; row < x.Length; row += columns)
        {
            foreach (ColumnSegment segment in segments)
            {
                ReadOnlySpan<float> from = x.Slice(row + segment.Start, segment.Length);
                Span<float> to = y.Slice(row + segment.Start, segment.Length);
                double maximum = double.NegativeInfinity, sum = 0.0;
                foreach (float value in from) maximum = Math.Max(maximum, value);
                foreach (float value in from) sum += Math.Exp((value - maximum) / temperature);
                for (int j = 0; j < to.Length; j++) to[j] = (float)(Math.Exp((from[j] - maximum) / temperature) / sum);
            }
        }
    }

    public static void Backward(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> y, int columns, ReadOnlySpan<ColumnSegment> segments, float temperature, Span<float> xSlope)
    {
        upstream.CopyTo(xSlope);
        for (int row = 0; row < y.Length; row += columns)
        {
            foreach (ColumnSegment segment in segments)
            {
                ReadOnlySpan<float> outputs = y.Slice(row + segment.Start, segment.Length);
                Span<float> slopes = xSlope.Slice(row + segment.Start, segment.Length);
                double dot = ReductionsReference.Dot(outputs, slopes);
                for (int j = 0; j < slopes.Length; j++) slopes[j] = (float)(outputs[j] * (slopes[j] - dot) / temperature);
            }
        }
    }
}
