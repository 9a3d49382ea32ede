using FGan.Neural.Operations;

namespace FGan.Neural.Compilation;

/// <summary>Knows which values are rows of another and share its memory: slices of rows, and the parts of a stack.</summary>
internal sealed class Views
{
    private readonly Dictionary<Value, (Value Whole, int FirstRow)> _wholes = [];

    /// <summary>Steps that need not be run, since memory is shared.</summary>
    private readonly HashSet<Step> _steps = [];

    private Views()
    {
    }

    /// <summary>Finds all views among the steps; parts of a stack that cannot be views are copied first.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="pinned">Values that have a place of their own.</param>
    public static (Views Views, List<Step> Steps) Find(List<Step> steps, HashSet<Value> pinned)
    {
        var views = new Views();
        var found = new List<Step>();
        foreach (Step step in steps)
        {
            Step added = step;
            if (step.Operation is RowSliceOperation slice) views.Add(step.Outputs[0], step.Inputs[0], slice.Start);
            else if (step.Operation is RowConcatenationOperation) added = views.AddStack(step, pinned, found);
            else
            {
                found.Add(step);
                continue;
            }
            views._steps.Add(added);
            found.Add(added);
        }
        return (views, found);
    }

    public bool IsView(Step step) => _steps.Contains(step);

    public bool IsView(Value value) => _wholes.ContainsKey(value);

    /// <summary>The value whose memory holds this one, and the first row.</summary>
    public (Value Whole, int FirstRow) Resolve(Value value)
    {
        int first = 0;
        while (_wholes.TryGetValue(value, out (Value Whole, int FirstRow) view))
        {
            value = view.Whole;
            first += view.FirstRow;
        }
        return (value, first);
    }

    private void Add(Value part, Value whole, int firstRow) => _wholes[part] = (whole, firstRow);

    private Step AddStack(Step step, HashSet<Value> pinned, List<Step> steps)
    {
        Value[] parts = [.. step.Inputs];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            Value part = parts[i];
            // A part has one place: constants, parameters and parts of something else are copied into this whole.
            if (pinned.Contains(part) || IsView(part) || part == step.Outputs[0])
            {
                var copy = new CopyOperation();
                parts[i] = new Node(null!, -1, copy, [], [part.Shape]).Outputs[0];
                steps.Add(new Step(copy, [part], [parts[i]]));
            }
            Add(parts[i], step.Outputs[0], start);
            start += part.Shape.Rows;
        }
        return new Step(step.Operation, parts, step.Outputs);
    }
}
