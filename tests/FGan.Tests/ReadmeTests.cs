using System.Text.RegularExpressions;

namespace FGan.Tests;

/// <summary>What the documents link to must exist.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_relative_link_of_the_documents_leads_somewhere()
    {
        var root = Repository.Root;
        string[] documents = [Path.Combine(root, "README.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)];
        foreach (var document in documents)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var target = link.Groups["target"].Value;
                if (target.Contains("://") || target.StartsWith('#')) continue;
                var path = Path.Combine(Path.GetDirectoryName(document)!, target.Split('#')[0]);
                Assert.True(File.Exists(path) || Directory.Exists(path), $"{document} links to {target}, which is not there.");
            }
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
