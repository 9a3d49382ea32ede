using FGan.Numerics;

namespace FGan.Neural.Operations;

internal enum PrimitiveKind
{
    Exp,
    Log,
    Sqrt,
    Square,
    Reciprocal,
}

/// <summary>y = f(x) element by element, for a function whose slope is itself such an expression of x or y.</summary>
internal sealed record PrimitiveOperation(PrimitiveKind Kind) : Operation
{
    public override string Name => Kind.ToString();

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, x = step.Input(), y = step.Output();
        step.Add(0, () => Kind switch
        {
            PrimitiveKind.Exp => g * y,
            PrimitiveKind.Log => g * x.Reciprocal(),
            PrimitiveKind.Sqrt => g * (0.5f * y.Reciprocal()),
            PrimitiveKind.Square => g * (2f * x),
            _ => g * -y.Square(),
        });
    }

    public override void Execute(Execution step)
    {
        ReadOnlySpan<float> x = step.Input(0);
        Span<float> y = step.Output();
        switch (Kind)
        {
            case PrimitiveKind.Exp: Elementwise.Exp(x, y, step.Team); break;
            case PrimitiveKind.Log: Elementwise.Log(x, y, step.Team); break;
            case PrimitiveKind.Sqrt: Elementwise.Sqrt(x, y, step.Team); break;
            case PrimitiveKind.Square: Elementwise.Square(x, y, step.Team); break;
            default: Elementwise.Reciprocal(x, y, step.Team); break;
        }
    }
}

/// <summary>y = f(x) element by element, for a function from another room.</summary>
internal sealed record FunctionOperation(ElementwiseFunction Function) : Operation
{
    public override string Name => Function.Name;

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient * step.Input().Apply(Function.Derivative));

    public override void Execute(Execution step) => Function.Apply(step.Input(0), step.Output());
}
