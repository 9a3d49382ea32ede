using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Tells which texts stand for a missing value.</summary>
internal sealed class MissingTokens(ImmutableArray<string> tokens)
{
    private readonly int _longest = tokens.IsEmpty ? 0 : tokens.Max(token => token.Length);

    /// <summary>Whether only an empty text is missing.</summary>
    public bool IsEmpty => _longest == 0;

    /// <summary>Whether a token is a number too (−999), so that it must be looked for before numbers are.</summary>
    public bool IncludesNumbers { get; } = tokens.Any(token => NumberText.Classify(token, '.') != NumberForm.Text);

    /// <summary>
    /// Tells whether <paramref name="text"/>, trimmed, means a missing value; upper and lower case are alike.
    /// </summary>
    public bool Contains(string text)
    {
        if (text.Length == 0) return true;
        if (text.Length > _longest) return false;
        foreach (string token in tokens)
        {
            if (string.Equals(token, text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
