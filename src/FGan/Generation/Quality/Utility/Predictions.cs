namespace FGan;

/// <summary>Scores of classes for rows whose class is known.</summary>
/// <param name="Truth">The class of each row.</param>
/// <param name="Scores">Log odds of each class, for each row.</param>
internal sealed record Predictions(double[] Truth, double[][] Scores)
{
    private readonly int[] _chosen = [.. Enumerable.Range(0, Truth.Length).Select(row => Enumerable.Range(0, Scores.Length).MaxBy(kind => Scores[kind][row]))];

    /// <summary>Always the same class.</summary>
    public static Predictions Constant(Examples test, int classes, int chosen) =>
        new(test.Values, [.. Enumerable.Range(0, classes).Select(kind => Enumerable.Repeat(kind == chosen ? 1.0 : 0, test.Count).ToArray())]);

    public double Accuracy => Enumerable.Range(0, Truth.Length).Average(row => _chosen[row] == Truth[row] ? 1.0 : 0);

    /// <summary>The mean of the classes that occur.</summary>
    public double MeanF1 => Enumerable.Range(0, Scores.Length).Where(kind => Truth.Contains(kind)).Average(F1);

    /// <summary>2·hits / (2·hits + false alarms + misses).</summary>
    public double F1(int kind)
    {
        double hits = 0, wrong = 0;
        for (int row = 0; row < Truth.Length; row++)
        {
            bool isOf = Truth[row] == kind, isChosen = _chosen[row] == kind;
            if (isOf && isChosen) hits++;
            else if (isOf || isChosen) wrong++;
        }

        return hits == 0 ? 0 : 2 * hits / (2 * hits + wrong);
    }

    /// <summary>The probability that a row of the class scores higher than one of another; ties count half (Mann and Whitney 1947).</summary>
    public double AreaUnderCurve(int kind)
    {
        double below = 0, wins = 0, members = 0;
        foreach (IGrouping<double, int> tied in Enumerable.Range(0, Truth.Length).GroupBy(row => Scores[kind][row]).OrderBy(group => group.Key))
        {
            double inside = tied.Count(row => Truth[row] == kind), outside = tied.Count() - inside;
            wins += inside * (below + outside / 2);
            (below, members) = (below + outside, members + inside);
        }

        return members == 0 || below == 0 ? double.NaN : wins / (members * below);
    }
}
