namespace FGan;

/// <summary>How much of the difference between P and Q goes when one column is dealt anew among the held-out rows of both.</summary>
/// <remarks>
/// Dealt anew, the column has one distribution on both sides and says nothing about the others. What is lost then is what the critic reads
/// from the column, alone or together with others: where two columns say the same either may carry it, and shares need not sum to 1.
/// </remarks>
/// <param name="Column">The column; for pictures a patch of pixels.</param>
/// <param name="Loss">By how much the lower bound of the main divergence falls, in its units.</param>
/// <param name="StandardError">The standard error of the loss.</param>
/// <param name="Share">The loss over the whole bound, at most 1; 0 where nothing was found.</param>
/// <param name="Alone">
/// The lower bound that the column reaches alone, from its binned values on held-out rows; 0 when its own distribution is the same.
/// </param>
public sealed record ColumnDifference(string Column, double Loss, double StandardError, double Share, double Alone)
{
    /// <summary>Whether the loss is more than two standard errors: more than chance.</summary>
    public bool IsClear => Loss > 2 * StandardError;
}
