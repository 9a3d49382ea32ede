using FGan.Numerics;

namespace FGan;

/// <summary>V of every row of X beside every row of Y of one block: the diagonal is the data, the rest the product of the margins.</summary>
/// <remarks>
/// Each of the m − 1 cyclic shifts of Y is a derangement: no row stays beside its own partner. Together they are all pairs i ≠ j, so the
/// mean over them is the most precise that the block allows.
/// </remarks>
internal sealed class PairScores
{
    // e^V stays finite in single precision, and a pair that cannot occur counts as nothing.
    private const float Lowest = -80, Highest = 60;

    private readonly float[] _scores;

    private PairScores(float[] scores, int count)
    {
        _scores = scores;
        Count = count;
    }

    /// <summary>m, the rows of the block.</summary>
    public int Count { get; }

    /// <summary>All scores, row by row.</summary>
    public ReadOnlySpan<float> Values => _scores;

    /// <summary>Scores a block; without a critic, V = 0.</summary>
    public static PairScores Of(IPairCritic? critic, PairedRows rows)
    {
        var scores = new float[checked(rows.Count * rows.Count)];
        critic?.Score(rows.X, rows.Y, scores);
        return Of(scores, rows.Count);
    }

    public static PairScores Of(float[] scores, int count)
    {
        Elementwise.Clamp(scores, Lowest, Highest, scores);
        return new PairScores(scores, count);
    }

    /// <summary>The same with nothing above a ceiling.</summary>
    public PairScores HeldBelow(float ceiling)
    {
        var scores = new float[_scores.Length];
        Elementwise.Clamp(_scores, Lowest, Math.Min(ceiling, Highest), scores);
        return new PairScores(scores, Count);
    }

    /// <summary>log of the mean of e^V over the pairs that do not belong together.</summary>
    public double LogMean()
    {
        var (rows, _) = Means(Exponentials());
        return Math.Log(rows.Average());
    }

    /// <summary>How well each row's partner is told from all others: Vᵢᵢ less half the log-means of e^V over its row and over its column.</summary>
    /// <remarks>The InfoNCE bound both ways; no single pair can spoil it, so critics are chosen by it.</remarks>
    public InfluencedMean Contrast()
    {
        var exponentials = Exponentials();
        var columns = new float[Count];
        Reductions.SumRows(exponentials, columns);
        var terms = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var row = Reductions.Sum(exponentials.AsSpan(i * Count, Count));
            terms[i] = Diagonal(i) - 0.5 * (Math.Log(row) + Math.Log(columns[i])) + Math.Log(Count);
        }
        return InfluencedMean.Of(terms.Average(), terms);
    }

    /// <summary>The greatest score of partners.</summary>
    public float GreatestOfPartners()
    {
        var greatest = float.NegativeInfinity;
        for (var i = 0; i < Count; i++) greatest = Math.Max(greatest, _scores[i * Count + i]);
        return greatest;
    }

    /// <summary>The Donsker–Varadhan bound E_P[V] − log E_Q[e^V] ≤ I, with each row's influence on it.</summary>
    /// <remarks>Row i takes part in 2(m − 1) pairs: its influence is Vᵢᵢ − (mean of e^V over its row + over its column)/mean of all.</remarks>
    public InfluencedMean DonskerVaradhan()
    {
        var (rows, columns) = Means(Exponentials());
        var mean = rows.Average();
        var influence = new double[Count];
        double joint = 0;
        for (var i = 0; i < Count; i++)
        {
            joint += Diagonal(i);
            influence[i] = Diagonal(i) - (rows[i] + columns[i]) / mean;
        }
        return InfluencedMean.Of(joint / Count - Math.Log(mean), influence);
    }

    /// <summary>The bound on the Jensen–Shannon information, ½E_P[log 2σ(V − shift)] + ½E_Q[log 2σ(shift − V)].</summary>
    public InfluencedMean JensenShannon(double shift)
    {
        var losses = new float[_scores.Length];
        Elementwise.Affine(_scores, 1, (float)-shift, losses);
        Elementwise.Softplus(losses, losses);
        var (rows, columns) = Means(losses);
        var influence = new double[Count];
        double joint = 0;
        for (var i = 0; i < Count; i++)
        {
            var term = -LogRatioCriticScores.Softplus(shift - Diagonal(i));
            joint += term;
            influence[i] = (term - rows[i] - columns[i]) / 2;
        }
        return InfluencedMean.Of(Math.Log(2) + (joint / Count - rows.Average()) / 2, influence);
    }

    private double Diagonal(int i) => _scores[i * Count + i];

    private float[] Exponentials()
    {
        var exponentials = new float[_scores.Length];
        Elementwise.Exp(_scores, exponentials);
        return exponentials;
    }

    // Means over each row and each column, the diagonal left out.
    private (double[] Rows, double[] Columns) Means(float[] terms)
    {
        for (var i = 0; i < Count; i++) terms[i * Count + i] = 0;
        var rows = new double[Count];
        for (var i = 0; i < Count; i++) rows[i] = Reductions.Sum(terms.AsSpan(i * Count, Count)) / (Count - 1);
        var sums = new float[Count];
        Reductions.SumRows(terms, sums);
        return (rows, Array.ConvertAll(sums, sum => sum / (double)(Count - 1)));
    }
}
