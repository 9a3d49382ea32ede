namespace FGan;

/// <summary>What the same estimator says about two halves of P, again and again: what it says when there is nothing to find (A/A).</summary>
/// <param name="Runs">How often P was halved at random.</param>
/// <param name="MeanEstimate">The mean estimate of the main divergence.</param>
/// <param name="HighestEstimate">The highest.</param>
/// <param name="HighestLowerLimit">The highest lower limit.</param>
/// <param name="FalseAlarms">In how many runs the p-value was below 0.05: one in twenty is to be expected.</param>
public sealed record SelfComparison(int Runs, double MeanEstimate, double HighestEstimate, double HighestLowerLimit, int FalseAlarms);
