using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>An operation that only the compiler makes, out of several recorded ones.</summary>
internal abstract record FusedOperation : Operation
{
    public sealed override void Differentiate(Differentiation step) =>
        throw new InvalidOperationException($"{Name} exists only in compiled programs; the tape differentiates its parts.");
}

/// <summary>y = a(A·B + bias): a layer's forward pass. The bias is the third input, if there is one.</summary>
internal sealed record ProductWithActivationOperation(ProductOperation Product, Activation Activation) : FusedOperation
{
    public override string Name => $"{Product.Name} + bias, {Activation.Kind}";

    public override bool TreatsRowsAlone => Product.TreatsRowsAlone;

    public override bool FollowsRows(int input, Shape from, Shape to) => Product.FollowsRows(input, from, to);

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => Product.MultiplyAdds(inputs, outputs);

    public override void Execute(Execution step) => Product.Multiply(
        step, Epilogue.BiasActivation(step.InputCount > 2 ? step.Input(2) : default, Activation));
}

/// <summary>(A·B)·s(y): a layer's backward pass through the activation before it, whose output y is the third input.</summary>
internal sealed record ProductWithSlopeOperation(ProductOperation Product, Activation Activation) : FusedOperation
{
    public override string Name => $"{Product.Name}, {Activation.Kind} backward";

    public override bool TreatsRowsAlone => Product.TreatsRowsAlone;

    public override bool FollowsRows(int input, Shape from, Shape to) => Product.FollowsRows(input, from, to) || (TreatsRowsAlone && input == 2);

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => Product.MultiplyAdds(inputs, outputs);

    public override void Execute(Execution step) => Product.Multiply(step, Epilogue.Slope(step.InputMatrix(2), Activation));
}
