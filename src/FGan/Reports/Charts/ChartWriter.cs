using System.Text;

namespace FGan.Reports;

/// <summary>Draws a <see cref="Chart"/>: title, legend, grid with ticks, then the marks, cut at the frame.</summary>
internal sealed class ChartWriter
{
    private const double Width = 640;
    private const double PlotHeight = 250;
    private const double Right = 18;
    private const double LegendLine = 18;
    private const int TicksAcross = 7;
    private const int TicksUp = 5;

    private readonly Chart _chart;
    private readonly SvgCanvas _canvas;
    private readonly IReadOnlyList<IReadOnlyList<(Mark Mark, double X)>> _legend;
    private readonly Ticks _xTicks;
    private readonly Ticks _yTicks;
    private readonly double _left;
    private readonly double _top;

    private ChartWriter(Chart chart, string id)
    {
        _chart = chart;
        _xTicks = Ticks.Between(chart.X.Low, chart.X.High, chart.X.Text is null ? TicksAcross : TicksAcross / 2);
        _yTicks = Ticks.Between(chart.Y.Low, chart.Y.High, TicksUp);
        _left = 16 + _yTicks.Values.Select(tick => SvgCanvas.WidthOf(_yTicks.Text(tick), 11)).DefaultIfEmpty(0).Max();
        _legend = Legend.Lines(chart.Marks.Where(mark => mark.Name.Length > 0), Width);
        _top = 34 + LegendLine * _legend.Count + 20;
        _canvas = new SvgCanvas(id, chart.Title, chart.Description, Width, _top + PlotHeight + 42);
    }

    private double Bottom => _top + PlotHeight;

    public static string Write(Chart chart, string id)
    {
        var writer = new ChartWriter(chart, id);
        writer.AddFrame();
        foreach (var mark in chart.Marks) writer.Add(mark);
        return writer._canvas.Finish();
    }

    private double X(double x) => _left + (x - _chart.X.Low) / (_chart.X.High - _chart.X.Low) * (Width - Right - _left);

    private double Y(double y) => Bottom - (y - _chart.Y.Low) / (_chart.Y.High - _chart.Y.Low) * PlotHeight;

    private void AddFrame()
    {
        _canvas.Text(0, 16, _chart.Title, "t");
        Legend.Draw(_canvas, _legend, 36);
        _canvas.Text(0, _top - 10, _chart.Y.Label, "k");
        _canvas.Text(Width - Right, Bottom + 36, _chart.X.Label, "k", Anchor.End);
        foreach (var tick in _yTicks.Values)
        {
            _canvas.Line(_left, Y(tick), Width - Right, Y(tick), tick == 0 ? "a" : "g");
            _canvas.Text(_left - 7, Y(tick) + 4, _yTicks.Text(tick), "k", Anchor.End);
        }

        var write = _chart.X.Text ?? _xTicks.Text;
        foreach (var tick in _xTicks.Values.Where(tick => tick >= _chart.X.MarkedFrom))
        {
            _canvas.Line(X(tick), Bottom, X(tick), Bottom + 4, "a");
            _canvas.Text(X(tick), Bottom + 18, write(tick), "k", Anchor.Middle);
        }

        if (_chart.X.Low < 0 && _chart.X.High > 0) _canvas.Line(X(0), _top, X(0), Bottom, "g");
        _canvas.Line(_left, Bottom, Width - Right, Bottom, "a");
    }

    private void Add(Mark mark)
    {
        switch (mark)
        {
            case Curve curve: AddCurve(curve); break;
            case Histogram histogram: AddHistogram(histogram); break;
            case Dots dots: AddDots(dots); break;
            case Note note: AddNote(note); break;
        }
    }

    private void AddDots(Dots dots)
    {
        foreach (var point in dots.Points.Where(IsInside)) _canvas.Dot(X(point.X), Y(point.Y), dots.Colour);
    }

    private bool IsInside(ChartPoint point) =>
        point.IsFinite && point.X >= _chart.X.Low && point.X <= _chart.X.High && point.Y >= _chart.Y.Low && point.Y <= _chart.Y.High;

    private void AddCurve(Curve curve)
    {
        if (curve.TintedTo is { } floor) _canvas.Path(Area(curve.Points, floor), "f", curve.Colour);
        _canvas.Path(Outline(curve.Points), SvgCanvas.KindOf(curve.Stroke), curve.Colour);
    }

    private void AddHistogram(Histogram histogram)
    {
        var corners = new List<ChartPoint> { new(histogram.Edges[0], 0) };
        for (var i = 0; i < histogram.Heights.Count; i++)
        {
            corners.Add(new(histogram.Edges[i], histogram.Heights[i]));
            corners.Add(new(histogram.Edges[i + 1], histogram.Heights[i]));
        }

        corners.Add(new(histogram.Edges[^1], 0));
        AddCurve(new Curve("", histogram.Colour, corners, histogram.Stroke) { TintedTo = 0 });
    }

    private void AddNote(Note note)
    {
        if (!IsInside(note.At)) return;
        var offset = note.Right ? 9 : -9;
        _canvas.Text(X(note.At.X) + offset, Y(note.At.Y) + 4, note.Text, "n", note.Right ? Anchor.Start : Anchor.End, note.Colour);
    }

    private string Area(IReadOnlyList<ChartPoint> points, double floor)
    {
        var drawn = points.Where(point => point.IsFinite).ToList();
        if (drawn.Count < 2) return "";
        floor = Math.Clamp(floor, _chart.Y.Low, _chart.Y.High);
        var area = new StringBuilder("M").Append(Place(new(drawn[0].X, floor)));
        foreach (var point in drawn) area.Append('L').Append(Place(point with { Y = Math.Clamp(point.Y, _chart.Y.Low, _chart.Y.High) }));
        return area.Append('L').Append(Place(new(drawn[^1].X, floor))).Append('Z').ToString();
    }

    private string Outline(IReadOnlyList<ChartPoint> points)
    {
        var path = new StringBuilder();
        var pen = default(ChartPoint?);
        for (var i = 1; i < points.Count; i++)
        {
            if (!points[i - 1].IsFinite || !points[i].IsFinite || Clip(points[i - 1], points[i]) is not var (from, to))
            {
                pen = null;
                continue;
            }

            if (pen != from) path.Append('M').Append(Place(from));
            path.Append('L').Append(Place(to));
            pen = to;
        }

        return path.ToString();
    }

    private string Place(ChartPoint point) => $"{SvgCanvas.F(X(point.X))} {SvgCanvas.F(Y(point.Y))}";

    // The part of a segment within the frame (Liang and Barsky), or null.
    private (ChartPoint From, ChartPoint To)? Clip(ChartPoint a, ChartPoint b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var (start, end) = (0.0, 1.0);
        ReadOnlySpan<(double Direction, double Distance)> borders =
        [
            (-dx, a.X - _chart.X.Low), (dx, _chart.X.High - a.X), (-dy, a.Y - _chart.Y.Low), (dy, _chart.Y.High - a.Y),
        ];
        foreach (var (direction, distance) in borders)
        {
            if (direction == 0)
            {
                if (distance < 0) return null;
                continue;
            }

            var crossing = distance / direction;
            if (direction < 0) start = Math.Max(start, crossing);
            else end = Math.Min(end, crossing);
        }

        if (start > end) return null;
        return (start == 0 ? a : new(a.X + start * dx, a.Y + start * dy), end == 1 ? b : new(a.X + end * dx, a.Y + end * dy));
    }
}
