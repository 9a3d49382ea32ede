using System.Buffers;
using FGan.Symbolics;

namespace FGan;

/// <summary>Mean and unbiased variance of a function over a sample.</summary>
internal readonly record struct Moments(int Count, double Mean, double Variance)
{
    public static Moments Of(RealFunction function, ReadOnlySpan<double> points)
    {
        var values = ArrayPool<double>.Shared.Rent(points.Length);
        try
        {
            function.Evaluate(points, values.AsSpan(0, points.Length));
            return Of(values.AsSpan(0, points.Length));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }
    }

    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return new Moments(values.Length, mean, values.Length > 1 ? squares / (values.Length - 1) : double.PositiveInfinity);
    }
}
