using FGan.Neural.Operations;

namespace FGan.Neural;

public sealed partial class Value
{
    /// <summary>The sum of all elements, [1, 1].</summary>
    /// <remarks>Partial sums are combined pairwise, the same way whatever the number of threads.</remarks>
    public Value Sum() => SumTo(Shape.Scalar);

    /// <summary>The mean of all elements, [1, 1].</summary>
    public Value Mean() => SumTo(Shape.Scalar, 1f / Shape.Count);

    /// <summary>The sum of each row, [rows, 1].</summary>
    public Value RowSums() => SumTo(new Shape(Shape.Rows, 1));

    /// <summary>The mean of each row, [rows, 1].</summary>
    public Value RowMeans() => SumTo(new Shape(Shape.Rows, 1), 1f / Shape.Columns);

    /// <summary>The sum of each column, [1, columns].</summary>
    public Value ColumnSums() => SumTo(new Shape(1, Shape.Columns));

    /// <summary>The mean of each column, [1, columns].</summary>
    public Value ColumnMeans() => SumTo(new Shape(1, Shape.Columns), 1f / Shape.Rows);

    /// <summary>Repeats a single row, a single column or both.</summary>
    /// <param name="shape">The shape to fill.</param>
    /// <exception cref="ArgumentException">A side is neither that of <paramref name="shape"/> nor 1.</exception>
    public Value BroadcastTo(Shape shape)
    {
        if (Shape == shape) return this;
        if (!Shape.BroadcastsTo(shape)) throw new ArgumentException($"Cannot repeat shape {Shape} to {shape}; each side must be equal or 1.");
        if (Filling is float number) return Tape.Constant(shape, number);
        return Tape.Record(new BroadcastOperation(), [this], shape);
    }

    /// <summary>Adds up what <see cref="BroadcastTo"/> would repeat, times a factor.</summary>
    internal Value SumTo(Shape shape, float factor = 1f)
    {
        if (Shape == shape) return this * factor;
        if (Filling is float number) return Tape.Constant(shape, (float)((double)number * factor * Shape.Count / shape.Count));
        return Tape.Record(new SumOperation(factor), [this], shape);
    }

    /// <summary>[rows, channels·pixels] → [1, channels].</summary>
    internal Value ChannelSums(int channels)
    {
        if (channels == Shape.Columns) return ColumnSums();
        if (Node.Operation is SumOperation { Factor: 1f } && Node.Inputs[0].Shape.Columns == Shape.Columns) return Node.Inputs[0].ChannelSums(channels);
        if (Filling is float number) return Tape.Constant(new Shape(1, channels), number * (Shape.Count / channels));
        return Tape.Record(new ChannelSumOperation(channels), [this], new Shape(1, channels));
    }

    /// <summary>[1, channels] → [rows, channels·pixels].</summary>
    internal Value BroadcastChannels(Shape shape)
    {
        if (Shape.Columns == shape.Columns) return BroadcastTo(shape);
        if (Filling is float number) return Tape.Constant(shape, number);
        return Tape.Record(new ChannelBroadcastOperation(), [this], shape);
    }
}
