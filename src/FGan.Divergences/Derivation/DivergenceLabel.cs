namespace FGan.Divergences.Derivation;

/// <summary>What a divergence is called.</summary>
/// <param name="Id">The name on the command line, or the formula itself.</param>
/// <param name="Name">The name in words.</param>
/// <param name="Aliases">Other names.</param>
internal sealed record DivergenceLabel(string Id, string Name, IReadOnlyList<string> Aliases)
{
    /// <summary>f as somebody typed it.</summary>
    public string? Typed { get; init; }

    /// <summary>The label of a formula that has no other name.</summary>
    public static DivergenceLabel OfFormula(string formula) => new(formula, formula, []);

    /// <summary>How error messages begin: <c>f = u^2-u^3</c>.</summary>
    public string Subject => $"f = {NearNames.Shorten(Typed ?? Id)}";
}
