using System.Text.RegularExpressions;

namespace FGan.Sql;

/// <summary>Keeps passwords out of what is printed.</summary>
public static partial class Secrets
{
    /// <summary>Replaces the passwords of database addresses in a text.</summary>
    /// <param name="text">Any text, such as an error message that quotes the command line.</param>
    /// <returns>The text with *** for each password.</returns>
    public static string Mask(string text) => Named().Replace(InUri().Replace(text, "$1***$2"), "$1***");

    [GeneratedRegex("(postgres(?:ql)?://[^:/?@\\s]*:)\\S*(@)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InUri();

    [GeneratedRegex("(\\b(?:password|pwd|passwd)\\s*=\\s*)[^;]*", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
