namespace FGan;

/// <summary>Where an estimate of mutual information stands.</summary>
/// <param name="Fold">The folds done.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="LowerBound">The bound on the rows reported on so far, in nats.</param>
public sealed record InformationProgress(int Fold, int Folds, double LowerBound);
