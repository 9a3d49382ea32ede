using FGan.Symbolics;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>A function typed by hand with its first two derivatives, each in its stable form.</summary>
internal interface IClosedForm
{
    static abstract string Text { get; }

    static abstract double Value(double x);

    static abstract double Slope(double x);

    static abstract double Curvature(double x);
}

/// <summary>Runs a hand-typed form, or one of its derivatives, over points and spans; the formula is inlined.</summary>
internal sealed class ClosedForm<T>(int order = 0) : RealFunction where T : struct, IClosedForm
{
    public override string Text => order switch
    {
        0 => T.Text,
        1 => $"d/dx ({T.Text})",
        _ => $"d²/dx² ({T.Text})",
    };

    public override RealFunction Derivative => order < 2
        ? new ClosedForm<T>(order + 1)
        : throw new NotSupportedException($"The third derivative of {T.Text} is not typed in; only two are.");

    public override double Evaluate(double x) => order switch
    {
        0 => T.Value(x),
        1 => T.Slope(x),
        _ => T.Curvature(x),
    };

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        switch (order)
        {
            case 0:
                for (var i = 0; i < x.Length; i++) y[i] = (float)T.Value(x[i]);
                break;
            case 1:
                for (var i = 0; i < x.Length; i++) y[i] = (float)T.Slope(x[i]);
                break;
            default:
                for (var i = 0; i < x.Length; i++) y[i] = (float)T.Curvature(x[i]);
                break;
        }
    }
}
