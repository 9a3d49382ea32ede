using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Tests.Reports;

/// <summary>The page of a derivation, for every f of the catalogue and some that are not in it.</summary>
public sealed partial class DerivationPageTests
{
    private const string Unsafe = "<script>&";

    public static TheoryData<string> Formulas { get; } = [.. Catalogue.All.Select(d => d.Id), "max(u,1/u)-1", "max(0,u-2)+(u-1)^2", "u*log(u)+cosh(u)/100", Unsafe];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_page_is_one_small_well_formed_file_that_needs_no_other(string formula)
    {
        var page = DerivationPage.Write(Derived(formula));

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 10_000, 200_000);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotMatch(Outside(), page);
        Assert.DoesNotContain("NaN", page);
        var body = XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)]);
        Assert.Equal(4, body.Descendants().Count(e => e.Attribute("role")?.Value == "img"));
        var ids = body.Descendants().Select(e => e.Attribute("id")?.Value).Where(id => id is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        string[] pairs = ["mfrac", "msup", "msub", "munder"];
        Assert.All(body.Descendants().Where(e => pairs.Contains(e.Name.LocalName)), e => Assert.Equal(2, e.Elements().Count()));
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Latex_is_balanced_and_names_every_part(string formula)
    {
        foreach (var kind in Enum.GetValues<OutputActivationKind>())
        {
            var formulas = DerivationFormula.All(Derived(formula), kind);
            string[] always = ["f", "fPrime", "fSecond", "conjugate", "domain", "activation", "threshold", "bound"];
            Assert.Empty(always.Except(formulas.Select(f => f.Id)));
            foreach (var latex in formulas.Select(f => f.Whole.ToLatex()))
            {
                AssertBalanced(latex);
                Assert.DoesNotMatch(NotAscii(), latex);
            }
        }
    }

    [Fact]
    public void The_classic_game_is_set_with_its_discriminator()
    {
        var critic = DerivationFormula.All(Catalogue.Find("jensen-shannon"), OutputActivationKind.Table).Single(f => f.Id == "critic").Whole.ToLatex();

        Assert.Equal(@"\max_{D}\mathbb{E}_{x \sim P}[\log D(x)] + \mathbb{E}_{z}[\log(1 - D(G(z)))]\text{, }D = \sigma(V)", critic);
    }

    [Fact]
    public void The_pictures_of_the_documents_are_what_the_program_draws()
    {
        var folder = Path.Combine(Repository.Root, "docs", "pictures", "derivation");
        foreach (var (name, svg) in DerivationPage.Pictures(Catalogue.Find("jensen-shannon")))
            Assert.Equal(File.ReadAllText(Path.Combine(folder, name)), svg);
    }

    private static FDivergence Derived(string formula) =>
        formula == Unsafe ? FDivergence.Define(Unsafe, u => u * Math.Log(u)) : Catalogue.Find(formula);

    private static void AssertBalanced(string latex)
    {
        var bare = latex.Replace(@"\{", "", StringComparison.Ordinal).Replace(@"\}", "", StringComparison.Ordinal);
        var depth = 0;
        foreach (var sign in bare)
        {
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            Assert.True(depth >= 0, latex);
        }

        Assert.True(depth == 0, latex);
        Assert.Equal(latex.Split(@"\left").Length, latex.Split(@"\right").Length);
    }

    [GeneratedRegex(@"(src|href)=|url\(|@import")]
    private static partial Regex Outside();

    [GeneratedRegex(@"[^\x00-\x7f]")]
    private static partial Regex NotAscii();
}
