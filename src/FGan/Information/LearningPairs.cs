namespace FGan;

/// <summary>The rows that a critic may learn from, and those it may be chosen by.</summary>
internal sealed record LearningPairs(PairedRows Fit, PairedRows Select);
