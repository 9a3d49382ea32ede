namespace FGan.Neural.Operations;

/// <summary>Takes rows from a matrix.</summary>
internal sealed record RowSliceOperation(int Start) : Operation
{
    public override string Name => "rows";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.PadRows(Start, step.Input().Shape.Rows));

    public override void Execute(Execution step)
    {
        Span<float> y = step.Output();
        step.Input(0).Slice(Start * step.OutputShape().Columns, y.Length).CopyTo(y);
    }
}

/// <summary>Puts a matrix among rows of zeros.</summary>
internal sealed record RowPadOperation(int Start) : Operation
{
    public override string Name => "pad rows";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.Rows(Start, step.Input().Shape.Rows));

    public override void Execute(Execution step)
    {
        ReadOnlySpan<float> x = step.Input(0);
        Span<float> y = step.Output();
        int start = Start * step.OutputShape().Columns;
        y[..start].Clear();
        x.CopyTo(y[start..]);
        y[(start + x.Length)..].Clear();
    }
}

/// <summary>Stacks matrices of equal width.</summary>
internal sealed record RowConcatenationOperation : Operation
{
    public override string Name => "stack rows";

    public override void Differentiate(Differentiation step)
    {
        int start = 0;
        for (int i = 0; i < step.InputCount; i++)
        {
            int first = start, rows = step.Input(i).Shape.Rows;
            step.Add(i, () => step.Gradient.Rows(first, rows));
            start += rows;
        }
    }

    public override void Execute(Execution step)
    {
        Span<float> y = step.Output();
        for (int i = 0; i < step.InputCount; i++)
        {
            ReadOnlySpan<float> x = step.Input(i);
            x.CopyTo(y);
            y = y[x.Length..];
        }
    }
}

/// <summary>Takes columns from a matrix.</summary>
internal sealed record ColumnSliceOperation(int Start) : Operation
{
    public override string Name => "columns";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.PadColumns(Start, step.Input().Shape.Columns));

    public override void Execute(Execution step)
    {
        Shape from = step.InputShape(0), to = step.OutputShape();
        ReadOnlySpan<float> x = step.Input(0);
        Span<float> y = step.Output();
        for (int row = 0; row < to.Rows; row++)
            x.Slice((row * from.Columns) + Start, to.Columns).CopyTo(y.Slice(row * to.Columns, to.Columns));
    }
}

/// <summary>Puts a matrix among columns of zeros.</summary>
internal sealed record ColumnPadOperation(int Start) : Operation
{
    public override string Name => "pad columns";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.Columns(Start, step.Input().Shape.Columns));

    public override void Execute(Execution step)
    {
        Shape from = step.InputShape(0), to = step.OutputShape();
        ReadOnlySpan<float> x = step.Input(0);
        Span<float> y = step.Output();
        y.Clear();
        for (int row = 0; row < to.Rows; row++)
            x.Slice(row * from.Columns, from.Columns).CopyTo(y.Slice((row * to.Columns) + Start, from.Columns));
    }
}

/// <summary>Puts matrices of equal height side by side.</summary>
internal sealed record ColumnConcatenationOperation : Operation
{
    public override string Name => "join columns";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step)
    {
        int start = 0;
        for (int i = 0; i < step.InputCount; i++)
        {
            int first = start, columns = step.Input(i).Shape.Columns;
            step.Add(i, () => step.Gradient.Columns(first, columns));
            start += columns;
        }
    }

    public override void Execute(Execution step)
    {
        Shape to = step.OutputShape();
        Span<float> y = step.Output();
        int start = 0;
        for (int i = 0; i < step.InputCount; i++)
        {
            ReadOnlySpan<float> x = step.Input(i);
            int columns = step.InputShape(i).Columns;
            for (int row = 0; row < to.Rows; row++)
                x.Slice(row * columns, columns).CopyTo(y.Slice((row * to.Columns) + start, columns));
            start += columns;
        }
    }
}
