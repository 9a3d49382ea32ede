using FGan.Divergences;

namespace FGan;

/// <summary>How far the terms of a bound could go beyond all rows of the sample they are averaged over, as the other sample's rows show.</summary>
/// <remarks>
/// A mean and its standard error say nothing about what a sample happens not to show. If rows of P score higher than every row of Q, a share of
/// up to log(1/α)/m of Q may score so too with none of it among m rows (the rule of three), and E_Q[g(T)] be greater by that share of the
/// excess; likewise for rows of P that would score as low as rows of Q do. Where the samples overlap the excess is next to nothing.
/// </remarks>
/// <param name="LeastP">The least T on rows of P.</param>
/// <param name="LeastQ">The least T on rows of Q.</param>
/// <param name="GreatestP">The greatest g(T) on rows of P.</param>
/// <param name="GreatestQ">The greatest g(T) on rows of Q.</param>
internal readonly record struct UnseenRows(double LeastP, double LeastQ, double GreatestP, double GreatestQ)
{
    /// <summary>How far below the rows of P those of Q reach.</summary>
    public double ExcessP => Math.Max(0, LeastP - LeastQ);

    /// <summary>How far above the rows of Q those of P reach.</summary>
    public double ExcessQ => Math.Max(0, GreatestP - GreatestQ);

    /// <summary>Finds the extremes of T = a(V) and g(T), both of which rise with V.</summary>
    public static UnseenRows Of(OutputActivation activation, HeldOutScores v)
    {
        var a = FunctionValues.Of(activation.Activation, [v.P.Min(), v.Q.Min()]);
        var g = FunctionValues.Of(activation.Composition, [v.P.Max(), v.Q.Max()]);
        return new UnseenRows(a[0], a[1], g[0], g[1]);
    }

    /// <summary>The extremes of several parts together.</summary>
    public static UnseenRows Join(IEnumerable<UnseenRows> parts) => parts.Aggregate((a, b) => new UnseenRows(
        Math.Min(a.LeastP, b.LeastP), Math.Min(a.LeastQ, b.LeastQ), Math.Max(a.GreatestP, b.GreatestP), Math.Max(a.GreatestQ, b.GreatestQ)));

    /// <summary>What may have to be taken off the bound.</summary>
    /// <param name="log">log(1/α) for each sample.</param>
    /// <param name="rowsP">Rows of P that are averaged over.</param>
    /// <param name="rowsQ">Rows of Q that are averaged over.</param>
    public double Cost(double log, int rowsP, int rowsQ) => log * (ExcessP / rowsP + ExcessQ / rowsQ);
}
