namespace FGan;

/// <summary>By how much one critic's log loss on the selection part beats another's, row by row.</summary>
/// <param name="Mean">Mean gain, in nats a row.</param>
/// <param name="StandardError">Its standard error.</param>
internal readonly record struct SelectionGain(double Mean, double StandardError)
{
    /// <summary>Whether the gain is more than so many standard errors.</summary>
    public bool Exceeds(double errors) => Mean > errors * StandardError;

    /// <summary>The gain of one critic's scores over another's, on the same rows.</summary>
    public static SelectionGain Of(HeldOutScores before, HeldOutScores after)
    {
        var onP = Moments.Of(Gains(before.P, after.P, -1));
        var onQ = Moments.Of(Gains(before.Q, after.Q, 1));
        return new SelectionGain(
            (onP.Mean + onQ.Mean) / 2,
            Math.Sqrt(onP.Variance / onP.Count + onQ.Variance / onQ.Count) / 2);
    }

    private static double[] Gains(double[] before, double[] after, int sign) =>
        [.. before.Zip(after, (b, a) => LogRatioCriticScores.Softplus(sign * b) - LogRatioCriticScores.Softplus(sign * a))];
}
