namespace FGan;

/// <summary>How a <see cref="MutualInformationEstimator"/> works; the defaults suit every data set known to us.</summary>
public sealed record InformationOptions
{
    /// <summary>Confidence of the one-sided lower limits, in (0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Number of cross-fitting folds, 2 to 20: each row is reported on by a critic that never saw it.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Share of the rows outside the reporting fold by which critics are chosen, in (0, 0.5].</summary>
    public double SelectionShare { get; init; } = 0.15;

    /// <summary>The most training rounds of a network; 0 means the closed-form critics alone.</summary>
    public int MaxRounds { get; init; } = 60;

    /// <summary>The seed of folds, initial weights and batches: the same seed gives the same bits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Finds every fault of these options.</summary>
    /// <returns>One sentence a fault; empty when the options can be used.</returns>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        void Require(bool holds, string fault) { if (!holds) faults.Add(fault); }
        Require(Confidence is > 0.5 and < 1, $"Confidence is {Confidence}; allowed is above 0.5 and below 1, such as 0.95.");
        Require(Folds is >= 2 and <= 20, $"Folds is {Folds}; allowed is 2 to 20.");
        Require(SelectionShare is > 0 and <= 0.5, $"SelectionShare is {SelectionShare}; allowed is above 0 and at most 0.5.");
        Require(MaxRounds >= 0, $"MaxRounds is {MaxRounds}; allowed is 0 or more.");
        return faults;
    }
}
