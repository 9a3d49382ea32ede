using FGan.Divergences;

namespace FGan;

/// <summary>Gathers, fold by fold, what the held-out rows say about one divergence.</summary>
internal sealed class DivergenceReport(FDivergence divergence)
{
    // T* of a kinked f is a step: the smooth activation comes as near as this.
    private const double Step = 1024;

    private readonly OutputActivation _activation = divergence.LogRatioActivation;
    private readonly HeldOutTerms _bound = new(divergence.LogRatioActivation);
    private readonly HeldOutTerms _influence = new(divergence.LogRatioActivation);

    /// <summary>Adds the rows of one fold.</summary>
    /// <param name="tuning">Knows the selection part of the fold.</param>
    /// <param name="held">The scores of the rows held out.</param>
    /// <param name="likely">The calibration of the fold.</param>
    /// <param name="rows">Rows of P and Q over all folds.</param>
    /// <param name="z">Standard errors between bound and limit.</param>
    public void Add(BoundTuning tuning, HeldOutScores held, Calibration likely, (int P, int Q) rows, double z)
    {
        _bound.Add(held, tuning.Best(_activation, rows.P, rows.Q, z));
        _influence.Add(held, _activation.Kind == ActivationKind.LogRatio ? likely : likely.Stretched(Step, double.PositiveInfinity));
    }

    public DivergenceEstimate Finish(HeldOutScores calibrated, double z, double confidence)
    {
        var bound = _bound.Bound();
        return new DivergenceEstimate(
            divergence.Id,
            divergence.Formula,
            Math.Min(divergence.Bound, PooledEstimate.Of(divergence.F, calibrated)),
            _influence.Bound().StandardError,
            bound.Mean,
            Math.Max(0, bound.LowerLimit(z)),
            confidence,
            divergence.Bound);
    }

    /// <summary>T on rows of P and g(T) on rows of Q, over all folds.</summary>
    private sealed class HeldOutTerms(OutputActivation activation)
    {
        private readonly List<double> _onP = [];
        private readonly List<double> _onQ = [];

        public void Add(HeldOutScores scores, Calibration calibration)
        {
            _onP.AddRange(scores.P.Select(v => activation.Activation.Evaluate(calibration.Apply(v))));
            _onQ.AddRange(scores.Q.Select(v => activation.Composition.Evaluate(calibration.Apply(v))));
        }

        public VariationalBound Bound() => VariationalBound.Of([.. _onP], [.. _onQ]);
    }
}
