namespace FGan.Divergences;

/// <summary>Finds the names a mistyped one may have meant.</summary>
internal static class NearNames
{
    private const int LongestEcho = 60;

    /// <summary>The names near <paramref name="name"/>, nearest first, at most five.</summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestEcho) return [];
        var wanted = name.Trim().ToLowerInvariant();
        return
        [
            .. known.Distinct()
                .Select(candidate => (candidate, distance: Distance(wanted, candidate)))
                .Where(pair => pair.distance <= Math.Max(2, wanted.Length / 3))
                .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Select(pair => pair.candidate).Take(5),
        ];
    }

    /// <summary>The text as an error message may repeat it: on one line and of bounded length.</summary>
    public static string Shorten(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LongestEcho ? line : string.Concat(line.AsSpan(0, LongestEcho), "…");
    }

    // Levenshtein's edit distance, one row at a time; a name that contains the other whole counts as near.
    private static int Distance(string a, string b)
    {
        if (a.Length > 2 && b.Contains(a, StringComparison.Ordinal)) return 1;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
