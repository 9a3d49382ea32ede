namespace FGan.Reports;

/// <summary>A square of cells, one for each pair of names, each as dark as its value.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who cannot see it.</param>
/// <param name="Names">The names along both sides.</param>
/// <param name="Values">A value in [0, 1] for row and column, in the order of the names; NaN for none.</param>
internal sealed record MatrixChart(string Title, string Description, IReadOnlyList<string> Names, Func<int, int, double> Values) : Picture(Title, Description)
{
    private const double Width = 640, LongestName = 150, LargestCell = 34, Top = 34;

    public override string ToSvg(string id)
    {
        var left = 12 + Math.Min(LongestName, Names.Max(name => SvgCanvas.WidthOf(name)));
        var cell = Math.Min(LargestCell, (Width - left) / Names.Count);
        var canvas = new SvgCanvas(id, Title, Description, Width, Top + cell * Names.Count + 24);
        canvas.Text(0, 16, Title, "t");
        for (var row = 0; row < Names.Count; row++)
        {
            canvas.Text(left - 8, Top + (row + 0.5) * cell + 4, Shorten(Names[row]), anchor: Anchor.End);
            canvas.Text(left + (row + 0.5) * cell, Top + cell * Names.Count + 15, $"{row + 1}", "k", Anchor.Middle);
            for (var column = 0; column < Names.Count; column++) AddCell(canvas, row, column, left, cell);
        }

        return canvas.Finish();
    }

    private void AddCell(SvgCanvas canvas, int row, int column, double left, double cell)
    {
        var (x, y) = (left + column * cell, Top + row * cell);
        if (row == column) canvas.Text(x + cell / 2, y + cell / 2 + 4, $"{row + 1}", "k", Anchor.Middle);
        else if (Values(row, column) is var value && double.IsFinite(value)) canvas.Cell(x + 0.5, y + 0.5, cell - 1, row > column ? 0 : 1, Math.Clamp(value, 0.03, 1));
    }

    private static string Shorten(string name)
    {
        var most = (int)(LongestName / SvgCanvas.WidthOf("x"));
        return name.Length <= most ? name : name[..(most - 1)] + "…";
    }
}
