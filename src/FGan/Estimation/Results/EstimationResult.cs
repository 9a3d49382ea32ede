namespace FGan;

/// <summary>What a <see cref="DivergenceEstimator"/> found out about two samples.</summary>
/// <param name="Divergences">One estimate a divergence, in the order asked for.</param>
/// <param name="RowsP">Rows of P, all of them reported on.</param>
/// <param name="RowsQ">Rows of Q, all of them reported on.</param>
/// <param name="Seed">The seed of folds, initial weights and batches.</param>
/// <param name="Folds">Number of cross-fitting folds.</param>
/// <param name="NetworkFolds">In how many folds a network beat the quadratic critic on the selection part.</param>
/// <param name="Accuracy">
/// How often "V(x) &gt; 0 means P" is right on held-out rows, P and Q counted alike: 0.5 when nothing tells them apart.
/// </param>
public sealed record EstimationResult(
    IReadOnlyList<DivergenceEstimate> Divergences, int RowsP, int RowsQ, ulong Seed, int Folds, int NetworkFolds, double Accuracy)
{
    /// <summary>The test of P = Q.</summary>
    public TwoSampleTest? Test { get; init; }

    /// <summary>What the density ratio is worth as weights.</summary>
    public ImportanceWeights? Weights { get; init; }

    /// <summary>Inequalities between the divergences asked for, tried on their estimates.</summary>
    public IReadOnlyList<ConsistencyCheck> Checks { get; init; } = [];

    /// <summary>What each column contributes to the main divergence, greatest loss first; empty where a row has one column.</summary>
    public IReadOnlyList<ColumnDifference> Columns { get; init; } = [];

    /// <summary>The rows that are most typical of P and least of Q, surest first, then those of Q.</summary>
    public IReadOnlyList<TypicalRow> TypicalRows { get; init; } = [];

    /// <summary>What two halves of P look like to the same estimator; null unless asked for.</summary>
    public SelfComparison? SelfComparison { get; init; }

    /// <summary>What the user should know about the data or the estimates, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>V of every row.</summary>
    public HeldOutRatios Ratios { get; init; } = new([], [], [], []);

    /// <summary>The fitted reference; null unless asked for.</summary>
    public ReferenceModel? Reference { get; init; }

    /// <summary>The divergence that words, columns and calibration speak of: Jensen–Shannon where it was asked for, else the first.</summary>
    public DivergenceEstimate Main => Divergences.FirstOrDefault(d => d.Id == "jensen-shannon") ?? Divergences[0];

    /// <summary>What was found, in words a person who never heard of divergences can use.</summary>
    public string Words() => EstimationWords.Of(this);

    /// <inheritdoc/>
    public override string ToString() => Words();
}
