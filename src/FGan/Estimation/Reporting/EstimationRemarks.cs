using static System.FormattableString;

namespace FGan;

/// <summary>What should be said beside the numbers.</summary>
internal static class EstimationRemarks
{
    private const int FewRows = 200;
    private const double FewEffectiveRows = 30;

    public static IEnumerable<string> On(EstimationResult result)
    {
        if (Math.Min(result.RowsP, result.RowsQ) < FewRows)
            yield return $"With {result.RowsP} and {result.RowsQ} rows only great differences can be seen; a limit of 0 does not mean that the samples are alike.";
        var saturated = result.Divergences.Where(d => d.IsSaturated).Select(d => d.Id).ToList();
        if (saturated.Count > 0)
            yield return $"{string.Join(", ", saturated)}: near the greatest value that so many rows can show; the truth may be far greater.";
        if (result.Weights is { } weights && Math.Min(weights.EffectiveRowsP, weights.EffectiveRowsQ) < FewEffectiveRows)
            yield return Invariant($"As weights the density ratio is worth {weights.EffectiveRowsQ:0.#} rows of Q and {weights.EffectiveRowsP:0.#} of P: divergences with heavy tails rest on those.");
        foreach (var check in result.Checks.Where(c => !c.Holds))
            yield return Invariant($"The estimates break {check.Relation} ({check.Left:0.####} against {check.Right:0.####}): the density ratio is not well learned, believe the lower limits only.");
    }
}
