using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>Segments, and the matrices that stand for them.</summary>
internal sealed record SegmentList(ContentList<ColumnSegment> All)
{
    public int Columns
    {
        get
        {
            int columns = 0;
            foreach (ColumnSegment segment in All.Items) columns += segment.Length;
            return columns;
        }
    }

    /// <summary>A square matrix with 1 where row and column lie in the same segment: x·M sums over segments.</summary>
    public float[] Sums(int columns)
    {
        float[] sums = new float[columns * columns];
        foreach (ColumnSegment segment in All.Items)
        {
            for (int row = segment.Start; row < segment.Start + segment.Length; row++) Array.Fill(sums, 1f, (row * columns) + segment.Start, segment.Length);
        }
        return sums;
    }

    /// <summary>A row with <paramref name="inside"/> in the columns of a segment, else <paramref name="outside"/>.</summary>
    public float[] Mask(int columns, float inside, float outside)
    {
        float[] mask = new float[columns];
        Array.Fill(mask, outside);
        foreach (ColumnSegment segment in All.Items) Array.Fill(mask, inside, segment.Start, segment.Length);
        return mask;
    }
}

/// <summary>y = softmax(x/τ) within each segment, y = x elsewhere.</summary>
internal sealed record SegmentedSoftmaxOperation(SegmentList Segments, float Temperature) : Operation
{
    public override string Name => "segmented softmax";

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () => step.Tape.Record(
        new SegmentedSoftmaxBackwardOperation(Segments, Temperature), [step.Gradient, step.Output()], step.Output().Shape));

    public override void Execute(Execution step) => SegmentedSoftmaxKernels.Forward(
        step.Input(0), step.OutputShape().Columns, Segments.All.Items, Temperature, step.Output(), step.Team);
}

/// <summary>The gradient behind a segmented softmax: y·(g − Σ g·y)/τ within each segment, g elsewhere.</summary>
internal sealed record SegmentedSoftmaxBackwardOperation(SegmentList Segments, float Temperature) : Operation
{
    public override string Name => "segmented softmax backward";

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => input == 0;

    /// <summary>Linear in g and self-adjoint; by y it is differentiated as the formula above in primitive operations.</summary>
    public override void Differentiate(Differentiation step)
    {
        Value h = step.Gradient, g = step.Input(0), y = step.Input(1);
        step.Add(0, () => step.Tape.Record(this, [h, y], y.Shape));
        step.Add(1, () =>
        {
            int columns = y.Shape.Columns;
            Value sums = step.Tape.Constant(new Shape(columns, columns), Segments.Sums(columns));
            Value mask = step.Tape.Constant(new Shape(1, columns), Segments.Mask(columns, 1f / Temperature, 0f));
            // d/dy of Σ h·y·(g − Σ g·y) is h·(g − Σ g·y) − g·Σ h·y.
            return (h * (g - (g * y).MatMul(sums)) - g * (h * y).MatMul(sums)) * mask;
        });
    }

    public override void Execute(Execution step) => SegmentedSoftmaxKernels.Backward(
        step.Input(0), step.Input(1), step.OutputShape().Columns, Segments.All.Items, Temperature, step.Output(), step.Team);
}
