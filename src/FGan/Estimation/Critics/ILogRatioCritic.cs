using FGan.Data;

namespace FGan;

/// <summary>Estimates V(x) ≈ log p(x)/q(x) for encoded rows.</summary>
internal interface ILogRatioCritic
{
    /// <summary>Writes V for every row of <paramref name="sample"/> into <paramref name="scores"/>, in nats.</summary>
    void Score(FloatMatrix sample, Span<double> scores);
}

internal static class LogRatioCriticScores
{
    public static HeldOutScores Scores(this ILogRatioCritic critic, FloatMatrix p, FloatMatrix q)
    {
        var scores = new HeldOutScores(new double[p.Rows], new double[q.Rows]);
        critic.Score(p, scores.P);
        critic.Score(q, scores.Q);
        return scores;
    }

    /// <summary>The mean loss −log σ(±V), each sample with half the weight: log 2 when V says nothing, less when it tells P from Q.</summary>
    public static double LogLoss(this HeldOutScores scores)
    {
        return (Mean(scores.P, -1) + Mean(scores.Q, 1)) / 2;

        static double Mean(double[] v, int sign) => v.Average(x => Softplus(sign * x));
    }

    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
