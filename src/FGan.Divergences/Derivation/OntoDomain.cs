using System.Numerics;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>An activation whose last rounding may not carry it past an end of the domain, where g would be +∞.</summary>
internal sealed class OntoDomain(RealFunction activation, double lower, double upper) : RealFunction
{
    public override string Text => activation.Text;

    public override RealFunction Derivative => activation.Derivative;

    public override double Evaluate(double x) => Limit(activation.Evaluate(x), lower, upper);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        activation.Evaluate(x, y);
        for (var i = 0; i < y.Length; i++) y[i] = Limit(y[i], lower, upper);
    }

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        activation.Evaluate(x, y);
        // The nearest floats that are not outside.
        var (low, high) = ((float)lower, (float)upper);
        if (low < lower) low = MathF.BitIncrement(low);
        if (high > upper) high = MathF.BitDecrement(high);
        for (var i = 0; i < y.Length; i++) y[i] = Limit(y[i], low, high);
    }

    // Comparisons rather than Min and Max, so that NaN stays.
    private static T Limit<T>(T value, T low, T high) where T : INumber<T> => value < low ? low : value > high ? high : value;
}
