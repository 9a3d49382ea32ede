using FGan.Divergences;

namespace FGan;

/// <summary>What all held-out rows say about one divergence.</summary>
internal static class DivergenceReport
{
    /// <summary>Reports on one divergence.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="index">Which of the settings' divergences.</param>
    /// <param name="folds">The folds, which together hold out every row.</param>
    /// <param name="half">The part that the limits for any number of rows are taken from.</param>
    public static DivergenceEstimate Of(EstimationSettings settings, int index, IReadOnlyList<HeldOutPart> folds, HeldOutPart half)
    {
        var divergence = settings.Divergences[index];
        var activation = divergence.LogRatioActivation;
        var terms = BoundTerms.Join([.. folds.Select(f => f.Terms(activation, f.Swings[index].Normal))]);
        var estimate = SwingChoice.Best(divergence, folds);
        return new DivergenceEstimate(
            divergence.Id,
            divergence.Formula,
            Math.Min(divergence.Bound, estimate.Value),
            estimate.StandardError,
            terms.Bound().Mean,
            Math.Max(0, terms.LowerLimit(settings)),
            settings.Options.Confidence,
            divergence.Bound)
        {
            Attainable = Attainable(divergence, folds.Sum(f => f.RowsP.Length), folds.Sum(f => f.RowsQ.Length)),
            Certified = Certified(settings, activation, half, half.Swings[index]),
            DonskerVaradhan = divergence.Id switch
            {
                "kl" => Shifted(folds, index, settings, exchange: false),
                "reverse-kl" => Shifted(folds, index, settings, exchange: true),
                _ => null,
            },
        };
    }

    private static CertifiedLimits Certified(EstimationSettings settings, OutputActivation activation, HeldOutPart half, Swings swings)
    {
        var confidence = settings.Options.Confidence;
        return new CertifiedLimits(
            AtLeastZero(half.Terms(activation, swings.Hoeffding).Hoeffding(confidence)),
            AtLeastZero(half.Terms(activation, swings.EmpiricalBernstein).EmpiricalBernstein(confidence)),
            confidence);

        static double AtLeastZero(double limit) => limit > 0 ? limit : 0;
    }

    private static DonskerVaradhanBound Shifted(IReadOnlyList<HeldOutPart> folds, int index, EstimationSettings settings, bool exchange)
    {
        var v = HeldOutScores.Join(folds.Select(f => f.Raw.Map(f.Swings[index].Normal.Apply)));
        var (numerator, denominator) = exchange ? (v.Q, v.P) : (v.P, v.Q);
        var sign = exchange ? -1 : 1;
        var logs = new HeldOutScores(Array.ConvertAll(numerator, x => sign * x), Array.ConvertAll(denominator, x => sign * x));
        var mean = Moments.Of(logs.P);
        var weight = Moments.Of(Array.ConvertAll(logs.Q, Math.Exp));
        var unseen = new UnseenRows(logs.P.Min(), logs.Q.Min(), Math.Exp(logs.P.Max()), Math.Exp(logs.Q.Max()));
        var bound = mean.Mean - Math.Log(weight.Mean);
        var error = Math.Sqrt(mean.Variance / mean.Count + weight.Variance / (weight.Count * weight.Mean * weight.Mean));
        var cost = settings.UnseenLog * unseen.ExcessP / mean.Count
            + Math.Log(1 + settings.UnseenLog * unseen.ExcessQ / (weight.Count * weight.Mean));
        return new DonskerVaradhanBound(bound, error, Math.Max(0, bound - settings.Z * error - cost));
    }

    private static double Attainable(FDivergence divergence, int rowsP, int rowsQ)
    {
        if (double.IsFinite(divergence.Bound)) return divergence.Bound;
        var limit = Math.Log(Math.Min(rowsP, rowsQ));
        var activation = divergence.LogRatioActivation;
        return FunctionValues.At(activation.Activation, limit) - FunctionValues.At(activation.Composition, -limit);
    }
}
