namespace FGan;

/// <summary>Log density ratios V(x) ≈ log p(x)/q(x), in nats, on rows of P and of Q that their critic never saw.</summary>
/// <param name="P">V on rows of P.</param>
/// <param name="Q">V on rows of Q.</param>
internal sealed record HeldOutScores(double[] P, double[] Q)
{
    /// <summary>The largest |V| that a sample of this size can speak of: beyond log n a ratio is a guess.</summary>
    public double Ceiling => Math.Log(Math.Max(2, Math.Max(P.Length, Q.Length)));

    public HeldOutScores Map(Func<double, double> change) => new(Array.ConvertAll(P, v => change(v)), Array.ConvertAll(Q, v => change(v)));
}
