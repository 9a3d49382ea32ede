namespace FGan;

/// <summary>The bound E_P[V] − log E_Q[e^V] ≤ KL(P‖Q), the variational bound of KL made as large as a shift of V can make it.</summary>
/// <remarks>Donsker, Varadhan 1975; the standard error is by the delta method: √(Var_P V/n + Var_Q(e^V)/(m·(mean_Q e^V)²)).</remarks>
/// <param name="Bound">The bound on held-out rows, in nats.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="LowerLimit">The one-sided lower confidence limit, at least 0.</param>
public sealed record DonskerVaradhanBound(double Bound, double StandardError, double LowerLimit);
