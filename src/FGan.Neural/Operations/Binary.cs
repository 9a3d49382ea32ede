using FGan.Numerics;

namespace FGan.Neural.Operations;

internal enum BinaryKind
{
    Add,
    Subtract,
    Multiply,
}

/// <summary>y = x₁ ∘ x₂, element by element; an operand with one row or one column repeats.</summary>
internal sealed record BinaryOperation(BinaryKind Kind) : Operation
{
    public override string Name => Kind.ToString();

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, x = step.Input(0), y = step.Input(1);
        switch (Kind)
        {
            case BinaryKind.Add:
                step.Add(0, () => g.SumTo(x.Shape));
                step.Add(1, () => g.SumTo(y.Shape));
                break;
            case BinaryKind.Subtract:
                step.Add(0, () => g.SumTo(x.Shape));
                step.Add(1, () => -g.SumTo(y.Shape));
                break;
            default:
                step.Add(0, () => (g * y).SumTo(x.Shape));
                step.Add(1, () => (g * x).SumTo(y.Shape));
                break;
        }
    }

    public override void Execute(Execution step)
    {
        throw new NotImplementedException();
    }
}

/// <summary>y = αx + β.</summary>
internal sealed record AffineOperation(float Scale, float Offset) : Operation
{
    public override string Name => $"{Scale}·x + {Offset}";

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () => step.Gradient * Scale);

    public override void Execute(Execution step) => throw new NotImplementedException();
}
