using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Takes the softmax of x/τ over each of several groups of columns, as for one-hot coded categories; other columns pass an activation.</summary>
/// <remarks>Has no parameters. For a Gumbel-softmax add the noise −log(−log u) to the input, u from <see cref="Tape.Uniform"/>.</remarks>
public sealed class SegmentedSoftmax : Module
{
    private readonly ColumnSegment[] _segments;

    /// <summary>Creates the layer.</summary>
    /// <param name="segments">Groups of columns, in ascending order, not overlapping.</param>
    /// <param name="temperature">τ above 0; a low one makes results nearly one-hot.</param>
    /// <param name="others">The activation of the columns in no group.</param>
    /// <exception cref="ArgumentException">Groups overlap or are out of order, or τ is not above 0.</exception>
    public SegmentedSoftmax(IEnumerable<ColumnSegment> segments, float temperature = 1f, Activation others = default)
    {
        _segments = [.. segments];
        Temperature = temperature > 0f ? temperature : throw new ArgumentException($"The temperature of a softmax is {temperature}; expected above 0. Use 1 for the plain softmax.");
        Others = others;
        int end = 0;
        foreach (ColumnSegment segment in _segments)
        {
            if (segment.Start < end || segment.Length < 1)
                throw new ArgumentException($"{segment} starts before column {end}, where the segment before it ends, or is empty. Give segments in ascending order.");
            end = segment.Start + segment.Length;
        }
    }

    /// <summary>The groups of columns.</summary>
    public IReadOnlyList<ColumnSegment> Segments => _segments;

    /// <summary>τ.</summary>
    public float Temperature { get; }

    /// <summary>The activation of the columns in no group.</summary>
    public Activation Others { get; }

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        int last = _segments.Length == 0 ? 0 : _segments[^1].Start + _segments[^1].Length;
        if (last > x.Shape.Columns)
            throw new ArgumentException($"SegmentedSoftmax got shape {x.Shape}; its segments need {last} columns. Give the layer before it {last} outputs or more.");
        var list = new SegmentList(new ContentList<ColumnSegment>(_segments));
        Value y = _segments.Length == 0 ? x : x.Tape.Record(new SegmentedSoftmaxOperation(list, Temperature), [x], x.Shape);
        if (Others.Kind == ActivationKind.Identity || list.Columns == x.Shape.Columns) return y;
        var shape = new Shape(1, x.Shape.Columns);
        Value inside = x.Tape.Constant(shape, list.Mask(shape.Columns, 1f, 0f)), outside = x.Tape.Constant(shape, list.Mask(shape.Columns, 0f, 1f));
        return y * inside + x.Activate(Others) * outside;
    }
}
