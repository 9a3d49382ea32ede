using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary>The object that <c>fgan estimate --json</c> prints; its fields are described in <c>docs/estimation.md</c>.</summary>
internal static class EstimationJson
{
    public static object Of(EstimationResult result, IReadOnlyList<GateResult> gates) => new
    {
        divergences = result.Divergences.Select(Divergence),
        rowsP = result.RowsP,
        rowsQ = result.RowsQ,
        seed = result.Seed,
        folds = result.Folds,
        networkFolds = result.NetworkFolds,
        accuracy = result.Accuracy,
        test = result.Test,
        weights = result.Weights,
        checks = result.Checks,
        columns = result.Columns,
        typicalRows = result.TypicalRows,
        selfComparison = result.SelfComparison,
        remarks = result.Remarks,
        gates = gates.Select(gate => new { gate = gate.Gate.Text, divergence = gate.Estimate.Id, threshold = gate.Gate.Threshold, gate.Estimate.LowerLimit, gate.Failed }),
        words = result.Words(),
    };

    private static object Divergence(DivergenceEstimate d) => new
    {
        d.Id,
        f = d.Formula,
        d.Estimate,
        d.StandardError,
        d.LowerBound,
        d.LowerLimit,
        d.Confidence,
        d.Ceiling,
        d.Attainable,
        d.IsSaturated,
        d.Certified,
        d.DonskerVaradhan,
    };
}
