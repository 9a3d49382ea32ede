using FGan.Divergences;

namespace FGan;

/// <summary>Chooses how far a calibrated critic may swing, so that the lower limit it will give is highest.</summary>
/// <remarks>
/// A wide swing makes the bound tight and its tails heavy: for f = (u−1)² the conjugate term is e^(2V). What a swing will give is
/// predicted from the selection part with every row counted for both samples, E_Q[h] ≈ Σ h(v)/(m + n·e^v) and E_P[h] ≈ Σ h(v)·e^v/(m + n·e^v):
/// plain means of a heavy-tailed term over the rows of one sample would favour whatever that sample happens to lack.
/// </remarks>
internal sealed class BoundTuning
{
    private static readonly double[] Shares = [1, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1];
    private static readonly double[] Stretches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly Calibration _likely;
    private readonly double[] _raw;
    private readonly double[] _weightP;
    private readonly double[] _weightQ;

    public BoundTuning(HeldOutScores selection, Calibration likely)
    {
        _likely = likely;
        _raw = [.. selection.P, .. selection.Q];
        double n = selection.P.Length, m = selection.Q.Length;
        _weightQ = Array.ConvertAll(_raw, v => 1 / (m + n * Math.Exp(likely.Apply(v))));
        _weightP = Array.ConvertAll(_raw, v => 1 / (n + m * Math.Exp(-likely.Apply(v))));
    }

    /// <summary>The calibration with the highest predicted lower limit.</summary>
    /// <param name="activation">a and g∘a; a critic that ends in a step's smooth stand-in is stretched instead of held back.</param>
    /// <param name="rowsP">Rows of P that will be reported on.</param>
    /// <param name="rowsQ">Rows of Q that will be reported on.</param>
    /// <param name="z">Standard errors between bound and limit.</param>
    public Calibration Best(OutputActivation activation, int rowsP, int rowsQ, double z)
    {
        var candidates = activation.Kind == ActivationKind.LogRatio
            ? Shares.Select(share => _likely.Stretched(1, share * _likely.Limit))
            : Stretches.Select(stretch => _likely.Stretched(stretch, double.PositiveInfinity));
        return candidates.MaxBy(c => Predicted(activation, c, rowsP, rowsQ).LowerLimit(z));
    }

    private VariationalBound Predicted(OutputActivation activation, Calibration candidate, int rowsP, int rowsQ)
    {
        var (meanP, varianceP) = Weighted(v => activation.Activation.Evaluate(candidate.Apply(v)), _weightP);
        var (meanQ, varianceQ) = Weighted(v => activation.Composition.Evaluate(candidate.Apply(v)), _weightQ);
        return new VariationalBound(meanP - meanQ, Math.Sqrt(varianceP / rowsP + varianceQ / rowsQ));
    }

    private (double Mean, double Variance) Weighted(Func<double, double> term, double[] weights)
    {
        double total = 0, mean = 0, squares = 0;
        for (var i = 0; i < _raw.Length; i++)
        {
            var value = term(_raw[i]);
            total += weights[i];
            mean += weights[i] * value;
            squares += weights[i] * value * value;
        }
        mean /= total;
        return (mean, Math.Max(0, squares / total - mean * mean));
    }
}
