namespace FGan.Symbolics;

/// <summary>Asks an exact function wherever a fast one has no value: ∞ − ∞ far out, 0/0 at a point where the two sides meet.</summary>
internal sealed class GuardedFunction(RealFunction fast, RealFunction exact) : RealFunction
{
    private const int Block = 256;

    public override string Text => fast.Text;

    public override RealFunction Derivative => fast.Derivative;

    public override double Evaluate(double x) => fast.Evaluate(x) is var value && double.IsNaN(value) ? exact.Evaluate(x) : value;

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        Span<double> points = stackalloc double[Block];
        for (var from = 0; from < x.Length; from += Block)
        {
            // The points are kept, since the values may go where they stand.
            var part = points[..Math.Min(Block, x.Length - from)];
            x.Slice(from, part.Length).CopyTo(part);
            var values = y.Slice(from, part.Length);
            fast.Evaluate(part, values);
            for (var i = 0; i < part.Length; i++)
            {
                if (double.IsNaN(values[i])) values[i] = exact.Evaluate(part[i]);
            }
        }
    }

    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        Span<float> points = stackalloc float[Block];
        for (var from = 0; from < x.Length; from += Block)
        {
            var part = points[..Math.Min(Block, x.Length - from)];
            x.Slice(from, part.Length).CopyTo(part);
            var values = y.Slice(from, part.Length);
            fast.Evaluate(part, values);
            for (var i = 0; i < part.Length; i++)
            {
                if (float.IsNaN(values[i])) values[i] = (float)exact.Evaluate((double)part[i]);
            }
        }
    }
}
