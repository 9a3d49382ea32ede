namespace FGan.Divergences.Exact;

/// <summary>q·f̂(p/q) from log p and log q, by the side on which the ratio is at most 1.</summary>
internal sealed class MassCost(FDivergence divergence)
{
    // Above this a product of e^weight and a finite value cannot lose digits to underflow.
    private const double Underflow = -600;

    private readonly Perspective _ofQ = new(divergence);
    private readonly Perspective _ofP = new(divergence.Adjoint);

    /// <summary>The cost, +∞ where the limit is or a double cannot hold it.</summary>
    public double Of(double logP, double logQ)
    {
        if (double.IsNegativeInfinity(logP) && double.IsNegativeInfinity(logQ)) return 0;
        var (mass, side, r) = Split(logP, logQ);
        var value = side.Evaluate(r);
        if (value == 0) return 0;
        return mass > Underflow && double.IsFinite(value) ? Math.Exp(mass) * value : Math.Exp(LogOf(logP, logQ));
    }

    /// <summary>The logarithm of the cost, for asking how fast it falls where it is far below a double.</summary>
    public double LogOf(double logP, double logQ)
    {
        if (double.IsNegativeInfinity(logP) && double.IsNegativeInfinity(logQ)) return double.NegativeInfinity;
        var (mass, side, r) = Split(logP, logQ);
        return mass + side.Log(r);
    }

    private (double Mass, Perspective Side, double R) Split(double logP, double logQ) =>
        logP <= logQ ? (logQ, _ofQ, logP - logQ) : (logP, _ofP, logQ - logP);
}
