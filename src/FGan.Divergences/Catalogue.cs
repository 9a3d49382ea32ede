using FGan.Divergences.ClosedForms;

namespace FGan.Divergences;

/// <summary>The divergences known by name.</summary>
/// <remarks>
/// Much of the literature calls (u−1)² <em>Pearson</em> and (1−u)²/u <em>Neyman</em>; here it is the other way round, as
/// in the f-GAN paper. The aliases <c>chi2-over-q</c> for (u−1)² and <c>chi2-over-p</c> for (1−u)²/u cannot be misread.
/// </remarks>
public static class Catalogue
{
    private static readonly Lazy<IReadOnlyList<FDivergence>> Entries = new(() =>
    [
        TotalVariation.Create(),
        KullbackLeibler.Create(),
        ReverseKullbackLeibler.Create(),
        Pearson.Create(),
        Neyman.Create(),
        SquaredHellinger.Create(),
        Jeffrey.Create(),
        JensenShannon.Create(),
        ClassicGan.Create(),
        Triangular.Create(),
    ]);

    /// <summary>Every entry, the eight of the f-GAN table first.</summary>
    public static IReadOnlyList<FDivergence> All => Entries.Value;

    /// <summary>The eight divergences of the f-GAN table.</summary>
    public static IReadOnlyList<FDivergence> Table => [.. All.Take(8)];

    /// <summary>Looks an entry up.</summary>
    /// <param name="name">An id or an alias, in any case.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="DivergenceException">No entry has that name; the message lists near ones.</exception>
    public static FDivergence Find(string name) =>
        TryFind(name, out var divergence) ? divergence : throw UnknownName(name);

    /// <summary>Looks an entry up, without an exception where there is none.</summary>
    /// <param name="name">An id or an alias, in any case.</param>
    /// <param name="divergence">The entry, when there is one.</param>
    public static bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FDivergence? divergence)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = name.Trim();
        divergence = All.FirstOrDefault(d => NamesOf(d).Contains(wanted, StringComparer.OrdinalIgnoreCase));
        return divergence is not null;
    }

    internal static DivergenceException UnknownName(string name)
    {
        var near = NearNames.To(name, All.SelectMany(NamesOf));
        var advice = near.Count > 0
            ? $"did you mean {string.Join(", ", near)}?"
            : $"known are {string.Join(", ", All.Select(d => d.Id))}.";
        return new DivergenceException($"Unknown divergence \"{NearNames.Shorten(name)}\"; {advice}");
    }

    private static IEnumerable<string> NamesOf(FDivergence divergence) => divergence.Aliases.Prepend(divergence.Id);
}
