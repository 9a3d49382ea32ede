namespace FGan;

/// <summary>Mean and unbiased variance of a sample.</summary>
internal readonly record struct Moments(int Count, double Mean, double Variance)
{
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return new Moments(values.Length, mean, values.Length > 1 ? squares / (values.Length - 1) : double.PositiveInfinity);
    }
}
