using FGan.Divergences;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>A lower bound on one divergence D_f(P‖Q), P the data, measured on rows that its critic was not trained on.</summary>
/// <param name="Id">The divergence's name.</param>
/// <param name="Bound">The bound, in nats where f is; its expectation is below the divergence, since critic and rows are independent.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record HeldOutBound(string Id, double Bound, double StandardError)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture, $"{Id} at least {Bound:0.0000} ± {StandardError:0.0000}");

    /// <summary>The bounds that one estimate of log(p/q) gives on every divergence of the table.</summary>
    /// <param name="onData">log(p/q) at rows of the data.</param>
    /// <param name="onSamples">The same at samples.</param>
    internal static IReadOnlyList<HeldOutBound> OfLogRatio(double[] onData, double[] onSamples) =>
        [.. Catalogue.Table.Select(divergence => Of(divergence.Objective(Direction.Forward), onData, onSamples))];

    /// <summary>E_P[data term] + E_Q[model term] of one objective.</summary>
    internal static HeldOutBound Of(Objective objective, double[] onData, double[] onSamples)
    {
        Moments data = MomentsOf(objective.DataTerm, onData), samples = MomentsOf(objective.ModelTerm, onSamples);
        return new HeldOutBound(
            objective.Divergence.Id, data.Mean + samples.Mean, Math.Sqrt(data.Variance / data.Count + samples.Variance / samples.Count));
    }

    private static Moments MomentsOf(Symbolics.RealFunction term, double[] scores)
    {
        var values = new double[scores.Length];
        term.Evaluate(scores, values);
        return Moments.Of(values);
    }
}
