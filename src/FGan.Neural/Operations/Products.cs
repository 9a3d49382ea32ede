using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>A bilinear operation whose kernel can do something more with each result while it is in a register.</summary>
internal abstract record ProductOperation : Operation
{
    public sealed override void Execute(Execution step) => Multiply(step, default);

    public abstract void Multiply(Execution step, Epilogue epilogue);
}

/// <summary>C = op(A)·op(B), op transposing or not.</summary>
internal sealed record MatMulOperation(bool TransposeLeft, bool TransposeRight, int Seam = 0) : ProductOperation
{
    public override string Name => $"MatMul {(TransposeLeft ? "Aᵀ" : "A")}·{(TransposeRight ? "Bᵀ" : "B")}";

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, a = step.Input(0), b = step.Input(1);
        // dA' = G·B'ᵀ for A' = op(A); where A is transposed, the transpose of that product.
        step.Add(0, () => TransposeLeft ? b.MatMul(g, TransposeRight, true) : g.MatMul(b, false, !TransposeRight));
        step.Add(1, () => TransposeRight ? g.MatMul(a, true, TransposeLeft) : a.MatMul(g, !TransposeLeft, false));
    }

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) =>
        (long)outputs[0].Count * (TransposeLeft ? inputs[0].Rows : inputs[0].Columns);

    public override void Multiply(Execution step, Epilogue epilogue) => MatrixProduct.Multiply(
        step.InputMatrix(0, TransposeLeft), step.InputMatrix(1, TransposeRight), step.OutputMatrix(), false, epilogue, step.Team, Seam);
}

/// <summary>y = w ∗ x: filters over images.</summary>
internal sealed record ConvolutionOperation(ConvolutionGeometry Geometry, ImageOrders Orders = default) : ProductOperation
{
    public override string Name => "convolution";

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, x = step.Input(0), w = step.Input(1);
        step.Add(0, () => x.Tape.Record(new ConvolutionBackwardDataOperation(Geometry), [g, w], x.Shape));
        step.Add(1, () => x.Tape.Record(new ConvolutionBackwardWeightsOperation(Geometry), [x, g], w.Shape));
    }

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => Convolutions.MultiplyAdds(Geometry, inputs[0].Count / Geometry.InputSize);

    public override void Multiply(Execution step, Epilogue epilogue) =>
        Convolution.Forward(Geometry, step.Input(0), step.Input(1), step.Output(), epilogue, step.Team, Orders);
}

/// <summary>x = wᵀ ∗ y: the gradient of a convolution by its images, and the transposed convolution itself.</summary>
internal sealed record ConvolutionBackwardDataOperation(ConvolutionGeometry Geometry, ImageOrders Orders = default) : ProductOperation
{
    public override string Name => "transposed convolution";

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, y = step.Input(0), w = step.Input(1);
        step.Add(0, () => y.Tape.Record(new ConvolutionOperation(Geometry), [g, w], y.Shape));
        step.Add(1, () => y.Tape.Record(new ConvolutionBackwardWeightsOperation(Geometry), [g, y], w.Shape));
    }

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => Convolutions.MultiplyAdds(Geometry, inputs[0].Count / Geometry.OutputSize);

    public override void Multiply(Execution step, Epilogue epilogue) =>
        Convolution.BackwardData(Geometry, step.Input(0), step.Input(1), step.Output(), epilogue, step.Team, Orders);
}

/// <summary>w = Σ over images of x with y: the gradient of a convolution by its filters.</summary>
internal sealed record ConvolutionBackwardWeightsOperation(ConvolutionGeometry Geometry, ImageOrders Orders = default) : Operation
{
    public override string Name => "convolution, gradient of weights";

    public override void Differentiate(Differentiation step)
    {
        Value g = step.Gradient, x = step.Input(0), y = step.Input(1);
        step.Add(0, () => x.Tape.Record(new ConvolutionBackwardDataOperation(Geometry), [y, g], x.Shape));
        step.Add(1, () => x.Tape.Record(new ConvolutionOperation(Geometry), [x, g], y.Shape));
    }

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => Convolutions.MultiplyAdds(Geometry, inputs[0].Count / Geometry.InputSize);

    public override void Execute(Execution step) =>
        Convolution.BackwardWeights(Geometry, step.Input(0), step.Input(1), step.Output(), false, step.Team, Orders);
}

/// <summary>What the three convolutions have in common.</summary>
internal static class Convolutions
{
    /// <summary>Multiply-adds for so many images.</summary>
    public static long MultiplyAdds(ConvolutionGeometry geometry, int images) =>
        (long)images * geometry.OutputHeight * geometry.OutputWidth * geometry.WeightCount;
}
