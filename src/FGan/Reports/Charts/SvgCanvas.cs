using System.Globalization;
using System.Net;
using System.Text;

namespace FGan.Reports;

/// <summary>Where a word stands relative to its place.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Writes the elements of one SVG picture, numbers to a tenth of a pixel.</summary>
internal sealed class SvgCanvas
{
    /// <summary>What every chart's elements look like.</summary>
    public const string Css =
        ".chart{font:12px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',sans-serif;width:100%;max-width:46rem;height:auto;background:var(--paper)}"
        + ".chart text{fill:var(--ink)}.chart .t{font-size:14px;font-weight:600}.chart .k{fill:var(--soft);font-size:11px}.chart .m{font-family:'STIX Two Text','Cambria','Times New Roman',serif;font-style:italic;font-size:1.08em}"
        + ".chart .g{stroke:var(--rule);stroke-width:1}.chart .a{stroke:var(--soft);stroke-width:1}.chart .l{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}"
        + ".chart .f{stroke:none;fill-opacity:.13}.chart .d{stroke-dasharray:7 5}.chart .o{stroke-dasharray:1 5}.chart .h{stroke-width:1;opacity:.75}.chart .p{stroke:var(--paper);stroke-width:1.5}.chart .w{stroke:var(--ink);stroke-width:1.5}.chart .wb{stroke:var(--paper);stroke-width:4}"
        + ".chart .n{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}";

    private const double GlyphWidth = 0.58; // of the font's size, the mean of sans-serif letters

    private readonly StringBuilder _svg = new();

    public SvgCanvas(string id, string title, string description, double width, double height)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {F(width)} {F(height)}\" ");
        _svg.Append(CultureInfo.InvariantCulture, $"width=\"{F(width)}\" height=\"{F(height)}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">");
        _svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{Escape(Plain(title))}</title><desc id=\"{id}-d\">{Escape(Plain(description))}</desc>");
    }

    /// <summary>About how wide words are.</summary>
    public static double WidthOf(string text, double size = 12) => Plain(text).Length * size * GlyphWidth;

    public void Text(double x, double y, string text, string kind = "", Anchor anchor = Anchor.Start, int colour = -1)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{F(x)}\" y=\"{F(y)}\"");
        if (kind.Length > 0) _svg.Append(CultureInfo.InvariantCulture, $" class=\"{kind}\"");
        if (anchor != Anchor.Start) _svg.Append(anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (colour >= 0) _svg.Append(CultureInfo.InvariantCulture, $" style=\"fill:{Colour(colour)}\"");
        _svg.Append('>').Append(Slanted(text)).Append("</text>");
    }

    public void Line(double x1, double y1, double x2, double y2, string kind, int colour = -1)
    {
        var style = colour >= 0 ? $" style=\"stroke:{Colour(colour)}\"" : "";
        _svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{F(x1)}\" y1=\"{F(y1)}\" x2=\"{F(x2)}\" y2=\"{F(y2)}\" class=\"{kind}\"{style}/>");
    }

    public void Path(string data, string kind, int colour)
    {
        if (data.Length == 0) return;
        var paint = kind == "f" ? "fill" : "stroke";
        _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" class=\"{kind}\" style=\"{paint}:{Colour(colour)}\"/>");
    }

    public void Dot(double x, double y, int colour) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{F(x)}\" cy=\"{F(y)}\" r=\"4.5\" class=\"p\" style=\"fill:{Colour(colour)}\"/>");

    public void Bar(double x, double y, double width, double height, int colour) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{F(x)}\" y=\"{F(y)}\" width=\"{F(width)}\" height=\"{F(height)}\" rx=\"2\" style=\"fill:{Colour(colour)}\"/>");

    /// <summary>A cell whose colour is as strong as its value, from 0 to 1.</summary>
    public void Cell(double x, double y, double size, int colour, double strength) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{F(x)}\" y=\"{F(y)}\" width=\"{F(size)}\" height=\"{F(size)}\" style=\"fill:{Colour(colour)};fill-opacity:{strength:0.##}\"/>");

    /// <summary>Ends the picture.</summary>
    public string Finish() => _svg.Append("</svg>").ToString();

    /// <summary>A coordinate.</summary>
    public static string F(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    public static string KindOf(Stroke stroke) => stroke switch
    {
        Stroke.Dashed => "l d",
        Stroke.Dotted => "l o",
        Stroke.Thin => "l h",
        _ => "l",
    };

    private static string Colour(int index) => $"var(--c{index % Palette.Count})";

    private static string Plain(string text) => text.Replace("*", "", StringComparison.Ordinal);

    // *u* is a slanted u.
    private static string Slanted(string text)
    {
        var parts = text.Split('*');
        for (var i = 0; i < parts.Length; i++)
            parts[i] = i % 2 == 0 ? Escape(parts[i]) : $"<tspan class=\"m\">{Escape(parts[i])}</tspan>";
        return string.Concat(parts);
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
