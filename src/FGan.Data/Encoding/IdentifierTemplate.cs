using System.Collections.Immutable;
using System.Text;

namespace FGan.Data;

/// <summary>What a part of an identifier is made of.</summary>
internal enum PartKind
{
    /// <summary>The same text in every identifier.</summary>
    Fixed,

    /// <summary>Digits.</summary>
    Digits,

    /// <summary>Capital letters A to Z.</summary>
    Capitals,

    /// <summary>Small letters a to z.</summary>
    Letters,
}

/// <summary>A part of an identifier.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Text">Its text when fixed, else empty.</param>
/// <param name="Shortest">The fewest characters.</param>
/// <param name="Longest">The most characters.</param>
/// <param name="LeadsWithZero">Whether digits may start with 0.</param>
internal sealed record IdentifierPart(PartKind Kind, string Text, int Shortest, int Longest, bool LeadsWithZero)
{
    public const int MostCharacters = 64;

    public bool IsSound => Enum.IsDefined(Kind) && Text is not null
        && Shortest >= 0 && Longest >= Shortest && Longest <= MostCharacters
        && (Kind != PartKind.Fixed || Text.Length > 0);
}

/// <summary>
/// The form that identifiers of a column have in common, such as <c>INV-</c> and six digits: enough to make new ones,
/// not to name old ones.
/// </summary>
internal static class IdentifierTemplate
{
    private const double LeastShare = 0.9;
    private const int MostParts = 16;

    /// <summary>Finds the form that at least nine in ten texts share; empty when there is none.</summary>
    public static ImmutableArray<IdentifierPart> Of(IReadOnlyCollection<string> texts)
    {
        var largest = texts.Select(Split).Where(runs => runs.Count <= MostParts)
            .GroupBy(Signature).MaxBy(group => group.Count());
        if (largest is null || largest.Count() < LeastShare * texts.Count) return [];
        List<string>[] members = [.. largest];
        var parts = Enumerable.Range(0, members[0].Count).Select(i => Summarise([.. members.Select(runs => runs[i])]));
        return parts.All(part => part.IsSound) ? [.. parts] : [];
    }

    /// <summary>Makes a text of the form from random bits.</summary>
    public static string Draw(ImmutableArray<IdentifierPart> parts, Func<int, int> below)
    {
        var text = new StringBuilder();
        foreach (IdentifierPart part in parts)
        {
            if (part.Kind == PartKind.Fixed) text.Append(part.Text);
            else DrawRun(text, part, below);
        }

        return text.ToString();
    }

    private static void DrawRun(StringBuilder text, IdentifierPart part, Func<int, int> below)
    {
        int length = part.Shortest + below(part.Longest - part.Shortest + 1);
        for (int i = 0; i < length; i++)
        {
            bool noZero = part.Kind == PartKind.Digits && i == 0 && !part.LeadsWithZero;
            text.Append(part.Kind switch
            {
                PartKind.Capitals => (char)('A' + below(26)),
                PartKind.Letters => (char)('a' + below(26)),
                _ => (char)('0' + (noZero ? 1 + below(9) : below(10))),
            });
        }
    }

    /// <summary>Splits a text into runs of digits, capitals, small letters, and other characters one by one.</summary>
    private static List<string> Split(string text)
    {
        var runs = new List<string>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            PartKind kind = KindOf(text[start]);
            end = start + 1;
            while (kind != PartKind.Fixed && end < text.Length && KindOf(text[end]) == kind) end++;
            runs.Add(text[start..end]);
        }

        return runs;
    }

    private static string Signature(List<string> runs) =>
        string.Concat(runs.Select(run => KindOf(run[0]) is PartKind.Fixed ? $"={run}" : $"#{(int)KindOf(run[0])}"));

    private static IdentifierPart Summarise(string[] runs)
    {
        (int shortest, int longest) = (runs.Min(run => run.Length), runs.Max(run => run.Length));
        if (Array.TrueForAll(runs, run => run == runs[0]))
            return new IdentifierPart(PartKind.Fixed, runs[0], shortest, longest, false);
        bool leadsWithZero = Array.Exists(runs, run => run.Length > 1 && run[0] == '0');
        return new IdentifierPart(KindOf(runs[0][0]), "", shortest, longest, leadsWithZero);
    }

    private static PartKind KindOf(char c) => c switch
    {
        >= '0' and <= '9' => PartKind.Digits,
        >= 'A' and <= 'Z' => PartKind.Capitals,
        >= 'a' and <= 'z' => PartKind.Letters,
        _ => PartKind.Fixed,
    };
}
