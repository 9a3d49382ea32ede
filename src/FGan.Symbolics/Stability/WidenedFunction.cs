namespace FGan.Symbolics;

/// <summary>Computes single precision in double, for forms whose parts leave the range of a float.</summary>
internal sealed class WidenedFunction(RealFunction function) : RealFunction
{
    private const int Block = 256;

    public override string Text => function.Text;

    public override RealFunction Derivative => function.Derivative;

    public override double Evaluate(double x) => function.Evaluate(x);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => function.Evaluate(x, y);

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        Span<double> wide = stackalloc double[Block];
        for (var from = 0; from < x.Length; from += Block)
        {
            var part = wide[..Math.Min(Block, x.Length - from)];
            for (var i = 0; i < part.Length; i++) part[i] = x[from + i];
            function.Evaluate(part, part);
            for (var i = 0; i < part.Length; i++) y[from + i] = (float)part[i];
        }
    }
}
