using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Gives every value of a program a place: parameters and gradients where they lie, all else in one block.</summary>
/// <remarks>
/// Inputs, constants and outputs keep their place for good. Any other value holds its place from the stage that computes
/// it to the last that reads it; where a step may overwrite an input made in the same stage that nobody reads later, it does.
/// A value that one chain makes and uses up passes: each thread has room for the blocks of rows that go through it together, which stays in the nearest caches, and takes it
/// back before the next. Views share the place of their whole.
/// </remarks>
internal sealed class MemoryPlan
{
    private readonly Views _views;
    private readonly List<StagePlan> _stages;
    private readonly Dictionary<Value, (AlignedBuffer Block, int Start)> _fixed;
    private readonly HashSet<Value> _lasting;
    private readonly HashSet<Value> _wholes = [];
    private readonly Dictionary<Value, (int Stage, int Step)> _lastReads = [];
    private readonly Dictionary<Value, int> _starts = [];
    private readonly Dictionary<Value, int> _births = [];
    private readonly HashSet<Value> _passing = [];
    private readonly int[] _passingLengths;
    private readonly FreeSpace _space = new();

    /// <summary>Plans the memory of a program.</summary>
    /// <param name="values">Every value of the program.</param>
    /// <param name="lasting">Values that keep their place for good.</param>
    /// <param name="pinned">Values that lie outside the program's block.</param>
    /// <param name="views">Which values are rows of others.</param>
    /// <param name="stages">What is run.</param>
    public MemoryPlan(
        IReadOnlyCollection<Value> values, IEnumerable<Value> lasting, Dictionary<Value, (AlignedBuffer Block, int Start)> pinned, Views views, List<StagePlan> stages)
    {
        (_views, _stages, _fixed) = (views, stages, pinned);
        _lasting = [.. lasting.Select(Whole)];
        _wholes.UnionWith(values.Where(views.IsView).Select(Whole));
        foreach (Value value in values.Where(v => _lasting.Contains(v) && !IsPlaced(v))) _starts[value] = _space.Take(value.Shape.Count);
        FindLastReads();
        _passingLengths = new int[stages.Count];
        for (int stage = 0; stage < stages.Count; stage++) PlaceStage(stage);
        Block = new AlignedBuffer(_space.Length);
    }

    /// <summary>Everything that the program owns.</summary>
    public AlignedBuffer Block { get; }

    /// <summary>Floats that a thread needs for the values that pass through a stage.</summary>
    public int PassingLength(int stage) => _passingLengths[stage];

    /// <summary>Where a value lies.</summary>
    public Slot Place(Value value)
    {
        (Value whole, int firstRow) = _views.Resolve(value);
        if (_passing.Contains(whole)) return new Slot(null, _starts[whole], value.Shape);
        int offset = firstRow * value.Shape.Columns;
        return _fixed.TryGetValue(whole, out (AlignedBuffer Block, int Start) place)
            ? new Slot(place.Block, place.Start + offset, value.Shape)
            : new Slot(Block, _starts[whole] + offset, value.Shape);
    }

    private Value Whole(Value value) => _views.Resolve(value).Whole;

    private bool IsPlaced(Value whole) => _starts.ContainsKey(whole) || _fixed.ContainsKey(whole);

    private bool IsTemporary(Value whole) => !_lasting.Contains(whole) && !_fixed.ContainsKey(whole);

    private void FindLastReads()
    {
        for (int stage = 0; stage < _stages.Count; stage++)
        {
            for (int step = 0; step < _stages[stage].Steps.Count; step++)
            {
                foreach (Value input in _stages[stage].Steps[step].Inputs) _lastReads[Whole(input)] = (stage, step);
            }
        }
    }

    private void PlaceStage(int stage)
    {
        StagePlan plan = _stages[stage];
        if (plan.IsRows) PlacePassing(stage, plan);
        var handedOn = new HashSet<Value>();
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            Step step = plan.Steps[i];
            foreach (Value whole in step.Outputs.Select(Whole).Where(w => !IsPlaced(w)))
            {
                _births[whole] = stage;
                Value? overwritten = plan.IsRows ? Overwritten(step, whole, (stage, i), passes: false) : null;
                _starts[whole] = overwritten is null ? _space.Take(whole.Shape.Count) : _starts[overwritten];
                if (overwritten is not null) handedOn.Add(overwritten);
            }
        }
        foreach (Value whole in plan.Steps.SelectMany(s => s.Inputs.Concat(s.Outputs)).Select(Whole).Distinct())
        {
            bool isOver = _lastReads.TryGetValue(whole, out (int Stage, int Step) last) ? last.Stage <= stage : _births.GetValueOrDefault(whole, -1) == stage;
            if (IsTemporary(whole) && isOver && !_passing.Contains(whole) && !handedOn.Contains(whole)) _space.Return(_starts[whole], whole.Shape.Count);
        }
    }

    /// <summary>Places what the chain makes and uses up, as if there were room for one block of rows each; it is free again behind the step that reads last.</summary>
    private void PlacePassing(int stage, StagePlan plan)
    {
        var room = new FreeSpace();
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            Step step = plan.Steps[i];
            Value output = step.Outputs[0];
            Value? overwritten = null;
            if (step.Outputs.Length == 1 && Passes(output, stage))
            {
                _births[output] = stage;
                overwritten = Overwritten(step, output, (stage, i), passes: true);
                _starts[output] = overwritten is null ? room.Take(PassingCount(output)) : _starts[overwritten];
                _passing.Add(output);
            }
            foreach (Value input in step.Inputs.Distinct().Where(v => v != overwritten && _passing.Contains(v) && _lastReads[v] == (stage, i)))
                room.Return(_starts[input], PassingCount(input));
        }
        _passingLengths[stage] = room.Length;
    }

    private static int PassingCount(Value value) => checked(RowCuts.BlockRows * value.Shape.Columns);

    /// <summary>Whether a value is a whole, and read by steps of this chain alone.</summary>
    private bool Passes(Value value, int stage) =>
        !_views.IsView(value) && !_wholes.Contains(value) && !IsPlaced(value) && IsTemporary(value)
        && _lastReads.TryGetValue(value, out (int Stage, int Step) last) && last.Stage == stage;

    /// <summary>An input, made in this very stage, that the step reads last and may write over; or null.</summary>
    private Value? Overwritten(Step step, Value output, (int Stage, int Step) now, bool passes)
    {
        if (step.Outputs.Length != 1 || step.Outputs[0] != output || _wholes.Contains(output)) return null;
        for (int i = 0; i < step.Inputs.Length; i++)
        {
            Value input = step.Inputs[i];
            bool isMadeHere = _births.TryGetValue(input, out int birth) && birth == now.Stage;
            bool isFree = isMadeHere && IsTemporary(input) && !_wholes.Contains(input) && _lastReads[input] == now && _passing.Contains(input) == passes;
            if (isFree && input.Shape == output.Shape && step.Operation.MayOverwrite(i)) return input;
        }
        return null;
    }
}
