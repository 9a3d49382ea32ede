using FGan.Neural.Compilation;
using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>A matrix's place in memory.</summary>
/// <param name="block">The memory; null for a value that passes: it is there for some blocks of rows at a time, in the memory of the thread that makes it.</param>
/// <param name="start">The first float; of a value that passes, where it would be if there were room for one block.</param>
/// <param name="shape">Its extents.</param>
internal readonly struct Slot(AlignedBuffer? block, int start, Shape shape)
{
    public Shape Shape { get; } = shape;

    public Span<float> Span => block!.Slice(start, Shape.Count);

    /// <summary>Some of the rows.</summary>
    public Span<float> Rows(scoped in RowBlock rows) => block is null
        ? rows.Room.Slice(start, rows.Place * Shape.Columns, rows.Count * Shape.Columns)
        : block.Slice(start + (rows.First * Shape.Columns), rows.Count * Shape.Columns);

    /// <summary>One of the rows.</summary>
    public Span<float> Row(int index) => block!.Slice(start + (index * Shape.Columns), Shape.Columns);
}

/// <summary>Some rows that a chain is run on.</summary>
/// <param name="First">The first row of the values.</param>
/// <param name="Count">Number of rows; 0 stands for all there are.</param>
/// <param name="Index">The number of the block, or of the first of them, among those that these values lie in.</param>
/// <param name="Room">Where values lie that pass.</param>
/// <param name="Place">Which of their rows <paramref name="First"/> is.</param>
internal readonly record struct RowBlock(int First, int Count, int Index, PassingRoom Room, int Place);

/// <summary>An operation with the places of its inputs and outputs.</summary>
internal sealed class Instruction
{
    public Instruction(Operation operation, Slot[] inputs, Slot[] outputs)
    {
        Operation = operation;
        Inputs = inputs;
        Outputs = outputs;
        FollowsRows = new bool[inputs.Length];
        for (int i = 0; i < inputs.Length && outputs.Length > 0; i++) FollowsRows[i] = operation.FollowsRows(i, inputs[i].Shape, outputs[0].Shape);
    }

    public Operation Operation { get; }

    public Slot[] Inputs { get; }

    public Slot[] Outputs { get; }

    /// <summary>For each input, whether row i of the output needs row i of it, rather than all of it.</summary>
    public bool[] FollowsRows { get; }

    /// <summary>Multiply-adds of a product or convolution; 0 for all else.</summary>
    public long MultiplyAdds => Operation.MultiplyAdds(Array.ConvertAll(Inputs, i => i.Shape), Array.ConvertAll(Outputs, o => o.Shape));

    /// <summary>Elements of all inputs and outputs.</summary>
    public long Elements => Inputs.Concat(Outputs).Sum(s => (long)s.Shape.Count);

    /// <summary>Roughly how many multiply-adds the instruction costs.</summary>
    public long Work => Math.Max(MultiplyAdds, Elements);

    /// <summary>Computes everything.</summary>
    public void Run(ThreadTeam team) => Operation.Execute(new Execution(this, default, team));

    /// <summary>Computes some rows of the output, on the calling thread alone.</summary>
    public void Run(in RowBlock rows) => Operation.Execute(new Execution(this, rows, ThreadTeam.Single));

    public override string ToString() => Outputs.Length == 0 ? Operation.Name : $"{Operation.Name} {Outputs[0].Shape}";
}

/// <summary>Lends an operation the elements it works on: all of them, or a block of rows.</summary>
/// <param name="instruction">The operation and its places.</param>
/// <param name="rows">The block; the default for everything.</param>
/// <param name="team">The threads to work with.</param>
internal readonly struct Execution(Instruction instruction, in RowBlock rows, ThreadTeam team)
{
    private readonly RowBlock _rows = rows;

    public ThreadTeam Team => team;

    public int InputCount => instruction.Inputs.Length;

    public ReadOnlySpan<float> Input(int index) =>
        _rows.Count > 0 && instruction.FollowsRows[index] ? instruction.Inputs[index].Rows(in _rows) : instruction.Inputs[index].Span;

    public Span<float> Output(int index = 0)
    {
        Slot place = instruction.Outputs[index];
        return _rows.Count == 0 ? place.Span : instruction.Operation.GivesRowPerBlock ? place.Row(_rows.Index) : place.Rows(in _rows);
    }

    public Shape InputShape(int index)
    {
        Shape shape = instruction.Inputs[index].Shape;
        return _rows.Count > 0 && instruction.FollowsRows[index] ? shape with { Rows = _rows.Count } : shape;
    }

    public Shape OutputShape(int index = 0)
    {
        Shape shape = instruction.Outputs[index].Shape;
        return _rows.Count > 0 ? shape with { Rows = _rows.Count } : shape;
    }

    public MatrixView InputMatrix(int index, bool transpose = false)
    {
        Shape shape = InputShape(index);
        var matrix = new MatrixView(Input(index), shape.Rows, shape.Columns);
        return transpose ? matrix.Transposed : matrix;
    }

    public MatrixSpan OutputMatrix(int index = 0)
    {
        Shape shape = OutputShape(index);
        return new MatrixSpan(Output(index), shape.Rows, shape.Columns);
    }
}
