using FGan.Numerics;

namespace FGan;

/// <summary>Tests P = Q on held-out scores of a critic that was fitted on other rows.</summary>
/// <remarks>
/// Given the critic, held-out rows of P and Q are exchangeable if P = Q, so dealing their scores anew is an exact test. Cross-fitted scores
/// would not do: each row judged by one critic has taught the others, which doubles the variance of the sum over folds and with it the false alarms.
/// </remarks>
internal static class SampleTest
{
    private const int MostPermutedRows = 20_000;
    private static readonly double[] Scales = [1, 0.5, 0.25, 0.125];

    public static TwoSampleTest Of(HeldOutPart half, int permutations, ulong seed)
    {
        var v = half.Calibrated;
        var logE = LogEValue(v);
        return new TwoSampleTest(
            PValue(v, permutations, new Philox(seed, Streams.Permutations)), permutations, Math.Exp(logE), logE, v.P.Length, v.Q.Length, AreaUnderCurve(v));
    }

    /// <summary>The mean of V on P less that on Q: for a calibrated V the logarithm of the likelihood ratio, whose test is the most powerful.</summary>
    private static double PValue(HeldOutScores v, int permutations, Philox random)
    {
        var p = First(v.P);
        double[] pooled = [.. p, .. First(v.Q)];
        var observed = p.Sum();
        // Sums of the same numbers in another order differ in the last bits; they count as equal.
        var rounding = 1e-12 * pooled.Sum(Math.Abs);
        var atLeast = 0;
        ulong position = 0;
        for (var permutation = 0; permutation < permutations; permutation++)
        {
            double sum = 0;
            for (var i = 0; i < p.Length; i++)
            {
                var j = i + random.Integer(position++, pooled.Length - i);
                (pooled[i], pooled[j]) = (pooled[j], pooled[i]);
                sum += pooled[i];
            }
            if (sum >= observed - rounding) atLeast++;
        }
        return (1.0 + atLeast) / (permutations + 1.0);

        static double[] First(double[] scores) => scores.Length <= MostPermutedRows ? scores : scores[..MostPermutedRows];
    }

    /// <summary>
    /// The log of Π (1 + k)·e^(sV(x))/(e^(sV(x)) + Σ e^(sV(y))) averaged over scales s: one row x of the smaller sample at a time, with k rows
    /// y of the greater. If P = Q each row of a group is x with probability 1/(1 + k), so each factor has mean 1.
    /// </summary>
    private static double LogEValue(HeldOutScores v)
    {
        var (few, many, sign) = v.P.Length <= v.Q.Length ? (v.P, v.Q, 1) : (v.Q, v.P, -1);
        var group = many.Length / few.Length;
        var logs = Scales.Select(scale => LogProduct(few, many, group, sign * scale)).ToArray();
        var highest = logs.Max();
        return highest + Math.Log(logs.Average(log => Math.Exp(log - highest)));
    }

    private static double LogProduct(double[] few, double[] many, int group, double scale)
    {
        double sum = 0;
        for (var i = 0; i < few.Length; i++)
        {
            var own = scale * few[i];
            double others = 1;
            for (var k = 0; k < group; k++) others += Math.Exp(scale * many[i * group + k] - own);
            sum += Math.Log((1 + group) / others);
        }
        return sum;
    }

    /// <summary>The share of pairs in which V is greater on P, ties counted half.</summary>
    private static double AreaUnderCurve(HeldOutScores v)
    {
        var p = v.P.Order().ToArray();
        var q = v.Q.Order().ToArray();
        double greater = 0;
        int below = 0, upTo = 0;
        foreach (var score in p)
        {
            while (below < q.Length && q[below] < score) below++;
            while (upTo < q.Length && q[upTo] <= score) upTo++;
            greater += below + (upTo - below) / 2.0;
        }
        return greater / p.Length / q.Length;
    }
}
