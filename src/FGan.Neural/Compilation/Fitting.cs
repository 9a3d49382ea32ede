using FGan.Neural.Operations;

namespace FGan.Neural.Compilation;

/// <summary>Fits steps to how the rows of chains were cut.</summary>
internal static class Fitting
{
    /// <summary>
    /// Gives tables with a row for each block as many rows as there are blocks, and has products that sum over the rows of a chain with two sections
    /// halve both: a thread has made half of each.
    /// </summary>
    public static void Apply(List<StagePlan> stages)
    {
        var tables = new Dictionary<Value, Value>();
        var seams = new Dictionary<Value, int>();
        foreach (StagePlan stage in stages)
        {
            for (int i = 0; i < stage.Steps.Count; i++)
            {
                Step step = stage.Steps[i];
                if (stage.Cuts is { } cuts) Note(step, cuts.Pieces[i], cuts, tables, seams);
                stage.Steps[i] = new Step(WithSeam(step, seams), Array.ConvertAll(step.Inputs, Fitted), Array.ConvertAll(step.Outputs, Fitted));
            }
        }

        Value Fitted(Value value) => tables.GetValueOrDefault(value, value);
    }

    private static void Note(Step step, RowPiece piece, RowCuts cuts, Dictionary<Value, Value> tables, Dictionary<Value, int> seams)
    {
        Value output = step.Outputs[0];
        if (step.Operation.GivesRowPerBlock)
            tables[output] = Value.Synthetic(step.Operation, output.Shape with { Rows = cuts.BlockOf(piece.End - 1) - cuts.BlockOf(piece.First) + 1 });
        else if (cuts.Sections == 2 && piece.First == 0 && piece.End == cuts.Section(2))
            seams[output] = cuts.Section(1);
    }

    // Where a product sums over rows: those of its left factor, and those of the right one unless that is turned.
    private static Operation WithSeam(Step step, Dictionary<Value, int> seams) => step.Operation is MatMulOperation { TransposeLeft: true } product
        ? product with { Seam = Math.Max(seams.GetValueOrDefault(step.Inputs[0]), product.TransposeRight ? 0 : seams.GetValueOrDefault(step.Inputs[1])) }
        : step.Operation;
}
