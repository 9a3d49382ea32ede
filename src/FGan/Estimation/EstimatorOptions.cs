using FGan.Divergences;

namespace FGan;

/// <summary>What a <see cref="DivergenceEstimator"/> measures and how much work it may spend.</summary>
public sealed record EstimatorOptions
{
    /// <summary>The divergences to report; empty means the eight of the catalogue. One critic serves them all.</summary>
    public IReadOnlyList<FDivergence> Divergences { get; init; } = [];

    /// <summary>The divergence whose objective trains the critic; <see langword="null"/> means Jensen–Shannon.</summary>
    public FDivergence? CriticObjective { get; init; }

    /// <summary>Confidence of the one-sided lower limits, in (0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Number of cross-fitting folds, 2 to 20: each row is reported on by a critic that never saw it.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Share of the rows outside the reporting fold kept for selection (early stopping, scale and shift), in (0, 0.5].</summary>
    public double SelectionShare { get; init; } = 0.2;

    /// <summary>Widths of the hidden layers of the residual network; empty means a quadratic critic alone.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [64, 64];

    /// <summary>The most passes over the training part, at least 1.</summary>
    public int MaxEpochs { get; init; } = 40;

    /// <summary>Rows of each sample in a training step, at least 8.</summary>
    public int BatchRows { get; init; } = 256;

    /// <summary>The seed of folds, initial weights and batches: the same seed gives the same bits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often held-out scores are dealt anew for the p-value, 19 to 1,000,000: its least value is 1/(this + 1).</summary>
    public int Permutations { get; init; } = 999;

    /// <summary>Whether to find out what each column contributes.</summary>
    public bool Columns { get; init; } = true;

    /// <summary>How often P is compared with itself, half against half (A/A), 0 to 1000; 0 leaves it out. Each costs an estimation.</summary>
    public int SelfComparisons { get; init; }

    /// <summary>Whether the result keeps a <see cref="ReferenceModel"/> to judge other data by later; not for bare matrices.</summary>
    public bool KeepReference { get; init; }

    /// <summary>Finds every fault of these options.</summary>
    /// <returns>One sentence a fault; empty when the options can be used.</returns>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        void Require(bool holds, string fault) { if (!holds) faults.Add(fault); }
        Require(Confidence is > 0.5 and < 1, $"Confidence is {Confidence}; allowed is above 0.5 and below 1, such as 0.95.");
        Require(Folds is >= 2 and <= 20, $"Folds is {Folds}; allowed is 2 to 20.");
        Require(SelectionShare is > 0 and <= 0.5, $"SelectionShare is {SelectionShare}; allowed is above 0 and at most 0.5.");
        Require(HiddenWidths.All(w => w is > 0 and <= 8192), "HiddenWidths holds a width outside 1 to 8192.");
        Require(MaxEpochs >= 1, $"MaxEpochs is {MaxEpochs}; allowed is 1 or more.");
        Require(BatchRows >= 8, $"BatchRows is {BatchRows}; allowed is 8 or more.");
        Require(Permutations is >= 19 and <= 1_000_000, $"Permutations is {Permutations}; allowed is 19 to 1000000.");
        Require(SelfComparisons is >= 0 and <= 1000, $"SelfComparisons is {SelfComparisons}; allowed is 0 to 1000.");
        return faults;
    }
}
