using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FGan.Reports;

namespace FGan.Tests.Reports;

/// <summary>Charts are readable by people, by screen readers and by XML parsers.</summary>
public sealed partial class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0, 3, 6, "0 0.5 1.0 1.5 2.0 2.5 3.0")]
    [InlineData(-0.25, 0.31, 5, "−0.2 −0.1 0 0.1 0.2 0.3")]
    [InlineData(0, 1e6, 4, "0 200\u202f000 400\u202f000 600\u202f000 800\u202f000 1\u202f000\u202f000")]
    [InlineData(99.5, 101, 3, "99.5 100.0 100.5 101.0")]
    public void Ticks_are_round_numbers_within_the_range(double low, double high, int about, string expected)
    {
        var ticks = Ticks.Between(low, high, about);

        Assert.Equal(expected, string.Join(' ', ticks.Values.Select(ticks.Text)));
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1)]
    [InlineData(3.7e8)]
    public void There_are_neither_too_many_ticks_nor_too_few(double scale)
    {
        for (var width = 1.0; width < 10; width += 0.13)
        {
            var count = Ticks.Between(-0.3 * scale * width, 0.7 * scale * width, 5).Values.Count;
            Assert.InRange(count, 3, 9);
        }
    }

    [Fact]
    public void A_chart_is_well_formed_and_says_in_words_what_it_shows()
    {
        var root = XElement.Parse(Example().ToSvgFile());

        Assert.Equal("img", root.Attribute("role")!.Value);
        var named = root.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(["Curves & points", "Two curves that cross at 1 < 2."], named.Select(id => root.Elements().Single(e => e.Attribute("id")?.Value == id).Value));
        Assert.Contains(root.Descendants(Svg + "tspan"), e => e.Value == "f");
    }

    [Fact]
    public void Curves_are_cut_at_the_frame_and_broken_at_gaps()
    {
        var path = XElement.Parse(Example().ToSvg("c")).Descendants(Svg + "path").First(e => e.Attribute("class")!.Value == "l").Attribute("d")!.Value;

        Assert.Equal(2, path.Count(c => c == 'M'));
        var numbers = Number().Matches(path).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.All(numbers, value => Assert.InRange(value, 0, 640));
    }

    [Fact]
    public void The_same_chart_is_the_same_text_in_every_culture()
    {
        var expected = Example().ToSvg("c");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, Example().ToSvg("c"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Bars_carry_their_values_and_their_uncertainty()
    {
        BarRow[] rows = [new("first", 2.0) { Interval = (1.5, 2.5) }, new("second, with a label that is much too long to fit", -1.0)];
        var root = XElement.Parse(new BarChart("Bars", "Two bars.", "units", [""], rows).ToSvg("b"));

        var words = root.Descendants(Svg + "text").Select(e => e.Value).ToList();
        Assert.Contains("2", words);
        Assert.Contains("−1", words);
        Assert.Contains(words, word => word.EndsWith('…'));
        Assert.Equal(2, root.Elements(Svg + "rect").Count());
    }

    private static Chart Example() => new("Curves & points", "Two curves that cross at 1 < 2.", new Axis("*x*", 0, 3), new Axis("*f*(*x*)", -1, 1),
    [
        new Curve("*f*", 0, [new(0, 0), new(1, 5), new(double.NaN, 0), new(2, 0), new(4, 0.5)]),
        new Dots("points", 1, [new(1, 0.5), new(9, 9)]),
        new Histogram("counts", 2, [0, 1, 2], [0.2, 0.4]),
    ]);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
