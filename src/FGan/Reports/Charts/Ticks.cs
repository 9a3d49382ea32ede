using System.Globalization;

namespace FGan.Reports;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Values">The marks, in order, all within the range.</param>
/// <param name="Step">The distance between two.</param>
internal sealed record Ticks(IReadOnlyList<double> Values, double Step)
{
    private const double Slack = 1e-9;

    /// <summary>Chooses marks within a range.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends, above <paramref name="low"/>.</param>
    /// <param name="about">How many marks are wanted; there will be about as many.</param>
    public static Ticks Between(double low, double high, int about)
    {
        var step = RoundStep((high - low) / about);
        var values = new List<double>();
        for (var k = Math.Ceiling(low / step - Slack); k <= Math.Floor(high / step + Slack); k++) values.Add(k == 0 ? 0 : k * step);
        return new Ticks(values, step);
    }

    /// <summary>Writes a mark with as many digits as the step needs.</summary>
    public string Text(double value)
    {
        if (value == 0) return "0";
        if (Math.Abs(value) >= 1e7 || Step < 1e-4) return Minus(value.ToString("0.##e0", CultureInfo.InvariantCulture));
        if (Step >= 1 && Math.Abs(value) >= 1e4) return Minus(value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f'));
        var digits = Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + Slack));
        return Minus(value.ToString("F" + digits, CultureInfo.InvariantCulture));
    }

    /// <summary>The sign − instead of a hyphen.</summary>
    public static string Minus(string number) => number.Replace('-', '−');

    private static double RoundStep(double raw)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var leading = raw / unit;
        return unit * (leading < 1.5 ? 1 : leading < 3.5 ? 2 : leading < 7.5 ? 5 : 10);
    }
}
