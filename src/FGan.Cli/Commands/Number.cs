using System.Globalization;

namespace FGan.Cli.Commands;

/// <summary>Numbers as the terminal shows them, and as people type them.</summary>
internal static class Number
{
    /// <summary>All digits that make the number come back the same; ∞ as a sign.</summary>
    public static string Exact(double value) =>
        double.IsPositiveInfinity(value) ? "∞"
        : double.IsNegativeInfinity(value) ? "-∞"
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>About four digits.</summary>
    public static string Short(double value) =>
        double.IsInfinity(value) ? Exact(value)
        : value == 0 ? "0"
        : Math.Abs(value) is < 1e-3 or >= 1e5 ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Reads a list such as <c>-80,0,80</c>.</summary>
    public static double[] List(string text, string option) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Parse(part, option))];

    private static double Parse(string text, string option) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"{option} has '{text}', which is not a number. Give numbers separated by commas, such as {option} 0.5,2.");
}
