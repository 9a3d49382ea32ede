namespace FGan.Reports;

/// <summary>A point of a chart, in the units of its axes; not finite where a curve has a gap.</summary>
internal readonly record struct ChartPoint(double X, double Y)
{
    /// <summary>Whether there is anything to draw.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>An axis.</summary>
/// <param name="Label">What is along it, with its unit; letters between asterisks are slanted.</param>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
internal sealed record Axis(string Label, double Low, double High)
{
    /// <summary>Where the marks begin, when the axis begins before what it measures.</summary>
    public double MarkedFrom { get; init; } = double.NegativeInfinity;

    /// <summary>How the marks are written, where they are no plain numbers; they may take twice the room then.</summary>
    public Func<double, string>? Text { get; init; }
}

/// <summary>How a line is drawn, so that lines are told apart without colours too.</summary>
internal enum Stroke
{
    Solid,
    Dashed,
    Dotted,
    Thin,
}

/// <summary>Something drawn on the plane of a chart.</summary>
/// <param name="Name">What the legend calls it; empty for nothing.</param>
/// <param name="Colour">Its place in the palette, from 0.</param>
internal abstract record Mark(string Name, int Colour);

/// <summary>A curve through points.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Points">From left to right; a point that is not finite is a gap.</param>
/// <param name="Stroke">How the line is drawn.</param>
internal sealed record Curve(string Name, int Colour, IReadOnlyList<ChartPoint> Points, Stroke Stroke = Stroke.Solid) : Mark(Name, Colour)
{
    /// <summary>The height down to which the area under the curve is tinted; null for no tint.</summary>
    public double? TintedTo { get; init; }
}

/// <summary>Dots.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Colour">Their colour.</param>
/// <param name="Points">Where they are.</param>
internal sealed record Dots(string Name, int Colour, IReadOnlyList<ChartPoint> Points) : Mark(Name, Colour);

/// <summary>A histogram: bars side by side, drawn as one outline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Edges">The borders of the bins, one more than there are bins.</param>
/// <param name="Heights">The height of each bin.</param>
/// <param name="Stroke">How the outline is drawn.</param>
internal sealed record Histogram(string Name, int Colour, IReadOnlyList<double> Edges, IReadOnlyList<double> Heights, Stroke Stroke = Stroke.Solid)
    : Mark(Name, Colour);

/// <summary>Words at a place on the plane.</summary>
/// <param name="At">The place.</param>
/// <param name="Text">The words; letters between asterisks are slanted.</param>
/// <param name="Colour">The colour of the mark that they belong to.</param>
/// <param name="Right">Whether the words stand to the right of the place, else to the left.</param>
internal sealed record Note(ChartPoint At, string Text, int Colour, bool Right = true) : Mark("", Colour);

/// <summary>A chart on two axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who cannot see it: what is drawn, and what there is to be noticed.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Marks">What is drawn, the first at the back.</param>
internal sealed record Chart(string Title, string Description, Axis X, Axis Y, IReadOnlyList<Mark> Marks) : Picture(Title, Description)
{
    public override string ToSvg(string id) => ChartWriter.Write(this, id);
}

/// <summary>Horizontal bars, one row for each of several things.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who cannot see it.</param>
/// <param name="Label">What the length of a bar is, with its unit.</param>
/// <param name="Names">The names of the bars within a row; one for one bar a row.</param>
/// <param name="Rows">The rows from above.</param>
internal sealed record BarChart(string Title, string Description, string Label, IReadOnlyList<string> Names, IReadOnlyList<BarRow> Rows)
    : Picture(Title, Description)
{
    public override string ToSvg(string id) => BarChartWriter.Write(this, id);
}

/// <summary>A row of bars.</summary>
/// <param name="Label">What the row is about.</param>
/// <param name="Values">The lengths, as many as the chart has names.</param>
internal sealed record BarRow(string Label, params IReadOnlyList<double> Values)
{
    /// <summary>The ends of an uncertainty drawn across the first bar; null for none.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>What can be drawn as SVG.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who cannot see it.</param>
internal abstract record Picture(string Title, string Description)
{
    /// <summary>Draws the picture as an <c>svg</c> element that takes its colours from the page around it.</summary>
    /// <param name="id">A name that no other element of the page has.</param>
    public abstract string ToSvg(string id);

    /// <summary>Draws the picture as a file of its own, with its colours inside, for light and dark.</summary>
    public string ToSvgFile() => ToSvg("picture").Replace("><title", $"><style>{Palette.Css(":root")}{SvgCanvas.Css}</style><title", StringComparison.Ordinal) + "\n";
}
