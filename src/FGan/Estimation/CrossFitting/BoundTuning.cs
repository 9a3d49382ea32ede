using FGan.Divergences;

namespace FGan;

/// <summary>How far V may swing for the bound of one divergence, by the kind of limit that it is to serve.</summary>
internal sealed record Swings(Calibration Normal, Calibration Hoeffding, Calibration EmpiricalBernstein);

/// <summary>Chooses how far a calibrated critic may swing, so that the lower limit it will give is highest.</summary>
/// <remarks>
/// A wide swing makes the bound tight and its tails heavy: for f = (u−1)² the conjugate term is e^(2V). What a swing will give is
/// predicted from the selection part with every row counted for both samples, E_Q[h] ≈ Σ h(v)/(m + n·e^v) and E_P[h] ≈ Σ h(v)·e^v/(m + n·e^v):
/// plain means of a heavy-tailed term over the rows of one sample would favour whatever that sample happens to lack.
/// </remarks>
internal sealed class BoundTuning
{
    private const int MostRows = 20_000;
    private static readonly double[] Shares = [1, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.21, 0.175, 0.15, 0.125, 0.1, 0.075, 0.05];
    private static readonly double[] Stretches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly Calibration _likely;
    private readonly HeldOutScores _extremes;
    private readonly double[] _raw;
    private readonly double[] _weightP;
    private readonly double[] _weightQ;

    public BoundTuning(HeldOutScores selection, Calibration likely)
    {
        _likely = likely;
        var (p, q) = (First(selection.P), First(selection.Q));
        _extremes = new HeldOutScores([p.Min(), p.Max()], [q.Min(), q.Max()]);
        _raw = [.. p, .. q];
        double n = p.Length, m = q.Length;
        _weightQ = Array.ConvertAll(_raw, v => 1 / (m + n * Math.Exp(likely.Apply(v))));
        _weightP = Array.ConvertAll(_raw, v => 1 / (n + m * Math.Exp(-likely.Apply(v))));

        static double[] First(double[] scores) => scores.Length <= MostRows ? scores : scores[..MostRows];
    }

    /// <summary>The calibrations with the highest predicted lower limits.</summary>
    /// <param name="activation">a and g∘a; a critic that ends in a step's smooth stand-in is stretched instead of held back.</param>
    /// <param name="reported">Rows of P and Q that will be reported on.</param>
    /// <param name="settings">The confidence of the limits.</param>
    public Swings Best(OutputActivation activation, (int P, int Q) reported, EstimationSettings settings)
    {
        var predictions = Candidates(activation).Select(c => (Calibration: c, Moments: Predicted(activation, c, reported))).ToList();
        var confidence = settings.Options.Confidence;
        return new Swings(
            predictions.MaxBy(p => p.Moments.Normal(settings.Z) - Unseen(p.Calibration)).Calibration,
            predictions.MaxBy(p => p.Moments.Hoeffding(confidence)).Calibration,
            predictions.MaxBy(p => p.Moments.EmpiricalBernstein(confidence)).Calibration);

        double Unseen(Calibration candidate) =>
            UnseenRows.Of(activation, _extremes.Map(candidate.Apply)).Cost(settings.UnseenLog, reported.P, reported.Q);
    }

    private IEnumerable<Calibration> Candidates(OutputActivation activation) =>
        activation.Kind == OutputActivationKind.LogRatio
            ? Shares.Select(share => _likely.Stretched(1, share * _likely.Limit))
            : Stretches.Select(stretch => _likely.Stretched(stretch, double.PositiveInfinity));

    private BoundMoments Predicted(OutputActivation activation, Calibration candidate, (int P, int Q) reported)
    {
        var v = Array.ConvertAll(_raw, candidate.Apply);
        var (meanP, varianceP) = Weighted(FunctionValues.Of(activation.Activation, v), _weightP);
        var (meanQ, varianceQ) = Weighted(FunctionValues.Of(activation.Composition, v), _weightQ);
        var (rangeP, rangeQ) = BoundTerms.Ranges(activation, candidate);
        return new BoundMoments(meanP, varianceP, rangeP, reported.P, meanQ, varianceQ, rangeQ, reported.Q);
    }

    private static (double Mean, double Variance) Weighted(double[] values, double[] weights)
    {
        double total = 0, mean = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            total += weights[i];
            mean += weights[i] * values[i];
            squares += weights[i] * values[i] * values[i];
        }
        mean /= total;
        return (mean, Math.Max(0, squares / total - mean * mean));
    }
}
