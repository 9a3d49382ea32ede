namespace FGan;

/// <summary>Mean and unbiased variance of a sample.</summary>
internal readonly record struct Moments(int Count, double Mean, double Variance)
{
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        // From the first value on, so that equal values have variance 0 and not that of their rounding.
        var first = values.IsEmpty ? 0 : values[0];
        foreach (var value in values) sum += value - first;
        var mean = first + sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return new Moments(values.Length, mean, values.Length > 1 ? squares / (values.Length - 1) : double.PositiveInfinity);
    }
}
