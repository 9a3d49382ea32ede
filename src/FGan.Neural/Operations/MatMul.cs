using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>C = op(A)·op(B), op transposing or not.</summary>
internal sealed record MatMulOperation(bool TransposeLeft, bool TransposeRight) : Operation
{
    public override string Name => $"MatMul{(TransposeLeft ? "ᵀ" : "")}·{(TransposeRight ? "ᵀ" : "")}";

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, a = step.Input(0), b = step.Input(1);
        // dA' = G·B'ᵀ for A' = op(A); where A is transposed, the transpose of that product.
        step.Add(0, () => TransposeLeft ? b.MatMul(g, TransposeRight, true) : g.MatMul(b, false, !TransposeRight));
        step.Add(1, () => TransposeRight ? g.MatMul(a, true, TransposeLeft) : a.MatMul(g, !TransposeLeft, false));
    }

    public override void Execute(Execution step) => MatrixProduct.Multiply(
        step.InputMatrix(0, TransposeLeft), step.InputMatrix(1, TransposeRight), step.OutputMatrix(), team: step.Team);
}
