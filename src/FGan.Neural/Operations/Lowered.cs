using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>Packs the right factor of products, to be used by many blocks of rows.</summary>
internal sealed record PackOperation(bool Transpose) : FusedOperation
{
    public override string Name => Transpose ? "pack Bᵀ" : "pack B";

    public override void Execute(Execution step) => PackedProduct.Pack(step.InputMatrix(0, Transpose), step.Output(), step.Team);
}

/// <summary>C = A·B with a packed B.</summary>
internal sealed record PackedMatMulOperation : ProductOperation
{
    public override string Name => "MatMul A·packed";

    public override bool TreatsRowsAlone => true;

    public override bool FollowsRows(int input, Shape from, Shape to) => input == 0;

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => (long)outputs[0].Count * inputs[0].Columns;

    public override void Differentiate(Differentiation step) =>
        throw new InvalidOperationException($"{Name} exists only in compiled programs.");

    public override void Multiply(Execution step, Epilogue epilogue) =>
        PackedProduct.Multiply(step.InputMatrix(0), step.Input(1), step.OutputMatrix(), epilogue);
}

/// <summary>From x and γ: the batch's mean and variance, and γ/√(var + ε); moves the running statistics.</summary>
internal sealed record BatchMomentsOperation(BatchNormOperation Norm) : FusedOperation
{
    public override string Name => "BatchNorm moments";

    public override bool IsPure => false;

    public override void Execute(Execution step)
    {
        Shape shape = step.InputShape(0);
        int pixels = shape.Columns / Norm.Channels;
        Reductions.Moments(step.Input(0), step.Output(0), step.Output(1), pixels, step.Team);
        BatchNormKernels.Factors(step.Output(1), step.Input(1), Norm.Epsilon, step.Output(2));
        Norm.Running.Update(step.Output(0), step.Output(1), shape.Rows * pixels);
    }
}

/// <summary>From x, mean, γ/√(var + ε) and β: y = a((x − mean)·γ/√(var + ε) + β).</summary>
internal sealed record RescaleOperation(int Channels, Activation Activation) : FusedOperation
{
    public override string Name => $"BatchNorm rescale, {Activation.Kind}";

    public override bool TreatsRowsAlone => true;

    public override bool FollowsRows(int input, Shape from, Shape to) => input == 0;

    public override void Execute(Execution step) => BatchNormKernels.Rescale(
        step.Input(0), step.Input(1), step.Input(2), step.Input(3), Activation, step.Output(), step.OutputShape().Columns / Channels, step.Team);
}

/// <summary>From g, x, mean, variance and, with an activation, y: dγ, dβ and the two vectors for <see cref="BatchNormInputsOperation"/>.</summary>
internal sealed record BatchNormSumsOperation(BatchNormBackwardOperation Norm) : FusedOperation
{
    public override string Name => "BatchNorm backward, sums";

    public override void Execute(Execution step) => BatchNormKernels.BackwardSums(
        step.Input(0), step.Input(1), step.InputCount > 4 ? step.Input(4) : default, step.Input(2), step.Input(3), Norm.Epsilon, Norm.Activation,
        step.Output(0), step.Output(1), step.Output(2), step.Output(3), step.InputShape(0).Columns / Norm.Channels, step.Team);
}

/// <summary>From g, x, mean, γ/√(var + ε), the two vectors and, with an activation, y: dx.</summary>
internal sealed record BatchNormInputsOperation(int Channels, Activation Activation) : FusedOperation
{
    public override string Name => "BatchNorm backward, inputs";

    public override bool TreatsRowsAlone => true;

    public override bool FollowsRows(int input, Shape from, Shape to) => input is 0 or 1 or 6;

    public override bool MayOverwrite(int input) => input == 0;

    public override void Execute(Execution step) => BatchNormKernels.BackwardInputs(
        step.Input(0), step.Input(1), step.InputCount > 6 ? step.Input(6) : default, step.Input(2), step.Input(3), step.Input(4), step.Input(5), Activation,
        step.Output(), step.OutputShape().Columns / Channels, step.Team);
}

/// <summary>Copies a value whose own place cannot be part of a larger one.</summary>
internal sealed record CopyOperation : FusedOperation
{
    public override string Name => "copy";

    public override bool TreatsRowsAlone => true;

    public override void Execute(Execution step) => step.Input(0).CopyTo(step.Output());
}
