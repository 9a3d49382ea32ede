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
        var bound = BoundTerms.Join([.. folds.Select(f => f.Terms(activation, f.Swings[index].Normal))]).Bound();
        var estimate = SwingChoice.Best(divergence, folds);
        return new DivergenceEstimate(
            divergence.Id,
            divergence.Formula,
            Math.Min(divergence.Bound, estimate.Value),
            estimate.StandardError,
            bound.Mean,
            Math.Max(0, bound.LowerLimit(settings.Z)),
            settings.Options.Confidence,
            divergence.Bound)
        {
            Attainable = Attainable(divergence, folds.Sum(f => f.RowsP.Length), folds.Sum(f => f.RowsQ.Length)),
            Certified = Certified(settings, activation, half, half.Swings[index]),
            DonskerVaradhan = divergence.Id switch
            {
                "kl" => Shifted(folds, index, settings.Z, exchange: false),
                "reverse-kl" => Shifted(folds, index, settings.Z, exchange: true),
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

    private static DonskerVaradhanBound Shifted(IReadOnlyList<HeldOutPart> folds, int index, double z, bool exchange)
    {
        var v = HeldOutScores.Join(folds.Select(f => f.Raw.Map(f.Swings[index].Normal.Apply)));
        var (numerator, denominator) = exchange ? (v.Q, v.P) : (v.P, v.Q);
        var sign = exchange ? -1 : 1;
        var mean = Moments.Of(Array.ConvertAll(numerator, x => sign * x));
        var weight = Moments.Of(Array.ConvertAll(denominator, x => Math.Exp(sign * x)));
        var bound = mean.Mean - Math.Log(weight.Mean);
        var error = Math.Sqrt(mean.Variance / mean.Count + weight.Variance / (weight.Count * weight.Mean * weight.Mean));
        return new DonskerVaradhanBound(bound, error, Math.Max(0, bound - z * error));
    }

    private static double Attainable(FDivergence divergence, int rowsP, int rowsQ)
    {
        if (double.IsFinite(divergence.Bound)) return divergence.Bound;
        var limit = Math.Log(Math.Min(rowsP, rowsQ));
        var activation = divergence.LogRatioActivation;
        return FunctionValues.At(activation.Activation, limit) - FunctionValues.At(activation.Composition, -limit);
    }
}
