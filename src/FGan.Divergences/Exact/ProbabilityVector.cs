using System.Globalization;

namespace FGan.Divergences.Exact;

/// <summary>A discrete distribution on 1, …, n.</summary>
public static class ProbabilityVector
{
    private const double Tolerance = 1e-9;

    /// <summary>Reads a vector such as <c>0.1,0.2,0.7</c>.</summary>
    /// <param name="text">Non-negative numbers with commas between them, that sum to 1 within 1e-9.</param>
    /// <returns>The probabilities.</returns>
    /// <exception cref="DivergenceException">Not numbers, one below 0, or a sum that is not 1.</exception>
    public static double[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var values = text.Trim().TrimStart('[').TrimEnd(']').Split(',').Select(part => Number(text, part)).ToArray();
        Validate(values);
        return values;
    }

    /// <summary>Says whether a text looks like a vector of numbers rather than a density.</summary>
    /// <param name="text">The text.</param>
    public static bool IsVector(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(',', StringComparison.Ordinal) && !text.Contains('(', StringComparison.Ordinal);
    }

    /// <summary>Refuses what is not a probability vector.</summary>
    /// <param name="values">The probabilities.</param>
    /// <exception cref="DivergenceException">A value is negative or not finite, or the sum is not 1.</exception>
    internal static void Validate(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && double.IsFinite(values[i])))
                throw new DivergenceException($"Probability {i + 1} is {Show(values[i])}; each must be a number from 0 to 1.");
            sum += values[i];
        }
        if (!(Math.Abs(sum - 1) <= Tolerance))
            throw new DivergenceException($"The {values.Length} probabilities sum to {Show(sum)}; divide each by that sum so that they sum to 1.");
    }

    private static double Number(string text, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new DivergenceException(
                $"Probability vector \"{NearNames.Shorten(text)}\" has \"{NearNames.Shorten(part.Trim())}\" where a number belongs; write 0.1,0.2,0.7.");

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
