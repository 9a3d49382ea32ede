using FGan.Numerics;

namespace FGan.Neural.Operations;

internal enum BinaryKind
{
    Add,
    Subtract,
    Multiply,
}

/// <summary>y = x₁ ∘ x₂, element by element. One operand has the output's shape; the other may repeat a row, a column or a number.</summary>
internal sealed record BinaryOperation(BinaryKind Kind) : Operation
{
    public override string Name => Kind.ToString();

    public override bool TreatsRowsAlone => true;

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
        Shape shape = step.OutputShape();
        bool leftIsFull = step.InputShape(0) == shape;
        ReadOnlySpan<float> full = step.Input(leftIsFull ? 0 : 1), other = step.Input(leftIsFull ? 1 : 0);
        Shape repeated = step.InputShape(leftIsFull ? 1 : 0);
        if (repeated == shape) Combine(full, other, step);
        else if (repeated.Columns == shape.Columns) CombineRow(full, other, step);
        else if (repeated.Rows == shape.Rows) CombineColumn(full, other, step);
        else CombineNumber(full, other[0], step);
    }

    private void Combine(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Execution step)
    {
        switch (Kind)
        {
            case BinaryKind.Add: Elementwise.Add(x, y, step.Output(), step.Team); break;
            case BinaryKind.Subtract: Elementwise.Subtract(x, y, step.Output(), step.Team); break;
            default: Elementwise.Multiply(x, y, step.Output(), step.Team); break;
        }
    }

    private void CombineRow(ReadOnlySpan<float> x, ReadOnlySpan<float> row, Execution step)
    {
        if (Kind == BinaryKind.Add) Broadcast.AddChannel(x, row, step.Output(), team: step.Team);
        else Broadcast.MultiplyChannel(x, row, step.Output(), team: step.Team);
    }

    private void CombineColumn(ReadOnlySpan<float> x, ReadOnlySpan<float> column, Execution step)
    {
        if (Kind == BinaryKind.Add) Broadcast.AddColumn(x, column, step.Output(), step.Team);
        else Broadcast.MultiplyColumn(x, column, step.Output(), step.Team);
    }

    private void CombineNumber(ReadOnlySpan<float> x, float number, Execution step)
    {
        if (Kind == BinaryKind.Add) Elementwise.Affine(x, 1f, number, step.Output(), step.Team);
        else Elementwise.Scale(x, number, step.Output(), step.Team);
    }
}

/// <summary>y = αx + β.</summary>
internal sealed record AffineOperation(float Scale, float Offset) : Operation
{
    public override string Name => $"{Scale}·x + {Offset}";

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () => step.Gradient * Scale);

    public override void Execute(Execution step) => Elementwise.Affine(step.Input(0), Scale, Offset, step.Output(), step.Team);
}
