using FGan.Symbolics;

namespace FGan;

/// <summary>Evaluates a function at many points, the same bits every time.</summary>
internal static class FunctionValues
{
    // Shorter spans may be interpreted while a function is new and compiled later, which changes the last bits.
    private const int FewestPoints = 512;

    public static double[] Of(RealFunction function, ReadOnlySpan<double> points)
    {
        var values = new double[points.Length];
        if (points.Length >= FewestPoints)
        {
            function.Evaluate(points, values);
            return values;
        }
        Span<double> padded = stackalloc double[FewestPoints];
        points.CopyTo(padded);
        function.Evaluate(padded, padded);
        padded[..points.Length].CopyTo(values);
        return values;
    }

    public static double At(RealFunction function, double point) => Of(function, [point])[0];
}
