using FGan.Neural.Operations;

namespace FGan.Neural.Compilation;

/// <summary>One operation of a program in the making, open to rewriting.</summary>
internal sealed class Step(Operation operation, Value[] inputs, Value[] outputs)
{
    public Operation Operation { get; } = operation;

    public Value[] Inputs { get; } = inputs;

    public Value[] Outputs { get; } = outputs;

    /// <summary>Rows that a chain goes over.</summary>
    public int Rows => (Operation.GivesRowPerBlock ? Inputs[0] : Outputs[0]).Shape.Rows;

    public override string ToString() => $"{Operation}({string.Join(", ", Inputs.Select(i => i.Node.Index))}) → {string.Join(", ", Outputs.Select(o => o.Node.Index))}";
}
