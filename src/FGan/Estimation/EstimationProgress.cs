namespace FGan;

/// <summary>Where an estimation stands.</summary>
/// <param name="Fold">The fold being fitted, from 1.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="LogLoss">The loss of the best critic so far on the selection part; log 2 = 0.693 says nothing is told apart.</param>
public sealed record EstimationProgress(int Fold, int Folds, double LogLoss);
