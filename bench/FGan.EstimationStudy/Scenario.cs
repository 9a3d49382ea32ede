using FGan.Data;
using FGan.Divergences;

namespace FGan.Bench;

/// <summary>Two distributions whose densities are known.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="SampleP">Draws rows of P from a seed.</param>
/// <param name="SampleQ">Draws rows of Q from a seed.</param>
/// <param name="LogRatio">log p/q of a row.</param>
/// <param name="Truth">The divergence, ∞ where it is infinite.</param>
internal sealed record Scenario(
    string Name, Func<ulong, FloatMatrix> SampleP, Func<ulong, FloatMatrix> SampleQ, Scenario.Ratio LogRatio, Func<FDivergence, double> Truth)
{
    public delegate double Ratio(ReadOnlySpan<float> row);

    public const int Rows = 10_000;

    /// <summary>Normal distributions in 1, 5 and 20 dimensions, means 1 apart.</summary>
    public static IEnumerable<Scenario> Normals() =>
        from dimension in new[] { 1, 5, 20 } from scale in new[] { 1, 1.5 } select new IsotropicNormals(dimension, 1, scale).Scenario();

    /// <summary>Heavy tails, kinks and mixtures on the line.</summary>
    public static IEnumerable<Scenario> Lines() => Line.Pairs().Select(pair => Line.Scenario(pair.P, pair.Q));
}
