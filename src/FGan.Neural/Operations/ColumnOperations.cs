namespace FGan.Neural.Operations;

/// <summary>Column j of y is column <paramref name="From"/>[j] of x, or zeros where that is −1.</summary>
internal sealed record ColumnGatherOperation(ContentList<int> From) : Operation
{
    public override string Name => "gather columns";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () =>
        step.Tape.Record(new ColumnScatterOperation(From), [step.Gradient], step.Input().Shape));

    public override void Execute(Execution step)
    {
        Shape shape = step.OutputShape();
        int width = step.InputShape(0).Columns;
        ReadOnlySpan<float> x = step.Input(0);
        ReadOnlySpan<int> from = From.Items;
        Span<float> y = step.Output();
        for (int row = 0; row < shape.Rows; row++)
        {
            ReadOnlySpan<float> source = x.Slice(row * width, width);
            Span<float> target = y.Slice(row * from.Length, from.Length);
            for (int j = 0; j < from.Length; j++) target[j] = from[j] < 0 ? 0f : source[from[j]];
        }
    }
}

/// <summary>Column j of x is added to column <paramref name="To"/>[j] of zeros: the adjoint of <see cref="ColumnGatherOperation"/>.</summary>
internal sealed record ColumnScatterOperation(ContentList<int> To) : Operation
{
    public override string Name => "scatter columns";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () =>
        step.Tape.Record(new ColumnGatherOperation(To), [step.Gradient], step.Input().Shape));

    public override void Execute(Execution step)
    {
        Shape shape = step.OutputShape();
        ReadOnlySpan<float> x = step.Input(0);
        ReadOnlySpan<int> to = To.Items;
        Span<float> y = step.Output();
        y.Clear();
        for (int row = 0; row < shape.Rows; row++)
        {
            ReadOnlySpan<float> source = x.Slice(row * to.Length, to.Length);
            Span<float> target = y.Slice(row * shape.Columns, shape.Columns);
            for (int j = 0; j < to.Length; j++)
            {
                if (to[j] >= 0) target[to[j]] += source[j];
            }
        }
    }
}
