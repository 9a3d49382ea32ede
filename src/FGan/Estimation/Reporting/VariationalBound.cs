namespace FGan;

/// <summary>The variational bound E_P[T] − E_Q[g(T)] ≤ D_f(P‖Q) over given rows, with its standard error.</summary>
/// <remarks>Nguyen, Wainwright, Jordan 2010, equation 9; Nowozin, Cseke, Tomioka 2016, equation 4.</remarks>
internal readonly record struct VariationalBound(double Mean, double StandardError)
{
    /// <summary>One-sided lower limit at <paramref name="z"/> standard errors.</summary>
    public double LowerLimit(double z) => Mean - z * StandardError;

    /// <summary>The bound from T on rows of P and g(T) on rows of Q.</summary>
    public static VariationalBound Of(ReadOnlySpan<double> onP, ReadOnlySpan<double> onQ)
    {
        var p = Moments.Of(onP);
        var q = Moments.Of(onQ);
        return new VariationalBound(p.Mean - q.Mean, Math.Sqrt(p.Variance / p.Count + q.Variance / q.Count));
    }
}
