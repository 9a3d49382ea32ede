namespace FGan;

/// <summary>What the density ratio is worth as weights.</summary>
/// <param name="EffectiveRowsQ">(Σw)²/Σw² over rows of Q with w = p/q: so many rows of P are the weighted rows of Q worth at most.</param>
/// <param name="EffectiveRowsP">The same over rows of P with w = q/p.</param>
/// <param name="MeanQ">Mean of p/q over rows of Q: 1 when the ratio is calibrated.</param>
/// <param name="MeanP">Mean of q/p over rows of P: 1 when the ratio is calibrated.</param>
public sealed record ImportanceWeights(double EffectiveRowsQ, double EffectiveRowsP, double MeanQ, double MeanP);
