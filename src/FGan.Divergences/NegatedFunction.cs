using System.Numerics;
using System.Runtime.InteropServices;
using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>−h for a function h.</summary>
internal sealed class NegatedFunction(RealFunction inner) : RealFunction
{
    public override string Text => inner is NegatedFunction negated ? negated.Inner.Text : $"-({inner.Text})";

    public override RealFunction Derivative => new NegatedFunction(inner.Derivative);

    private RealFunction Inner => inner;

    public override double Evaluate(double x) => -inner.Evaluate(x);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        inner.Evaluate(x, y);
        Negate(y);
    }

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        inner.Evaluate(x, y);
        Negate(y);
    }

    private static void Negate<T>(Span<T> y) where T : struct, INumberBase<T>
    {
        var wide = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (var i = 0; i < wide.Length; i++) wide[i] = -wide[i];
        for (var i = wide.Length * Vector<T>.Count; i < y.Length; i++) y[i] = -y[i];
    }
}
