namespace FGan.Reports;

/// <summary>The names of the marks, each behind a piece of its line, in as many lines as they need.</summary>
internal static class Legend
{
    private const double Swatch = 24;
    private const double Gap = 18;

    public static IReadOnlyList<IReadOnlyList<(Mark Mark, double X)>> Lines(IEnumerable<Mark> marks, double width)
    {
        var lines = new List<List<(Mark Mark, double X)>>();
        var x = double.PositiveInfinity;
        foreach (var mark in marks)
        {
            var needed = Swatch + 6 + SvgCanvas.WidthOf(mark.Name);
            if (x + needed > width)
            {
                lines.Add([]);
                x = 0;
            }

            lines[^1].Add((mark, x));
            x += needed + Gap;
        }

        return lines;
    }

    public static void Draw(SvgCanvas canvas, IReadOnlyList<IReadOnlyList<(Mark Mark, double X)>> lines, double y)
    {
        foreach (var line in lines)
        {
            foreach (var (mark, x) in line)
            {
                var kind = mark switch
                {
                    Curve curve => SvgCanvas.KindOf(curve.Stroke),
                    Histogram histogram => SvgCanvas.KindOf(histogram.Stroke),
                    _ => "",
                };
                if (kind.Length > 0) canvas.Line(x, y - 4, x + Swatch, y - 4, kind, mark.Colour);
                else canvas.Dot(x + Swatch / 2, y - 4, mark.Colour);
                canvas.Text(x + Swatch + 6, y, mark.Name);
            }

            y += 18;
        }
    }
}
