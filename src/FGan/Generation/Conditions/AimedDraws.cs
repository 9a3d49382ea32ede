using FGan.Data;

namespace FGan;

/// <summary>Draws that a condition on rows is aimed at: the vector asks for the values of one column with which it could hold, as often as they are in the data.</summary>
/// <param name="Column">The column that is asked about.</param>
/// <param name="Share">The share of the data that have one of these values.</param>
/// <param name="Law">How often each is asked for.</param>
internal sealed record AimedDraws(string Column, double Share, ConditionLaw Law)
{
    /// <summary>Aiming changes whose conditional distribution rows follow (see <see cref="ConditionalSampler"/>), so it must be worth it.</summary>
    private const double WorthIt = 0.5;

    /// <summary>Share of the rows sought that must have a value that may be asked for.</summary>
    private const double NearlyAll = 0.95;

    /// <summary>Finds the column that rules out most; null where none rules out half of the rows, or a model has no vector.</summary>
    public static AimedDraws? For(RowCondition condition, TableSpace space)
    {
        if (space.Condition is not { } vector) return null;
        AimedDraws? best = null;
        for (int column = 0; column < vector.Blocks.Length; column++)
        {
            bool[] could = condition.CouldHold(space.Encoder, space.Constraints, vector.Blocks[column]);
            double[] shares = [.. vector.SharesOf(column).Select((share, value) => could[value] ? share : 0)];
            double share = shares.Sum();
            if (share == 0 || share > (best?.Share ?? WorthIt)) continue;
            double[] asked = [.. shares.Select((one, value) => vector.IsAsked(vector.Starts[column] + value) ? one : 0)];
            if (asked.Sum() >= NearlyAll * share) best = new AimedDraws(vector.Blocks[column].Column, share, LawOf(vector, column, asked));
        }

        return best;
    }

    private static ConditionLaw LawOf(ConditionVector vector, int column, double[] shares)
    {
        var weights = new double[vector.Width];
        shares.CopyTo(weights, vector.Starts[column]);
        return new ConditionLaw(weights);
    }
}
