using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FGan.Divergences.Derivation;
using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>The divergences known by name, each derived from the text of its f when it is first asked for.</summary>
/// <remarks>
/// Much of the literature calls (u−1)² <em>Pearson</em> and (1−u)²/u <em>Neyman</em>; here it is the other way round, as
/// in the f-GAN paper. The aliases <c>chi2-over-q</c> for (u−1)² and <c>chi2-over-p</c> for (1−u)²/u cannot be misread.
/// </remarks>
public static class Catalogue
{
    private static readonly ConcurrentDictionary<string, Lazy<FDivergence>> Derived = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<FDivergence>> TableEntries = new(() => Derive(CatalogueEntries.Table));
    private static readonly Lazy<IReadOnlyList<FDivergence>> MoreEntries = new(() => Derive(CatalogueEntries.More));
    private static readonly Lazy<IReadOnlyList<FDivergence>> TensorFlowEntries = new(() => Derive(CatalogueEntries.TensorFlow));

    /// <summary>Every entry but TensorFlow Probability's, the eight of the f-GAN table first.</summary>
    public static IReadOnlyList<FDivergence> All => [.. TableEntries.Value, .. MoreEntries.Value];

    /// <summary>The eight divergences of the f-GAN table.</summary>
    public static IReadOnlyList<FDivergence> Table => TableEntries.Value;

    /// <summary>
    /// The fourteen Csiszár functions of TensorFlow Probability's <c>tfp.vi</c> under their names there, prefixed by
    /// <c>tfp-</c>; <see cref="FDivergence.RelatedTo"/> says which of this catalogue's they are.
    /// </summary>
    public static IReadOnlyList<FDivergence> TensorFlow => TensorFlowEntries.Value;

    /// <summary>Gives the divergence that a text stands for.</summary>
    /// <param name="text">
    /// An id or alias in any case (<c>js</c>), a family with its parameter (<c>alpha(0.5)</c> or <c>alpha-0.5</c>), or a formula of f (<c>u*log(u)</c>).
    /// </param>
    /// <returns>The divergence; the same object each time for a name.</returns>
    /// <exception cref="DivergenceException">No entry has that name (the message lists near ones), or f is refused.</exception>
    public static FDivergence Find(string text) => Find(text, null);

    /// <summary>Gives the divergence that a text stands for, with named parameters in its formula.</summary>
    /// <param name="text">As for <see cref="Find(string)"/>.</param>
    /// <param name="parameters">Values of the names that a formula contains beside u.</param>
    /// <returns>The divergence; the same object each time for a name.</returns>
    /// <exception cref="DivergenceException">No entry has that name (the message lists near ones), or f is refused.</exception>
    public static FDivergence Find(string text, IReadOnlyDictionary<string, double>? parameters)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TryFind(text, out var divergence)) return divergence;
        try
        {
            return FDivergence.Parse(text, parameters);
        }
        catch (DivergenceException error) when (error.InnerException is ParseException && LooksLikeName(text))
        {
            throw UnknownName(text.Trim());
        }
    }

    /// <summary>Looks an entry up by name, without an exception where there is none.</summary>
    /// <param name="name">An id, an alias, or a family with its parameter.</param>
    /// <param name="divergence">The entry, when there is one.</param>
    /// <exception cref="DivergenceException">The entry is there but not for such a parameter.</exception>
    public static bool TryFind(string name, [NotNullWhen(true)] out FDivergence? divergence)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (stem, argument) = SplitArgument(name.Trim());
        var entry = CatalogueEntries.All.FirstOrDefault(e => e.Answers(stem));
        divergence = entry is null ? null : Derive(entry, ReadArgument(entry, argument));
        return divergence is not null;
    }

    private static IReadOnlyList<FDivergence> Derive(IEnumerable<CatalogueEntry> entries) => [.. entries.Select(entry => Derive(entry, null))];

    private static FDivergence Derive(CatalogueEntry entry, double? argument)
    {
        // js(0.5) is js, alpha alone is alpha(0.5).
        var isPlain = entry.Parameter is null || (entry.Parameter.IsOptional && (argument ?? entry.Parameter.Default) == entry.Parameter.Default);
        var value = argument ?? entry.Parameter?.Default ?? 0;
        var id = entry.IdWith(isPlain ? null : value);
        return Derived.GetOrAdd(id, key => new(() =>
        {
            var parameters = entry.Parameter is null ? null : new Dictionary<string, double> { [entry.Parameter.Name] = value };
            var label = new DivergenceLabel(key, entry.Name, isPlain ? entry.Aliases : []);
            return DivergenceFactory.FromText(entry.FormulaFor(value), isPlain ? null : parameters, label);
        })).Value;
    }

    private static (string Stem, string? Argument) SplitArgument(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && name[^1] == ')') return (name[..open].Trim(), name[(open + 1)..^1]);

        // A name fit for files writes the parameter behind a hyphen: alpha-1.5, alpha--1.
        var family = CatalogueEntries.All.FirstOrDefault(e => e.Parameter is not null && name.StartsWith(e.Id + "-", StringComparison.OrdinalIgnoreCase));
        return family is not null && double.TryParse(name[(family.Id.Length + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? (family.Id, name[(family.Id.Length + 1)..])
            : (name, null);
    }

    private static double? ReadArgument(CatalogueEntry entry, string? argument)
    {
        if (argument is null) return null;
        if (entry.Parameter is not { } parameter)
            throw new DivergenceException($"{entry.Id} takes no parameter; got ({NearNames.Shorten(argument)}). Write {entry.Id}.");
        if (!double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !parameter.IsAllowed(value))
        {
            throw new DivergenceException(
                $"{entry.Id} takes {parameter.Allowed}; got ({NearNames.Shorten(argument)}). Write, for example, {entry.IdWith(parameter.Default)}.");
        }
        return value;
    }

    // floor(u) is a formula with a fault, floor(2) a name that nobody knows.
    private static bool LooksLikeName(string text)
    {
        var (stem, argument) = SplitArgument(text.Trim());
        return stem.Length > 0 && char.IsLetter(stem[0]) && stem.All(c => char.IsLetterOrDigit(c) || c is '-' or '_')
            && (argument is null || double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }

    private static DivergenceException UnknownName(string name)
    {
        var near = NearNames.To(SplitArgument(name).Stem, CatalogueEntries.All.SelectMany(entry => entry.Aliases.Prepend(entry.Id)));
        var advice = near.Count > 0
            ? $"did you mean {string.Join(", ", near)}?"
            : $"known are {string.Join(", ", CatalogueEntries.Table.Concat(CatalogueEntries.More).Select(entry => entry.Id))}, or a formula such as u*log(u).";
        return new DivergenceException($"Unknown divergence \"{NearNames.Shorten(name)}\"; {advice}");
    }
}
