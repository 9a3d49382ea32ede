using System.Globalization;
using System.Text;

namespace FGan.Reports;

/// <summary>The colours of pages and charts, told apart by colour-blind readers too.</summary>
/// <remarks>
/// The hues are those of Okabe and Ito (Color Universal Design, 2008), darkened on white and lightened on black until they reach a contrast of 3 with the ground.
/// </remarks>
internal static class Palette
{
    private static readonly (string Light, string Dark)[] Hues =
    [
        ("#0068a8", "#5ab4ec"), // blue
        ("#c44e00", "#f0884a"), // vermilion
        ("#00805c", "#3fc79c"), // bluish green
        ("#9a4f84", "#d993bf"), // reddish purple
        ("#8a6d00", "#e0b93a"), // yellow, as ochre
        ("#5b6470", "#a3adba"), // grey
    ];

    private static readonly (string Name, string Light, string Dark)[] Grounds =
    [
        ("ink", "#1b1f24", "#e8eaed"),
        ("soft", "#5b6470", "#a3adba"),
        ("rule", "#dfe3e8", "#343b45"),
        ("paper", "#ffffff", "#14171b"),
        ("panel", "#f6f7f9", "#1c2127"),
    ];

    /// <summary>How many colours there are.</summary>
    public static int Count => Hues.Length;

    /// <summary>The colours as variables of a style sheet, light or dark as the reader's machine is set, light on paper.</summary>
    /// <param name="root">The selector that carries them.</param>
    public static string Css(string root)
    {
        var (light, dark) = (Variables(hue => hue.Light), Variables(hue => hue.Dark));
        return $"{root}{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{{root}{{{dark}}}}}";
    }

    private static string Variables(Func<(string Light, string Dark), string> choose)
    {
        var css = new StringBuilder();
        for (var i = 0; i < Hues.Length; i++) css.Append(CultureInfo.InvariantCulture, $"--c{i}:{choose(Hues[i])};");
        foreach (var (name, light, dark) in Grounds) css.Append("--").Append(name).Append(':').Append(choose((light, dark))).Append(';');
        return css.ToString();
    }
}
