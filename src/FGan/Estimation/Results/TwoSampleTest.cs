namespace FGan;

/// <summary>The test of P = Q: a critic was fitted on one half of the rows, the other half was held out from all choices.</summary>
/// <param name="PValue">
/// (1 + number of permutations at least as extreme)/(permutations + 1): the held-out scores of both samples dealt anew, the critic kept.
/// Valid for any number of rows; never 0.
/// </param>
/// <param name="Permutations">How often the scores were dealt anew.</param>
/// <param name="EValue">
/// The product of 2σ(V(x) − V(y)) over held-out pairs in order, averaged over scales of V. Under P = Q its mean is at most 1 whenever one
/// stops, so 1/e is a p-value at any time; ∞ is written where it exceeds what a double holds.
/// </param>
/// <param name="LogEValue">Its natural logarithm.</param>
/// <param name="HeldOutP">Held-out rows of P.</param>
/// <param name="HeldOutQ">Held-out rows of Q.</param>
/// <param name="AreaUnderCurve">How often V is greater on a held-out row of P than on one of Q, ties counted half: 0.5 tells nothing apart.</param>
public sealed record TwoSampleTest(
    double PValue, int Permutations, double EValue, double LogEValue, int HeldOutP, int HeldOutQ, double AreaUnderCurve);
