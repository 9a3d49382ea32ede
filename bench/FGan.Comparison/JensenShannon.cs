using FGan.Neural;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>The Jensen–Shannon game as functions of v: a(v) = (log 2 − softplus(−v))/2 and g(a(v)) = (softplus(v) − log 2)/2.</summary>
internal static class JensenShannon
{
    private static readonly float Half = 0.5f, HalfLog2 = 0.5f * MathF.Log(2f);

    /// <summary>a(v), with slope σ(−v)/2.</summary>
    public static readonly ElementwiseFunction Value = new Softplus(inner: -1f, outer: -Half, offset: HalfLog2);

    /// <summary>g(a(v)), with slope σ(v)/2.</summary>
    public static readonly ElementwiseFunction Composition = new Softplus(inner: 1f, outer: Half, offset: -HalfLog2);

    /// <summary>outer·softplus(inner·v) + offset.</summary>
    private sealed class Softplus(float inner, float outer, float offset) : ElementwiseFunction
    {
        public override string Name => "softplus";

        public override ElementwiseFunction Derivative { get; } = new Sigmoid(inner, outer * inner);

        public override void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Elementwise.Scale(x, inner, y);
            Elementwise.Softplus(y, y);
            Elementwise.Affine(y, outer, offset, y);
        }
    }

    /// <summary>outer·σ(inner·v).</summary>
    private sealed class Sigmoid(float inner, float outer) : ElementwiseFunction
    {
        public override string Name => "sigmoid";

        public override ElementwiseFunction Derivative => throw new NotSupportedException("The comparison takes first derivatives only.");

        public override void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Elementwise.Scale(x, inner, y);
            Elementwise.Sigmoid(y, y);
            Elementwise.Scale(y, outer, y);
        }
    }
}
