using System.Globalization;
using FGan.Data;

namespace FGan;

/// <summary>Rows that meet a condition, and how rare they are.</summary>
/// <param name="Condition">The condition as it was written.</param>
/// <param name="Wanted">How many rows were asked for.</param>
/// <param name="Rows">The rows found, at most as many as asked for.</param>
/// <param name="Draws">How many rows were drawn to find them.</param>
public sealed record ConditionalSample(string Condition, int Wanted, Table Rows, long Draws)
{
    /// <summary>Whether all rows that were asked for were found.</summary>
    public bool IsComplete => Rows.RowCount == Wanted;

    /// <summary>The share of the rows drawn that met the condition.</summary>
    public double AcceptedShare => Rows.RowCount / (double)Draws;

    /// <summary>The column whose values the draws asked for; null where they were free.</summary>
    public string? AimedAt { get; init; }

    /// <summary>The share of the data that have one of the values asked for; 1 where the draws were free.</summary>
    public double AimedShare { get; init; } = 1;

    /// <summary>Says how many were found, and how rare they are.</summary>
    public string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rows.RowCount:#,0} of {Wanted:#,0} rows with {Condition}: found in {Draws:#,0} draws{Aim()}, {100 * AcceptedShare:0.####} % of which met the condition{Rarity()}");

    private string Aim() => AimedAt is null ? "" : $" aimed at {AimedAt}";

    private string Rarity() => AimedAt is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; about {100 * AimedShare * AcceptedShare:0.####} % of all rows do");

    /// <inheritdoc/>
    public override string ToString() => Words();
}
