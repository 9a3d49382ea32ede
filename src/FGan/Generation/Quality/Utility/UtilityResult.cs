using System.Globalization;

namespace FGan;

/// <summary>One measure of predictions on real rows.</summary>
/// <param name="Measure">What is measured, such as accuracy.</param>
/// <param name="Real">Its value after learning from real rows.</param>
/// <param name="Synthetic">Its value after learning from synthetic rows.</param>
/// <param name="Trivial">Its value for a prediction that looks at no column.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
public sealed record UtilityScore(string Measure, double Real, double Synthetic, double Trivial, bool HigherIsBetter = true)
{
    /// <summary>How much of what real rows teach beyond the trivial the synthetic ones teach: 1 for all, 0 for nothing.</summary>
    public double Kept => (Synthetic - Trivial) / (Real - Trivial);
}

/// <summary>What synthetic rows are worth for predicting a column: trained on them, tested on real rows.</summary>
/// <param name="Target">The column that is predicted.</param>
/// <param name="IsClassification">Whether it holds categories; else numbers.</param>
/// <param name="Predictor">What was trained, in words.</param>
/// <param name="TestOrigin">Where the real test rows come from, in words.</param>
/// <param name="RealRows">Real rows that were trained on.</param>
/// <param name="SyntheticRows">Synthetic rows that were trained on.</param>
/// <param name="TestRows">Real rows that were tested on, in neither.</param>
/// <param name="Scores">The measures, the main one first.</param>
public sealed record UtilityResult(
    string Target, bool IsClassification, string Predictor, string TestOrigin, int RealRows, int SyntheticRows, int TestRows, IReadOnlyList<UtilityScore> Scores)
{
    /// <summary>The measure to judge by.</summary>
    public UtilityScore Main => Scores[0];

    /// <summary>Says what came out.</summary>
    public string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"Predicting {Target} on {TestRows} real rows ({TestOrigin}): {Main.Measure} {Main.Synthetic:0.000} after learning from synthetic rows, {Main.Real:0.000} from real ones, {Main.Trivial:0.000} without looking.");

    /// <inheritdoc/>
    public override string ToString() => Words();
}
