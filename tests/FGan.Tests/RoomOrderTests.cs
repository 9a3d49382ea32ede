using System.Xml.Linq;

namespace FGan.Tests;

/// <summary>The rooms of <c>docs/layout.md</c> may only lean on the rooms below them.</summary>
public sealed class RoomOrderTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FGan.Numerics"] = [],
        ["FGan.Symbolics"] = [],
        ["FGan.Divergences"] = ["FGan.Symbolics"],
        ["FGan.Neural"] = ["FGan.Numerics"],
        ["FGan.Data"] = ["FGan.Numerics"],
        ["FGan.Sql"] = ["FGan.Data"],
        ["FGan"] = ["FGan.Divergences", "FGan.Neural", "FGan.Data"],
        ["FGan.Cli"] = ["FGan", "FGan.Sql"],
    };

    private static readonly string[] NoPackages = ["FGan.Numerics", "FGan.Symbolics", "FGan.Divergences", "FGan.Neural", "FGan"];

    [Fact]
    public void Every_project_references_only_the_rooms_below_it()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(Allowed.Keys.Order(), projects.Select(p => Path.GetFileNameWithoutExtension(p)).Order());
        foreach (var project in projects)
        {
            var room = Path.GetFileNameWithoutExtension(project);
            var references = References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r));
            Assert.All(references, reference => Assert.Contains(reference, Allowed[room]));
        }
    }

    [Fact]
    public void The_rooms_that_the_project_exists_for_take_no_third_party_package()
    {
        foreach (var room in NoPackages)
        {
            var project = Path.Combine(Repository.Root, "src", room, room + ".csproj");
            var packages = References(project, "PackageReference").Where(p => p != "System.Numerics.Tensors");
            Assert.Empty(packages);
        }
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));
}
