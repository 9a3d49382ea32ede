using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Gives every value of a program a place: parameters and gradients where they lie, all else in one block.</summary>
/// <remarks>
/// Inputs, constants and outputs keep their place for good. Any other value holds its place from the step that computes
/// it to the last that reads it; where an operation may overwrite an input that nobody reads later, it does.
/// </remarks>
internal sealed class MemoryPlan
{
    private readonly List<Step> _steps;
    private readonly HashSet<Value> _kept;
    private readonly Dictionary<Value, int> _lastUse = [];
    private readonly Dictionary<Value, (AlignedBuffer Block, int Start)> _fixed = [];
    private readonly Dictionary<Value, int> _starts = [];
    private readonly FreeSpace _space = new();

    private MemoryPlan(List<Step> steps, IReadOnlyList<Value> outputs)
    {
        _steps = steps;
        _kept = [.. outputs];
        PinParameters();
        PinGradients();
        PlaceLasting();
        PlaceOthers();
        Block = new AlignedBuffer(_space.Length);
        foreach (Step step in _steps) Arrange(step);
        foreach (Value value in outputs) Visible[value] = Place(value);
    }

    /// <summary>Everything the program owns.</summary>
    public AlignedBuffer Block { get; }

    /// <summary>What is done once, when the program is made: constants and what follows from constants alone.</summary>
    public List<Execution> Once { get; } = [];

    /// <summary>What is done at each run.</summary>
    public List<Execution> Each { get; } = [];

    /// <summary>The values that the caller may read or fill.</summary>
    public Dictionary<Value, Slot> Visible { get; } = [];

    public static MemoryPlan Create(List<Step> steps, IReadOnlyList<Value> outputs) => new(steps, outputs);

    private void PinParameters()
    {
        foreach (Step step in _steps)
        {
            if (step.Operation is ParameterOperation { Parameter: var parameter }) _fixed[step.Outputs[0]] = (parameter.Block, parameter.Start);
        }
    }

    /// <summary>Has a gradient computed where it is wanted, and drops the step that would copy it there.</summary>
    private void PinGradients()
    {
        foreach (Step store in _steps.FindAll(s => s.Operation is StoreGradientOperation))
        {
            Parameter parameter = ((StoreGradientOperation)store.Operation).Parameter;
            Value gradient = store.Inputs[0];
            if (gradient.Node.Operation is LeafOperation || _kept.Contains(gradient) || _fixed.ContainsKey(gradient)) continue;
            _fixed[gradient] = (parameter.GradientBlock, parameter.Start);
            _steps.Remove(store);
        }
    }

    private void PlaceLasting()
    {
        var constant = new HashSet<Value>();
        foreach (Step step in _steps)
        {
            bool isConstant = step.Operation is FillOperation or ConstantOperation
                || (step.Inputs.Length > 0 && step.Operation.IsPure && Array.TrueForAll(step.Inputs, constant.Contains));
            if (isConstant && step.Outputs.Length > 0)
            {
                constant.UnionWith(step.Outputs);
                _constantSteps.Add(step);
            }
            if (isConstant || step.Operation is InputOperation) _kept.UnionWith(step.Outputs);
        }
        foreach (Value value in _steps.SelectMany(s => s.Outputs).Where(v => _kept.Contains(v) && !_fixed.ContainsKey(v)))
            _starts[value] = _space.Take(value.Shape.Count);
    }

    private readonly HashSet<Step> _constantSteps = [];

    private void PlaceOthers()
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            foreach (Value input in _steps[i].Inputs) _lastUse[input] = i;
        }
        for (int i = 0; i < _steps.Count; i++)
        {
            Step step = _steps[i];
            foreach (Value output in step.Outputs)
            {
                if (!IsPlaced(output)) _starts[output] = Overwritten(step, i) ?? _space.Take(output.Shape.Count);
            }
            foreach (Value value in step.Inputs.Concat(step.Outputs).Distinct())
            {
                if (IsTemporary(value) && _lastUse.GetValueOrDefault(value, i) == i && !_handedOn.Contains(value)) _space.Return(_starts[value], value.Shape.Count);
            }
        }
    }

    private readonly HashSet<Value> _handedOn = [];

    private bool IsPlaced(Value value) => _starts.ContainsKey(value) || _fixed.ContainsKey(value);

    private bool IsTemporary(Value value) => !_kept.Contains(value) && !_fixed.ContainsKey(value);

    /// <summary>The place of an input that this step reads last and may write over, or null.</summary>
    private int? Overwritten(Step step, int index)
    {
        if (step.Outputs.Length != 1) return null;
        for (int i = 0; i < step.Inputs.Length; i++)
        {
            Value input = step.Inputs[i];
            if (!step.Operation.MayOverwrite(i) || !IsTemporary(input) || input.Shape != step.Outputs[0].Shape || _lastUse[input] != index) continue;
            _handedOn.Add(input);
            return _starts[input];
        }
        return null;
    }

    private void Arrange(Step step)
    {
        if (step.Operation is InputOperation) Visible[step.Outputs[0]] = Place(step.Outputs[0]);
        if (step.Operation is InputOperation or ParameterOperation) return;
        var execution = new Execution(step.Operation, Array.ConvertAll(step.Inputs, Place), Array.ConvertAll(step.Outputs, Place));
        (_constantSteps.Contains(step) ? Once : Each).Add(execution);
    }

    private Slot Place(Value value) => _fixed.TryGetValue(value, out (AlignedBuffer Block, int Start) place)
        ? new Slot(place.Block, place.Start, value.Shape)
        : new Slot(Block, _starts[value], value.Shape);
}
