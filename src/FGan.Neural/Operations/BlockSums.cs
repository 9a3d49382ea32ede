using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>Sums over rows block by block, within the chain that makes the rows; the output has a row for each block.</summary>
/// <remarks>Its counterpart, an operation on the whole table of blocks, puts them together: the batch is not read again from afar.</remarks>
internal abstract record BlockOperation : FusedOperation
{
    public sealed override bool TreatsRowsAlone => true;

    public sealed override bool GivesRowPerBlock => true;
}

/// <summary>Σ over rows of x.</summary>
internal sealed record BlockSumOperation : BlockOperation
{
    public override string Name => "block sum";

    public override bool FollowsRows(int input, Shape from, Shape to) => true;

    public override void Execute(Execution step) => BlockReductions.Sums(step.Input(0), step.Output());
}

/// <summary>Adds up what blocks gave, times a factor; as the transpose, if wanted.</summary>
/// <param name="Factor">What sums are multiplied by.</param>
/// <param name="Transpose">Whether the output is the transpose of what the blocks hold.</param>
internal sealed record CombineOperation(float Factor = 1f, bool Transpose = false) : FusedOperation
{
    public override string Name => "sum of blocks";

    public override void Execute(Execution step)
    {
        Span<float> sums = step.Output();
        BlockReductions.Combine(step.Input(0), sums, Factor);
        if (Transpose) Turn(sums, step.OutputShape());
    }

    private static void Turn(Span<float> sums, Shape shape)
    {
        Span<float> copy = stackalloc float[sums.Length];
        sums.CopyTo(copy);
        MatrixCopy.Copy(new MatrixView(copy, shape.Columns, shape.Rows).Transposed, new MatrixSpan(sums, shape.Rows, shape.Columns), ThreadTeam.Single);
    }
}

/// <summary>Aᵀ·B where A is narrow: the gradient of a layer with few inputs or outputs.</summary>
internal sealed record BlockProductOperation : BlockOperation
{
    /// <summary>The most columns of A.</summary>
    public const int MostColumns = 4;

    /// <summary>The most numbers of a result.</summary>
    public const int MostNumbers = 8192;

    public override string Name => "block MatMul Aᵀ·B";

    public override bool FollowsRows(int input, Shape from, Shape to) => true;

    public override long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => (long)inputs[0].Count * inputs[1].Columns;

    public override void Execute(Execution step) =>
        BlockReductions.Products(step.Input(0), step.InputShape(0).Columns, step.Input(1), step.Output());
}

/// <summary>Mean and squares of each column of x.</summary>
internal sealed record BlockMomentsOperation : BlockOperation
{
    public override string Name => "block moments";

    public override bool FollowsRows(int input, Shape from, Shape to) => true;

    public override void Execute(Execution step) => BlockReductions.Moments(step.Input(0), step.Output());
}

/// <summary>From the moments of blocks and γ: as <see cref="BatchMomentsOperation"/>.</summary>
/// <param name="Norm">The normalisation.</param>
/// <param name="Rows">Rows of the batch.</param>
internal sealed record CombineMomentsOperation(BatchNormOperation Norm, int Rows) : FusedOperation
{
    public override string Name => "BatchNorm moments of blocks";

    public override bool IsPure => false;

    public override void Execute(Execution step)
    {
        BlockReductions.CombineMoments(step.Input(0), step.Output(0), step.Output(1));
        BatchNormKernels.Factors(step.Output(1), step.Input(1), Norm.Epsilon, step.Output(2));
        Norm.Running.Update(step.Output(0), step.Output(1), Rows);
    }
}

/// <summary>From g, x, mean and, with an activation, y: the sums that <see cref="BatchNormSumsOperation"/> is made of.</summary>
internal sealed record BlockSlopeSumsOperation(Activation Activation) : BlockOperation
{
    public override string Name => "BatchNorm backward, block sums";

    public override bool FollowsRows(int input, Shape from, Shape to) => input != 2;

    public override void Execute(Execution step) => BlockReductions.SlopeSums(
        step.Input(0), step.Input(1), step.InputCount > 3 ? step.Input(3) : default, step.Input(2), Activation, step.Output());
}

/// <summary>From the sums of blocks and the variance: as <see cref="BatchNormSumsOperation"/>.</summary>
/// <param name="Norm">The normalisation.</param>
/// <param name="Rows">Rows of the batch.</param>
internal sealed record CombineSlopeSumsOperation(BatchNormBackwardOperation Norm, int Rows) : FusedOperation
{
    public override string Name => "BatchNorm backward, sums of blocks";

    public override void Execute(Execution step) => BatchNormKernels.CombineSums(
        step.Input(0), Rows, step.Input(1), Norm.Epsilon, step.Output(0), step.Output(1), step.Output(2), step.Output(3));
}
