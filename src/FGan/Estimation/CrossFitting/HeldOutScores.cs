namespace FGan;

/// <summary>Log density ratios V(x) ≈ log p(x)/q(x), in nats, on rows of P and of Q that their critic never saw.</summary>
/// <param name="P">V on rows of P.</param>
/// <param name="Q">V on rows of Q.</param>
internal sealed record HeldOutScores(double[] P, double[] Q)
{
    /// <summary>
    /// The largest |V| that is used: twice the log of the rows. Beyond log n a ratio rests on the form of the critic alone, which is right for
    /// normal distributions far apart; beyond twice that the form is a guess.
    /// </summary>
    public double Ceiling => 2 * Math.Log(Math.Max(2, Math.Max(P.Length, Q.Length)));

    public HeldOutScores Map(Func<double, double> change) => new(Array.ConvertAll(P, v => change(v)), Array.ConvertAll(Q, v => change(v)));

    /// <summary>The scores of several parts, one after the other.</summary>
    public static HeldOutScores Join(IEnumerable<HeldOutScores> parts)
    {
        var all = parts.ToList();
        return new HeldOutScores([.. all.SelectMany(s => s.P)], [.. all.SelectMany(s => s.Q)]);
    }
}
