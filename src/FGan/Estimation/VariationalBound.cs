using FGan.Divergences;

namespace FGan;

/// <summary>The variational bound E_P[a(V)] − E_Q[g(a(V))] ≤ D_f(P‖Q) on given scores, with its standard error.</summary>
/// <remarks>Nguyen, Wainwright, Jordan 2010, equation 9; Nowozin, Cseke, Tomioka 2016, equation 4.</remarks>
internal readonly record struct VariationalBound(double Mean, double StandardError)
{
    /// <summary>One-sided lower limit at <paramref name="z"/> standard errors.</summary>
    public double LowerLimit(double z) => Mean - z * StandardError;

    public static VariationalBound Of(OutputActivation activation, HeldOutScores scores)
    {
        var onP = Moments.Of(activation.Activation, scores.P);
        var onQ = Moments.Of(activation.Composition, scores.Q);
        return new VariationalBound(onP.Mean - onQ.Mean, Math.Sqrt(onP.Variance / onP.Count + onQ.Variance / onQ.Count));
    }
}
