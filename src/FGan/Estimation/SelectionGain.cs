namespace FGan;

/// <summary>By how much one critic's log loss on the selection part beats another's, row by row.</summary>
/// <param name="Mean">Mean gain, in nats a row.</param>
/// <param name="StandardError">Its standard error.</param>
internal readonly record struct SelectionGain(double Mean, double StandardError)
{
    /// <summary>Whether the gain is more than chance of one standard error.</summary>
    public bool IsClear => Mean > StandardError;

    public static SelectionGain Of(ILogRatioCritic simple, ILogRatioCritic rich, FitAndSelect learning)
    {
        var before = simple.Scores(learning.SelectP, learning.SelectQ);
        var after = rich.Scores(learning.SelectP, learning.SelectQ);
        var onP = Moments.Of(Gains(before.P, after.P, -1));
        var onQ = Moments.Of(Gains(before.Q, after.Q, 1));
        return new SelectionGain(
            (onP.Mean + onQ.Mean) / 2,
            Math.Sqrt(onP.Variance / onP.Count + onQ.Variance / onQ.Count) / 2);
    }

    private static double[] Gains(double[] before, double[] after, int sign) =>
        [.. before.Zip(after, (b, a) => LogRatioCriticScores.Softplus(sign * b) - LogRatioCriticScores.Softplus(sign * a))];
}
