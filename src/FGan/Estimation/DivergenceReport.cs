using FGan.Divergences;

namespace FGan;

/// <summary>Gathers, fold by fold, what the held-out rows say about one divergence.</summary>
internal sealed class DivergenceReport(FDivergence divergence)
{
    // A kinked f has no log-ratio activation: its T* is a step, which the table's smooth one approaches as the scale grows.
    private const double StepScale = 1e3;
    private const double LogRatioScale = 2;

    private readonly OutputActivation _activation = divergence.LogRatioActivation;
    private readonly bool _isStep = divergence.LogRatioActivation.Kind != ActivationKind.LogRatio;
    private readonly List<double> _onP = [];
    private readonly List<double> _onQ = [];
    private readonly List<double> _influenceP = [];
    private readonly List<double> _influenceQ = [];

    public void Add(HeldOutScores selection, HeldOutScores held, Calibration likely, double z)
    {
        // The limit is what the bound is for, so the limit is what the selection part chooses by.
        var tuned = Calibration.Best(likely, c => VariationalBound.Of(_activation, selection.Map(c.Apply)).LowerLimit(z), _isStep ? StepScale : LogRatioScale);
        Append(held.Map(tuned.Apply), _onP, _onQ);
        var sharp = _isStep ? likely with { Scale = likely.Scale * StepScale, Shift = likely.Shift * StepScale } : likely;
        Append(held.Map(sharp.Apply), _influenceP, _influenceQ);
    }

    public DivergenceEstimate Finish(HeldOutScores calibrated, double z, double confidence)
    {
        var bound = Bound(_onP, _onQ);
        return new DivergenceEstimate(
            divergence.Id,
            divergence.Formula,
            Math.Min(divergence.Bound, PooledEstimate.Of(divergence.F, calibrated)),
            Bound(_influenceP, _influenceQ).StandardError,
            bound.Mean,
            Math.Max(0, bound.LowerLimit(z)),
            confidence,
            divergence.Bound);
    }

    private void Append(HeldOutScores scores, List<double> onP, List<double> onQ)
    {
        onP.AddRange(scores.P.Select(_activation.Activation.Evaluate));
        onQ.AddRange(scores.Q.Select(_activation.Composition.Evaluate));
    }

    private static VariationalBound Bound(List<double> onP, List<double> onQ)
    {
        var p = Moments.Of([.. onP]);
        var q = Moments.Of([.. onQ]);
        return new VariationalBound(p.Mean - q.Mean, Math.Sqrt(p.Variance / p.Count + q.Variance / q.Count));
    }
}
