using System.Globalization;

namespace FGan;

/// <summary>What a <see cref="MutualInformationEstimator"/> found out about two sides of a table.</summary>
/// <param name="Estimate">The estimate of I(X; Y) = KL(P_XY ‖ P_X × P_Y) in nats; not a bound.</param>
/// <param name="StandardError">Its standard error, in nats, by the influence of each row.</param>
/// <param name="LowerBound">The mean of the Donsker–Varadhan bound on held-out rows; its expectation is below I(X; Y).</param>
/// <param name="LowerLimit">The one-sided lower confidence limit on I(X; Y), never below 0.</param>
/// <param name="JensenShannon">The bound on JS(P_XY ‖ P_X × P_Y) in nats, at most log 2, from the same critic.</param>
/// <param name="JensenShannonStandardError">Its standard error.</param>
/// <param name="JensenShannonLowerLimit">The one-sided lower confidence limit on it, never below 0.</param>
/// <param name="Confidence">The confidence of the limits.</param>
/// <param name="Rows">Rows, each reported on once.</param>
/// <param name="Pairs">Pairs of rows that stand for the product of the margins; no row beside its own partner.</param>
/// <param name="Folds">Cross-fitting folds.</param>
/// <param name="CopulaFolds">In how many of them an elliptical copula was found.</param>
/// <param name="NetworkFolds">In how many of them a network found more.</param>
/// <param name="Seed">The seed.</param>
public sealed record MutualInformationResult(
    double Estimate,
    double StandardError,
    double LowerBound,
    double LowerLimit,
    double JensenShannon,
    double JensenShannonStandardError,
    double JensenShannonLowerLimit,
    double Confidence,
    int Rows,
    long Pairs,
    int Folds,
    int CopulaFolds,
    int NetworkFolds,
    ulong Seed)
{
    /// <summary>What was found, in words.</summary>
    public string Words()
    {
        var finding = LowerLimit > 0
            ? string.Create(CultureInfo.InvariantCulture, $"X and Y depend on each other: they share at least {LowerLimit:0.####} nats with {Confidence:P0} confidence")
            : "No dependence between X and Y was found: the shared information is not surely above 0";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{finding} (estimate {Estimate:0.####} ± {StandardError:0.####} nats, {Estimate / Math.Log(2):0.####} bits; 0 is independent).");
    }

    /// <inheritdoc/>
    public override string ToString() => Words();
}
