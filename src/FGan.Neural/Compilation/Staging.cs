using FGan.Neural.Operations;

namespace FGan.Neural.Compilation;

/// <summary>Steps between two moments at which all threads wait for each other.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Offsets">For a stage that is run on blocks of rows, the row at which each step's output begins; else empty.</param>
internal sealed record StagePlan(List<Step> Steps, List<int> Offsets)
{
    public bool IsRows => Offsets.Count > 0;

    /// <summary>How the rows of a stage that is run on blocks are cut; else null.</summary>
    public RowCuts? Cuts { get; } = Offsets.Count == 0 ? null : new RowCuts([.. Steps.Select((s, i) => new RowPiece(Offsets[i], s.Rows))]);
}

/// <summary>Orders steps into stages: chains that are run on one block of rows after another, and steps that need whole values.</summary>
internal sealed class Staging
{
    private readonly Views _views;
    private readonly HashSet<Value> _done = [];
    private readonly List<StagePlan> _stages = [];
    private readonly List<Step> _pending;

    private Staging(List<Step> steps, IEnumerable<Value> given, Views views)
    {
        _views = views;
        _pending = steps;
        _done.UnionWith(given);
    }

    /// <summary>Arranges steps in stages.</summary>
    /// <param name="steps">What is to be run, in an order that would do.</param>
    /// <param name="given">Values that are there from the start.</param>
    /// <param name="views">Which values are rows of others.</param>
    public static List<StagePlan> Arrange(List<Step> steps, IEnumerable<Value> given, Views views)
    {
        var staging = new Staging(steps, given, views);
        while (staging._pending.Count > 0)
        {
            staging.TakeViews();
            if (!staging.TakeWholes()) staging.TakeRows();
        }
        return staging._stages;
    }

    /// <summary>Views of finished values are finished, at no cost.</summary>
    private void TakeViews()
    {
        foreach (Step step in _pending.FindAll(s => _views.IsView(s)))
        {
            if (!Array.TrueForAll(step.Inputs, _done.Contains)) continue;
            _done.UnionWith(step.Outputs);
            _pending.Remove(step);
        }
    }

    /// <summary>All steps that need whole values and have them; they do not depend on each other.</summary>
    private bool TakeWholes()
    {
        List<Step> ready = _pending.FindAll(s => !_views.IsView(s) && !IsRows(s) && Array.TrueForAll(s.Inputs, _done.Contains));
        if (ready.Count == 0) return false;
        Finish(new StagePlan(ready, []));
        return true;
    }

    /// <summary>The longest chain of steps that treat rows alone.</summary>
    private void TakeRows()
    {
        var spaces = new RowSpaces();
        var chain = new List<Step>();
        foreach (Step step in _pending)
        {
            if ((_views.IsView(step) || IsRows(step)) && TryJoin(step, spaces)) chain.Add(step);
        }
        if (chain.Count == 0) throw new InvalidOperationException($"No order was found for {_pending.Count} steps, the first being {_pending[0]}.");
        Dictionary<Value, int> starts = Starts(chain, spaces);
        List<Step> run = chain.FindAll(s => !_views.IsView(s));
        if (run.Count > 0) Finish(new StagePlan(run, run.ConvertAll(s => Start(s.Outputs[0], spaces, starts))));
        // Views whose rows were all made here are whole now; the others wait for the rest.
        _pending.RemoveAll(run.Contains);
    }

    private static bool IsRows(Step step) => step.Operation.GivesRowPerBlock || (step.Operation.TreatsRowsAlone && step.Outputs[0].Shape.Rows > 1);

    private bool TryJoin(Step step, RowSpaces spaces)
    {
        for (int i = 0; i < step.Inputs.Length; i++)
        {
            Value input = step.Inputs[i];
            bool follows = _views.IsView(step) || step.Operation.FollowsRows(i, input.Shape, step.Outputs[0].Shape);
            if (!_done.Contains(input) && !(follows && spaces.Contains(input))) return false;
        }
        Dictionary<Value, (Value, int)> before = spaces.Save();
        Value output = step.Outputs[0];
        spaces.Add(output);
        int start = 0;
        foreach (Value input in step.Inputs)
        {
            int offset = step.Operation switch
            {
                RowSliceOperation slice => slice.Start,
                RowConcatenationOperation => -start,
                _ => 0,
            };
            start += input.Shape.Rows;
            if (!spaces.Contains(input) || spaces.TryJoin(output, input, offset)) continue;
            spaces.Restore(before);
            return false;
        }
        return true;
    }

    /// <summary>For each space, where it begins: the first row of its foremost value.</summary>
    private static Dictionary<Value, int> Starts(List<Step> chain, RowSpaces spaces)
    {
        var starts = new Dictionary<Value, int>();
        foreach (Step step in chain)
        {
            (Value root, int offset) = spaces.Find(step.Outputs[0]);
            starts[root] = Math.Min(starts.GetValueOrDefault(root, int.MaxValue), offset);
        }
        return starts;
    }

    private static int Start(Value value, RowSpaces spaces, Dictionary<Value, int> starts)
    {
        (Value root, int offset) = spaces.Find(value);
        return offset - starts[root];
    }

    private void Finish(StagePlan stage)
    {
        _stages.Add(stage);
        foreach (Step step in stage.Steps)
        {
            _pending.Remove(step);
            _done.UnionWith(step.Outputs);
        }
    }
}
