using FGan.Neural.Operations;

namespace FGan.Neural;

/// <summary>One recorded application of an operation: its inputs and the values that it yields.</summary>
internal sealed class Node
{
    public Node(Tape tape, int index, Operation operation, Value[] inputs, Shape[] outputs)
    {
        Tape = tape;
        Index = index;
        Operation = operation;
        Inputs = inputs;
        Outputs = new Value[outputs.Length];
        for (int i = 0; i < outputs.Length; i++) Outputs[i] = new Value(this, i, outputs[i]);
    }

    public Tape Tape { get; }

    /// <summary>Place on the tape; inputs always have a smaller one.</summary>
    public int Index { get; }

    public Operation Operation { get; }

    public Value[] Inputs { get; }

    public Value[] Outputs { get; }

    public override string ToString() =>
        $"{Index}: {Operation} ({string.Join(", ", Inputs.Select(v => v.Node.Index))}) → {string.Join(", ", Outputs.Select(v => v.Shape))}";
}
