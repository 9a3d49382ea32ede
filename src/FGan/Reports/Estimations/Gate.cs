using System.Globalization;
using FGan.Divergences;

namespace FGan.Reports;

/// <summary>A condition that a pipeline stops at: D_f(P‖Q) is surely greater than a threshold.</summary>
/// <param name="Text">As it was written, such as <c>js>0.05</c>.</param>
/// <param name="Divergence">The divergence.</param>
/// <param name="Threshold">The threshold.</param>
public sealed record Gate(string Text, FDivergence Divergence, double Threshold)
{
    /// <summary>Reads a gate.</summary>
    /// <param name="text">A name or formula, the sign >, a number of at least 0.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="FormatException">The text is no gate; the message points at the character, from 1.</exception>
    /// <exception cref="DivergenceException">The divergence is not known, or its f is refused.</exception>
    public static Gate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('>');
        if (at < 0) throw Fault(text, text.Length, "the sign > is missing");
        var left = text[..at];
        if (string.IsNullOrWhiteSpace(left)) throw Fault(text, 0, "a divergence is missing before >");
        var right = text[(at + 1)..];
        var number = right.Trim();
        var start = at + 1 + (right.Length - right.TrimStart().Length);
        if (number.Length == 0) throw Fault(text, text.Length, "a number is missing after >");
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) || !double.IsFinite(threshold))
            throw Fault(text, start, $"'{number}' is not a number");
        if (threshold < 0) throw Fault(text, start, $"{number} is below 0, where no divergence is");
        return new Gate(text.Trim(), Catalogue.Find(left.Trim()), threshold);
    }

    /// <summary>Tries the gate.</summary>
    /// <param name="result">An estimation that the gate's divergence was asked of.</param>
    /// <returns>Whether it failed: the lower limit, not the estimate, is above the threshold.</returns>
    /// <exception cref="ArgumentException">The divergence was not estimated.</exception>
    public GateResult Try(EstimationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var estimate = result.Divergences.FirstOrDefault(d => d.Id == Divergence.Id)
            ?? throw new ArgumentException($"{Divergence.Id} was not estimated; ask for it beside the others.", nameof(result));
        return new GateResult(this, estimate);
    }

    private static FormatException Fault(string text, int at, string what) =>
        new($"\"{text}\", character {at + 1}: {what}. Write a divergence, > and a number, such as js>0.05.");
}

/// <summary>A gate and what it was tried on.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Estimate">The estimate of its divergence.</param>
public sealed record GateResult(Gate Gate, DivergenceEstimate Estimate)
{
    /// <summary>Whether the divergence is surely above the threshold.</summary>
    public bool Failed => Estimate.LowerLimit > Gate.Threshold;

    /// <summary>Says what came out, and by which numbers.</summary>
    public string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Estimate.Id} is at least {Estimate.LowerLimit:0.####} with {Estimate.Confidence:P0} confidence (estimate {Estimate.Estimate:0.####}), {(Failed ? "above" : "not surely above")} {Gate.Threshold:0.######}");
}
