using System.Net;
using System.Reflection;
using System.Text;
using FGan.Symbolics;

namespace FGan.Reports;

/// <summary>Writes one page that needs nothing but itself: style, formulas and pictures are inside, and there are no scripts.</summary>
internal sealed class HtmlPage
{
    private static readonly string Style = ReadStyle();

    private readonly StringBuilder _body = new();
    private readonly string _title;
    private int _pictures;

    public HtmlPage(string title) => _title = title;

    /// <summary>The version that pages are signed with.</summary>
    public static string Version { get; } = typeof(HtmlPage).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Makes text safe to stand in a page.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Sets a formula of u, or leaves a text that is none as it stands.</summary>
    public static string Formula(string text)
    {
        try
        {
            return Expr.Parse(text).ToMathMl();
        }
        catch (ParseException)
        {
            return $"<code>{Encode(text)}</code>";
        }
    }

    /// <summary>Adds HTML as it is.</summary>
    public HtmlPage Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    /// <summary>Begins a section.</summary>
    public HtmlPage Section(string heading) => Add($"<h2>{heading}</h2>");

    /// <summary>Adds a paragraph of HTML.</summary>
    public HtmlPage Paragraph(string html) => Add($"<p>{html}</p>");

    /// <summary>Adds a picture with words below it.</summary>
    public HtmlPage Figure(Picture picture, string caption = "")
    {
        var words = caption.Length > 0 ? $"<figcaption>{caption}</figcaption>" : "";
        return Add($"<figure>{picture.ToSvg($"picture{++_pictures}")}{words}</figure>");
    }

    /// <summary>Adds a table; cells are HTML, numbers are set to the right.</summary>
    public HtmlPage Table(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Add($"<div class=\"wide\"><table><caption>{caption}</caption><thead><tr>{string.Concat(head.Select(cell => $"<th scope=\"col\">{cell}</th>"))}</tr></thead><tbody>");
        foreach (var row in rows)
            Add($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>");
        return Add("</tbody></table></div>");
    }

    /// <summary>Ends the page.</summary>
    /// <param name="footer">How it was made, as HTML.</param>
    public string Finish(string footer) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(_title)}</title>
        <style>
        {Palette.Css(":root")}
        {Style}{SvgCanvas.Css}
        </style>
        </head>
        <body>
        <main>
        {_body}</main>
        <footer>{footer}</footer>
        </body>
        </html>

        """;

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("FGan.Reports.Page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
