using System.CommandLine;
using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary>Reads divergences from the command line: names, several at once, or <c>all</c>.</summary>
internal static class DivergenceOption
{
    public static Option<string> One(string meaning) => new("--divergence", "-d")
    {
        Description = meaning,
        DefaultValueFactory = _ => "jensen-shannon",
        HelpName = "name",
    };

    public static Option<string> Several() => new("--divergence", "-d")
    {
        Description = "Divergences, separated by commas, or all",
        DefaultValueFactory = _ => "all",
        HelpName = "names",
    };

    public static IReadOnlyList<FDivergence> ParseSeveral(string text) =>
        text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase)
            ? Catalogue.Table
            : [.. SplitOutsideParentheses(text).Select(name => Catalogue.Find(name)).DistinctBy(d => d.Id)];

    /// <summary>Splits at the commas that no parenthesis encloses, so that <c>kl,max(u,1)-1</c> is two.</summary>
    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')') depth--;
            else if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
