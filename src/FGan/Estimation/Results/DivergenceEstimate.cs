using System.Globalization;

namespace FGan;

/// <summary>How far the model Q lies from the data P under one f-divergence, measured on rows that no critic was trained or tuned on.</summary>
/// <param name="Id">The catalogue id of the divergence, or the formula it was given as.</param>
/// <param name="Formula">The Csiszár function f(u), u = p/q.</param>
/// <param name="Estimate">
/// The estimate of D_f(P‖Q): Σ f(r)/(m + n·r) over the pooled rows, r the held-out density ratio. It has the same limit as the
/// variational bound and a smaller variance; it is not itself a bound.
/// </param>
/// <param name="StandardError">
/// The standard error by the efficient influence function of D_f: √(Var_P f'(r)/n + Var_Q g(f'(r))/m). It overstates the error where the
/// critic is nearly parametric.
/// </param>
/// <param name="LowerBound">The mean of the variational lower bound E_P[T] − E_Q[g(T)], T tuned on the selection part only.</param>
/// <param name="LowerLimit">The one-sided lower confidence limit on D_f(P‖Q), never below 0.</param>
/// <param name="Confidence">The confidence of the limit, in (0, 1).</param>
/// <param name="Ceiling">The largest value D_f can take; ∞ where it is unbounded.</param>
public sealed record DivergenceEstimate(
    string Id, string Formula, double Estimate, double StandardError, double LowerBound, double LowerLimit, double Confidence, double Ceiling)
{
    /// <summary>Lower limits that hold for any number of rows.</summary>
    public CertifiedLimits? Certified { get; init; }

    /// <summary>The Donsker–Varadhan bound, for <c>kl</c> and <c>reverse-kl</c>; else null.</summary>
    public DonskerVaradhanBound? DonskerVaradhan { get; init; }

    /// <summary>
    /// The largest value that samples of this size can show: the bound of a critic at ±log n that is always right. Of KL no sample shows more
    /// than about log n.
    /// </summary>
    public double Attainable { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Whether the estimate is so near to <see cref="Attainable"/> (nine tenths of it) that the truth may be far greater: believe "at least".
    /// </summary>
    public bool IsSaturated => double.IsFinite(Attainable) && Estimate > 0.9 * Attainable;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}: {Estimate:0.####} ± {StandardError:0.####}, at least {LowerLimit:0.####} with {Confidence:P0} confidence");
}
