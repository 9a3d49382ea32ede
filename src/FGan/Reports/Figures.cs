using System.Globalization;

namespace FGan.Reports;

/// <summary>Numbers as pages and charts show them.</summary>
internal static class Figures
{
    /// <summary>About four digits, for people.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value)) return Special(value);
        if (value == 0) return "0";
        var size = Math.Abs(value);
        var format = size is >= 1e6 or < 1e-4 ? "0.##e0" : size >= 100 ? "0.#" : size >= 1 ? "0.###" : size >= 0.01 ? "0.####" : "0.######";
        return Sign(value.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>A share in whole per cent, or with a decimal where it is small.</summary>
    public static string Percent(double share)
    {
        var percent = 100 * share;
        return Sign(percent.ToString(Math.Abs(percent) is > 0 and < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture)) + "\u202f%";
    }

    /// <summary>A whole number in groups of three.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>A number in a format, with the sign −, and infinities as ∞.</summary>
    public static string Format(double value, string format) =>
        double.IsFinite(value) ? Sign(value.ToString(format, CultureInfo.InvariantCulture)) : Special(value);

    private static string Sign(string number) => number.Replace('-', '−');

    private static string Special(double value) => double.IsNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
}
