using static System.FormattableString;

namespace FGan;

/// <summary>Something that a comparison of synthetic with real rows found.</summary>
/// <param name="IsGood">Whether it speaks for the synthetic rows.</param>
/// <param name="Text">A sentence.</param>
public sealed record QualityFinding(bool IsGood, string Text);

/// <summary>Says in words what is good and what is bad about synthetic rows.</summary>
public static class QualityFindings
{
    // Where a figure begins to count as bad; each sentence shows the figure itself.
    private const double FarColumn = 0.1, FarPair = 0.1, Tellable = 0.6, Kept = 0.9;
    private const double DueNearer = 0.5, DueClose = 0.05, Slack = 0.05;

    /// <summary>Judges what was measured.</summary>
    /// <param name="quality">Columns, pairs and copies.</param>
    /// <param name="divergences">What a held-out critic told apart.</param>
    /// <param name="closest">Distances to the closest record; null where no rows were kept back.</param>
    /// <param name="utility">What the rows are worth for predicting; null where no target was named.</param>
    /// <returns>The bad before the good.</returns>
    public static IReadOnlyList<QualityFinding> Of(
        SampleEvaluation quality, EstimationResult divergences, ClosestRecords? closest = null, UtilityResult? utility = null)
    {
        ArgumentNullException.ThrowIfNull(quality);
        ArgumentNullException.ThrowIfNull(divergences);
        IEnumerable<QualityFinding> all = [.. Columns(quality), .. Pairs(quality), Classifier(divergences), Copies(quality, closest), .. Closeness(quality, closest), .. Usefulness(utility)];
        return [.. all.OrderBy(finding => finding.IsGood)];
    }

    private static IEnumerable<QualityFinding> Columns(SampleEvaluation quality)
    {
        if (quality.Columns.Count == 0) yield break;
        ColumnQuality worst = quality.Columns[0];
        int far = quality.Columns.Count(column => column.Distance > FarColumn);
        yield return far == 0
            ? new QualityFinding(true, Invariant($"Every column has nearly its real shape: the distances are {quality.MeanColumnDistance:0.000} on average and {worst.Distance:0.000} at most, for {worst.Column} (0 is equal, 1 apart)."))
            : new QualityFinding(false, Invariant($"{far} of {quality.Columns.Count} columns are more than {FarColumn} from their real shape, {worst.Column} most with {worst.Distance:0.000}; the mean is {quality.MeanColumnDistance:0.000} (0 is equal, 1 apart)."));
    }

    private static IEnumerable<QualityFinding> Pairs(SampleEvaluation quality)
    {
        if (quality.Pairs.Count == 0) yield break;
        PairQuality worst = quality.Pairs[0];
        int far = quality.Pairs.Count(pair => pair.Difference > FarPair);
        string example = Invariant($"the {worst.Measure} of {worst.First} and {worst.Second} is {worst.Real:0.00} in the real rows and {worst.Synthetic:0.00} in the synthetic ones");
        yield return far == 0
            ? new QualityFinding(true, Invariant($"Columns hang together as they do in the real rows: the difference is {quality.MeanPairDifference:0.000} on average; at most, {example}."))
            : new QualityFinding(false, Invariant($"{far} of {quality.Pairs.Count} pairs of columns hang together otherwise, by more than {FarPair}: worst, {example}; the mean difference is {quality.MeanPairDifference:0.000}."));
    }

    private static QualityFinding Classifier(EstimationResult divergences)
    {
        string right = Invariant($"{100 * divergences.Accuracy:0.#} % of the time (50 % is guessing)");
        string[] telling = [.. divergences.Columns.Where(column => column.IsClear).Take(3).Select(column => column.Column)];
        string which = telling.Length > 0 ? $"; {string.Join(", ", telling)} {(telling.Length == 1 ? "gives" : "give")} most away" : "";
        return divergences.Accuracy < Tellable
            ? new QualityFinding(true, $"A critic shown a row it never saw says whether it is real and is right only {right}.")
            : new QualityFinding(false, $"A critic shown a row it never saw says whether it is real and is right {right}{which}.");
    }

    private static QualityFinding Copies(SampleEvaluation quality, ClosestRecords? closest)
    {
        double due = closest?.TestCopies ?? quality.ExactCopiesWithinReal, copies = closest?.Copies ?? quality.ExactCopies;
        string what = closest is null ? "of the real rows equal another" : "of the rows kept back do, too";
        return copies <= due + Chance(due, quality.SyntheticCount)
            ? new QualityFinding(true, Invariant($"Copies are no more than chance makes: {100 * copies:0.##} % of the synthetic rows equal a real one; {100 * due:0.##} % {what}."))
            : new QualityFinding(false, Invariant($"{100 * copies:0.##} % of the synthetic rows equal a real one, and only {100 * due:0.##} % {what}: some are copies."));
    }

    private static IEnumerable<QualityFinding> Closeness(SampleEvaluation quality, ClosestRecords? closest)
    {
        if (closest is not null)
        {
            int rows = Math.Min(quality.SyntheticCount, closest.Rows);
            bool isFine = closest.NearerToTraining < DueNearer + Slack + Chance(DueNearer, rows) && closest.CloserThanTest < DueClose + Slack + Chance(DueClose, rows);
            yield return new QualityFinding(isFine, Invariant($"{100 * closest.NearerToTraining:0.#} % of the synthetic rows are nearer to a training row than to one kept back (50 % is due), and {100 * closest.CloserThanTest:0.#} % closer than all but 5 % of the rows kept back are: {(isFine ? "no sign that rows were" : "a sign that rows were")} learned by heart."));
        }
        else if (quality.Neighbours is { } neighbours)
        {
            bool isFine = neighbours.TooClose < DueClose + Slack + Chance(DueClose, quality.SyntheticCount);
            yield return new QualityFinding(isFine, Invariant($"{100 * neighbours.TooClose:0.#} % of the synthetic rows are closer to a real row than all but 5 % of the real rows are to each other: {(isFine ? "no sign that rows were" : "a sign that rows were")} learned by heart."));
        }
    }

    /// <summary>Three standard errors of the difference of two shares of so many rows; three rows where none is due.</summary>
    private static double Chance(double share, int rows) => 3 * Math.Sqrt(2 * Math.Max(share, 0.5 / rows) * (1 - share) / rows);

    private static IEnumerable<QualityFinding> Usefulness(UtilityResult? utility)
    {
        if (utility is null) yield break;
        bool isLearnable = utility.Main.Real > utility.Main.Trivial + 0.02;
        if (!isLearnable) yield return new QualityFinding(true, $"{utility.Words()} Even real rows teach little about it, so nothing can be said about the synthetic ones.");
        else yield return new QualityFinding(utility.Main.Kept >= Kept, Invariant($"{utility.Words()} The synthetic rows teach {100 * utility.Main.Kept:0} % of what the real ones do."));
    }
}
