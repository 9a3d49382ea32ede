using FGan.Neural.Operations;

namespace FGan.Neural.Compilation;

/// <summary>Turns a tape into a program: keeps what is needed, fuses it, and gives every value a place.</summary>
internal static class Compiler
{
    public static Program Compile(Tape tape, IReadOnlyList<Value> outputs, bool fuse)
    {
        foreach (Value output in outputs)
        {
            if (output.Tape != tape) throw new ArgumentException($"{output} was recorded on another tape. Compile values of this tape.");
        }
        List<Step> steps = Needed(tape, outputs);
        if (fuse) steps = Fusion.Apply(steps, outputs);
        return new Program(MemoryPlan.Create(steps, outputs));
    }

    /// <summary>The nodes that lead to an output or a stored gradient, in recorded order.</summary>
    private static List<Step> Needed(Tape tape, IReadOnlyList<Value> outputs)
    {
        var needed = new HashSet<Node>(outputs.Select(o => o.Node).Concat(tape.Sinks));
        var steps = new List<Step>();
        for (int i = tape.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = tape.Nodes[i];
            if (!needed.Contains(node)) continue;
            foreach (Value input in node.Inputs) needed.Add(input.Node);
            steps.Add(new Step(node.Operation, node.Inputs, node.Outputs));
        }
        steps.Reverse();
        return steps;
    }
}
