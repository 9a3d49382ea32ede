using FGan.Divergences;

namespace FGan;

/// <summary>T on rows of P and g(T) on rows of Q: the terms of a variational bound, with the range that they cannot leave.</summary>
internal sealed record BoundTerms(double[] P, double[] Q, double RangeP, double RangeQ)
{
    /// <summary>How far beyond the rows the terms could go.</summary>
    public UnseenRows Unseen { get; private init; }

    // exp of this is still a number.
    private const double Farthest = 700;

    public static BoundTerms Of(HeldOutScores raw, OutputActivation activation, Calibration calibration)
    {
        var v = raw.Map(calibration.Apply);
        var (rangeP, rangeQ) = Ranges(activation, calibration);
        return new BoundTerms(FunctionValues.Of(activation.Activation, v.P), FunctionValues.Of(activation.Composition, v.Q), rangeP, rangeQ)
        {
            Unseen = UnseenRows.Of(activation, v),
        };
    }

    /// <summary>The terms of several parts, one after the other.</summary>
    public static BoundTerms Join(IReadOnlyList<BoundTerms> parts) => new(
        [.. parts.SelectMany(t => t.P)], [.. parts.SelectMany(t => t.Q)], parts.Max(t => t.RangeP), parts.Max(t => t.RangeQ))
    {
        Unseen = UnseenRows.Join(parts.Select(t => t.Unseen)),
    };

    /// <summary>The widths of the ranges of a and g∘a on |v| ≤ the calibration's limit; both rise with v.</summary>
    public static (double P, double Q) Ranges(OutputActivation activation, Calibration calibration)
    {
        var limit = Math.Min(calibration.Limit, Farthest);
        double[] ends = [-limit, limit];
        var a = FunctionValues.Of(activation.Activation, ends);
        var g = FunctionValues.Of(activation.Composition, ends);
        return (Math.Abs(a[1] - a[0]), Math.Abs(g[1] - g[0]));
    }

    public VariationalBound Bound() => VariationalBound.Of(P, Q);

    /// <summary>The limit by the normal approximation, less what no row has shown.</summary>
    public double LowerLimit(EstimationSettings settings) => Bound().LowerLimit(settings.Z) - Unseen.Cost(settings.UnseenLog, P.Length, Q.Length);

    /// <summary>The limits that hold for any number of rows.</summary>
    public double Hoeffding(double confidence) => Moments().Hoeffding(confidence);

    /// <inheritdoc cref="Hoeffding"/>
    public double EmpiricalBernstein(double confidence) => Moments().EmpiricalBernstein(confidence);

    private BoundMoments Moments()
    {
        var (p, q) = (FGan.Moments.Of(P), FGan.Moments.Of(Q));
        return new BoundMoments(p.Mean, p.Variance, RangeP, P.Length, q.Mean, q.Variance, RangeQ, Q.Length);
    }
}
