namespace FGan.Cli.Commands;

/// <summary>What <c>fgan evaluate</c> prints, for people and for machines.</summary>
internal sealed record EvaluationText(SampleEvaluation Quality, EstimationResult Divergences)
{
    public ParzenWindow? Windows { get; init; }

    public FreshCriticResult? FreshCritic { get; init; }

    public ClosestRecords? Closest { get; init; }

    public UtilityResult? Utility { get; init; }

    public void Print(Terminal terminal)
    {
        foreach (var line in Quality.Describe()) terminal.Print(line);
        if (Windows is not null) terminal.Print($"Parzen windows: {Windows}.");
        if (FreshCritic is not null) terminal.Print($"A convolutional critic trained anew: {FreshCritic}.");
        foreach (var column in Quality.Columns)
            terminal.Print($"  {column.Column,-24} distance {Number.Short(column.Distance),-8} missing {Number.Short(column.MissingReal)} real, {Number.Short(column.MissingSynthetic)} synthetic");
        terminal.Print(Divergences.Words());
        foreach (var d in Divergences.Divergences)
            terminal.Print($"  {d.Id,-20}{Number.Short(d.Estimate),-10} at least {Number.Short(d.LowerLimit),-10} {d.Formula}");
        if (Utility is { } utility) Print(terminal, utility);
        if (Quality.Columns.Count == 0) return;
        foreach (var finding in QualityFindings.Of(Quality, Divergences, Closest, Utility)) terminal.Print($"{(finding.IsGood ? "Good" : "Bad ")}: {finding.Text}");
    }

    public object Json() => new
    {
        realCount = Quality.RealCount,
        syntheticCount = Quality.SyntheticCount,
        meanColumnDistance = Quality.MeanColumnDistance,
        meanPairDifference = Quality.MeanPairDifference,
        columns = Quality.Columns,
        pairs = Quality.Pairs,
        exactCopies = Quality.ExactCopies,
        exactCopiesWithinReal = Quality.ExactCopiesWithinReal,
        neighbours = Quality.Neighbours,
        kernelDiscrepancy = Quality.Discrepancy,
        parzen = Windows,
        freshCritic = FreshCritic,
        coverage = Quality.Coverage,
        accuracy = Divergences.Accuracy,
        closest = Closest,
        utility = Utility,
        divergences = Divergences.Divergences.Select(d => new { d.Id, d.Estimate, d.StandardError, d.LowerLimit, d.Confidence }),
        findings = Quality.Columns.Count == 0 ? [] : QualityFindings.Of(Quality, Divergences, Closest, Utility),
    };

    private static void Print(Terminal terminal, UtilityResult utility)
    {
        terminal.Print($"Predicting {utility.Target} by {utility.Predictor}; tested on {utility.TestRows} real rows ({utility.TestOrigin}):");
        foreach (var score in utility.Scores)
            terminal.Print($"  {score.Measure,-24} {Number.Short(score.Synthetic),-8} from synthetic rows, {Number.Short(score.Real),-8} from real rows, {Number.Short(score.Trivial)} without looking");
    }
}
