using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Turns a tape into a program: keeps what is needed, fuses it, puts it into stages, and gives every value a place.</summary>
internal sealed class Compiler
{
    private readonly List<Value> _outputs;
    private readonly Dictionary<Value, (AlignedBuffer Block, int Start)> _fixed = [];
    private readonly HashSet<Value> _given = [];
    private readonly List<Step> _once = [];
    private List<Step> _steps;

    private Compiler(Tape tape, IReadOnlyList<Value> outputs)
    {
        foreach (Value output in outputs)
        {
            if (output.Tape != tape) throw new ArgumentException($"{output} was recorded on another tape. Compile values of this tape.");
        }
        _outputs = [.. outputs];
        _steps = Needed(tape);
    }

    public static Program Compile(Tape tape, IReadOnlyList<Value> outputs, bool fuse = true)
    {
        var compiler = new Compiler(tape, outputs);
        if (fuse) compiler._steps = PixelOrder.Apply(Lowering.Apply(Fusion.Apply(compiler._steps, outputs)), outputs);
        return compiler.Assemble();
    }

    /// <summary>The nodes that lead to an output or a stored gradient, in recorded order.</summary>
    private List<Step> Needed(Tape tape)
    {
        var needed = new HashSet<Node>(_outputs.Select(o => o.Node).Concat(tape.Sinks));
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

    private Program Assemble()
    {
        HashSet<Value> constants = SetConstantsAside();
        PinParameters();
        PinGradients();
        Value[] inputs = [.. _steps.Where(s => s.Operation is InputOperation).SelectMany(s => s.Outputs)];
        List<Step> packed = _steps.FindAll(s => s.Operation is PackedParameterOperation);
        _steps.RemoveAll(s => s.Operation is InputOperation or ParameterOperation or PackedParameterOperation);
        (Views views, _steps) = Views.Find(_steps, [.. constants, .. _fixed.Keys]);
        _given.UnionWith([.. inputs, .. constants, .. _fixed.Keys.Where(v => v.Node.Operation is ParameterOperation or PackedParameterOperation)]);
        List<StagePlan> stages = Staging.Arrange([.. _steps], _given, views);
        Fitting.Apply(stages);
        Value[] all = [.. _given, .. _steps.SelectMany(s => s.Outputs.Concat(s.Inputs)), .. _outputs];
        var plan = new MemoryPlan([.. all.Distinct()], [.. inputs, .. constants, .. _outputs], _fixed, views, stages);
        Instruction[] once = [.. _once.Select(s => Arrange(s, plan))];
        List<Stage> each = [.. stages.Select((s, i) => s.IsRows
            ? (Stage)new RowStage([.. s.Steps.Select(step => Arrange(step, plan))], s.Cuts!, plan.PassingLength(i))
            : new WholeStage([.. s.Steps.Select(step => Arrange(step, plan))]))];
        if (packed.Count > 0) each.Insert(0, new PackingStage([.. packed.Select(step => Arrange(step, plan))]));
        return new Program(plan.Block, once, [.. each], inputs.Concat(_outputs).Distinct().ToDictionary(v => v, plan.Place));
    }

    /// <summary>Constants, and what follows from constants alone, are computed once, when the program is made.</summary>
    private HashSet<Value> SetConstantsAside()
    {
        var constants = new HashSet<Value>();
        foreach (Step step in _steps)
        {
            bool isConstant = step.Operation is FillOperation or ConstantOperation
                || (step.Inputs.Length > 0 && step.Operation.IsPure && Array.TrueForAll(step.Inputs, constants.Contains));
            if (!isConstant || step.Outputs.Length == 0) continue;
            constants.UnionWith(step.Outputs);
            _once.Add(step);
        }
        _steps.RemoveAll(_once.Contains);
        return constants;
    }

    private void PinParameters()
    {
        foreach (Step step in _steps)
        {
            if (step.Operation is ParameterOperation { Parameter: var parameter }) _fixed[step.Outputs[0]] = (parameter.Block.Elements, parameter.Start);
            if (step.Operation is PackedParameterOperation pack) _fixed[step.Outputs[0]] = (pack.Packed.Elements, 0);
        }
    }

    /// <summary>Has a gradient computed where it is wanted, and drops the step that would copy it there.</summary>
    private void PinGradients()
    {
        HashSet<Value> computed = [.. _steps.Where(s => s.Operation is not (LeafOperation or RowSliceOperation)).SelectMany(s => s.Outputs)];
        foreach (Step store in _steps.FindAll(s => s.Operation is StoreGradientOperation))
        {
            Parameter parameter = ((StoreGradientOperation)store.Operation).Parameter;
            Value gradient = store.Inputs[0];
            if (!computed.Contains(gradient) || _outputs.Contains(gradient) || !_fixed.TryAdd(gradient, (parameter.GradientBlock, parameter.Start))) continue;
            _steps.Remove(store);
        }
    }

    private static Instruction Arrange(Step step, MemoryPlan plan) =>
        new(step.Operation, Array.ConvertAll(step.Inputs, plan.Place), Array.ConvertAll(step.Outputs, plan.Place));
}
