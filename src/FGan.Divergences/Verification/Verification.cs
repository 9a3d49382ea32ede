namespace FGan.Divergences;

/// <summary>Runs the laws that every f-divergence obeys, on the numbers this machine computes.</summary>
public static class Verification
{
    private static readonly Func<FDivergence, IEnumerable<LawResult>>[] Laws =
    [
        ConjugateLaws.Check,
        ActivationLaws.Check,
        SlopeLaws.Check,
        GaussianLaws.Check,
    ];

    /// <summary>Checks one divergence.</summary>
    /// <param name="divergence">Any divergence, of the catalogue or not.</param>
    /// <returns>A row for each law, whether it holds or not.</returns>
    public static IReadOnlyList<LawResult> Of(FDivergence divergence)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        return [.. Laws.SelectMany(law => law(divergence))];
    }

    /// <summary>Checks the whole catalogue.</summary>
    /// <returns>The rows of every entry, in the catalogue's order.</returns>
    public static IEnumerable<LawResult> OfCatalogue() => Catalogue.All.SelectMany(Of);
}
