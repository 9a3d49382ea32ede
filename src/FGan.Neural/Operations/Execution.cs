using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>A matrix's place in memory.</summary>
internal readonly struct Slot(AlignedBuffer block, int start, Shape shape)
{
    public Shape Shape { get; } = shape;

    public AlignedBuffer Block { get; } = block;

    public int Start { get; } = start;

    public Span<float> Span => Block.Slice(Start, Shape.Count);
}

/// <summary>One step of a program: an operation with the places of its inputs and outputs.</summary>
internal sealed class Execution(Operation operation, Slot[] inputs, Slot[] outputs)
{
    public Operation Operation { get; } = operation;

    /// <summary>The threads to work with.</summary>
    public ThreadTeam Team { get; set; } = ThreadTeam.Single;

    public int InputCount => inputs.Length;

    public ReadOnlySpan<float> Input(int index) => inputs[index].Span;

    public Span<float> Output(int index = 0) => outputs[index].Span;

    public Shape InputShape(int index) => inputs[index].Shape;

    public Shape OutputShape(int index = 0) => outputs[index].Shape;

    public MatrixView InputMatrix(int index, bool transpose = false)
    {
        Slot slot = inputs[index];
        var matrix = new MatrixView(slot.Span, slot.Shape.Rows, slot.Shape.Columns);
        return transpose ? matrix.Transposed : matrix;
    }

    public MatrixSpan OutputMatrix(int index = 0) => new(outputs[index].Span, outputs[index].Shape.Rows, outputs[index].Shape.Columns);

    public string OutputShapeOrEmpty() => outputs.Length == 0 ? "" : outputs[0].Shape.ToString();

    public void Run() => Operation.Execute(this);
}
