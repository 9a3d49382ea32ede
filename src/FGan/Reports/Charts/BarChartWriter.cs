namespace FGan.Reports;

/// <summary>Draws a <see cref="BarChart"/>: a label, its bars, and the value at the end of each.</summary>
internal static class BarChartWriter
{
    private const double Width = 640;
    private const double LongestLabel = 190;
    private const double BarHeight = 14;
    private const double RowGap = 10;
    private const double ValueWidth = 58;

    public static string Write(BarChart chart, string id)
    {
        var bars = chart.Names.Count;
        var top = bars > 1 ? 58.0 : 38.0;
        var rowHeight = bars * BarHeight + RowGap;
        var canvas = new SvgCanvas(id, chart.Title, chart.Description, Width, top + chart.Rows.Count * rowHeight + 40);
        canvas.Text(0, 16, chart.Title, "t");
        if (bars > 1) AddNames(canvas, chart.Names);

        var left = 16 + Math.Min(LongestLabel, chart.Rows.Select(row => SvgCanvas.WidthOf(row.Label)).DefaultIfEmpty(0).Max());
        var (low, high) = Range(chart);
        var ticks = Ticks.Between(low, high, 4);
        double X(double value) => left + (value - low) / (high - low) * (Width - ValueWidth - left);

        var bottom = top + chart.Rows.Count * rowHeight;
        foreach (var tick in ticks.Values)
        {
            canvas.Line(X(tick), top, X(tick), bottom, tick == 0 ? "a" : "g");
            canvas.Text(X(tick), bottom + 15, ticks.Text(tick), "k", Anchor.Middle);
        }

        canvas.Text(Width, bottom + 34, chart.Label, "k", Anchor.End);
        for (var r = 0; r < chart.Rows.Count; r++) AddRow(canvas, chart.Rows[r], top + r * rowHeight + RowGap / 2, left, X);
        return canvas.Finish();
    }

    /// <summary>A value in about three digits.</summary>
    public static string Value(double value)
    {
        if (value == 0) return "0";
        var size = Math.Abs(value);
        var format = size >= 1e5 || size < 1e-4 ? "0.#e0" : size >= 100 ? "0" : size >= 1 ? "0.##" : size >= 0.01 ? "0.###" : "0.#####";
        return Ticks.Minus(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void AddNames(SvgCanvas canvas, IReadOnlyList<string> names)
    {
        var x = 0.0;
        for (var i = 0; i < names.Count; i++)
        {
            canvas.Bar(x, 28, 18, 10, i);
            canvas.Text(x + 24, 37, names[i]);
            x += 24 + SvgCanvas.WidthOf(names[i]) + 22;
        }
    }

    private static (double Low, double High) Range(BarChart chart)
    {
        var ends = chart.Rows.SelectMany(row => row.Interval is var (a, b) ? row.Values.Append(a).Append(b) : row.Values).Where(double.IsFinite);
        var (low, high) = (0.0, 0.0);
        foreach (var end in ends) (low, high) = (Math.Min(low, end), Math.Max(high, end));
        return high > low ? (low, high) : (0, 1);
    }

    private static void AddRow(SvgCanvas canvas, BarRow row, double y, double left, Func<double, double> x)
    {
        var middle = y + row.Values.Count * BarHeight / 2;
        canvas.Text(left - 9, middle + 4, Shorten(row.Label), anchor: Anchor.End);
        for (var i = 0; i < row.Values.Count; i++)
        {
            if (!double.IsFinite(row.Values[i])) continue;
            var (from, to) = (Math.Min(x(0), x(row.Values[i])), Math.Max(x(0), x(row.Values[i])));
            canvas.Bar(from, y + i * BarHeight + 1, Math.Max(to - from, 0.8), BarHeight - 2, i);
            var end = row.Interval is var (_, high) && i == 0 ? Math.Max(to, x(high)) : to;
            canvas.Text(end + 6, y + (i + 0.5) * BarHeight + 4, Value(row.Values[i]), "k");
        }

        if (row.Interval is not var (lower, upper)) return;
        foreach (var kind in (string[])["wb", "w"])
        {
            var height = y + BarHeight / 2;
            canvas.Line(x(lower), height, x(upper), height, kind);
            canvas.Line(x(lower), height - 4, x(lower), height + 4, kind);
            canvas.Line(x(upper), height - 4, x(upper), height + 4, kind);
        }
    }

    private static string Shorten(string label)
    {
        var most = (int)(LongestLabel / SvgCanvas.WidthOf("x"));
        return label.Length <= most ? label : label[..(most - 1)] + "…";
    }
}
