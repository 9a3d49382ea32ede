using FGan.Data;
using FGan.Divergences;

namespace FGan;

/// <summary>A critic with everything chosen on its selection part, and its scores of the rows held out from both.</summary>
/// <param name="RowsP">The held-out rows of P.</param>
/// <param name="RowsQ">The held-out rows of Q.</param>
/// <param name="Critic">The critic.</param>
/// <param name="Likely">Scale and shift that make V the log-ratio.</param>
/// <param name="Swings">How far V may swing, for each divergence in order.</param>
/// <param name="Raw">The critic's scores of the held-out rows.</param>
internal sealed record HeldOutPart(
    int[] RowsP, int[] RowsQ, FittedCritic Critic, Calibration Likely, IReadOnlyList<Swings> Swings, HeldOutScores Raw)
{
    /// <summary>V ≈ log p/q of the held-out rows.</summary>
    public HeldOutScores Calibrated { get; } = Raw.Map(Likely.Apply);

    /// <summary>What the critic of another fold says of the same rows: how far critics differ by what they were taught.</summary>
    public HeldOutScores SecondOpinion { get; private init; } = Raw.Map(Likely.Apply);

    /// <summary>Adds what the critic of another fold says.</summary>
    public HeldOutPart Asking(HeldOutPart other, DealtSamples samples) => this with
    {
        SecondOpinion = other.Critic.Scores(samples.P.Gather(RowsP), samples.Q.Gather(RowsQ)).Map(other.Likely.Apply),
    };

    /// <summary>Fits and chooses a critic without the rows of one fold, and scores those.</summary>
    /// <param name="samples">Both samples and how they are dealt.</param>
    /// <param name="fold">The fold held out.</param>
    /// <param name="job">Numbers the fit, so that each has its own chance.</param>
    /// <param name="reported">How many rows of P and Q the bound will be averaged over.</param>
    /// <param name="settings">What to measure.</param>
    /// <param name="progress">Told after each stage.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    public static HeldOutPart Of(
        DealtSamples samples, int fold, int job, (int P, int Q) reported, EstimationSettings settings,
        IProgress<EstimationProgress>? progress, CancellationToken cancellation)
    {
        var (rowsP, rowsQ) = (samples.FoldsP.Reporting(fold), samples.FoldsQ.Reporting(fold));
        var learning = samples.Learning(fold, settings.Options.SelectionShare);
        var critic = CriticFitter.Fit(learning, settings.Options, job, progress, cancellation);
        var selection = critic.Scores(learning.SelectP, learning.SelectQ);
        var likely = Calibration.Likely(selection);
        var tuning = new BoundTuning(selection, likely);
        var swings = settings.Divergences.Select(d => tuning.Best(d.LogRatioActivation, reported, settings)).ToList();
        var raw = critic.Scores(samples.P.Gather(rowsP), samples.Q.Gather(rowsQ));
        return new HeldOutPart(rowsP, rowsQ, critic, likely, swings, raw);
    }

    /// <summary>T on rows of P and g(T) on rows of Q under a calibration.</summary>
    public BoundTerms Terms(OutputActivation activation, Calibration calibration) => BoundTerms.Of(Raw, activation, calibration);
}

/// <summary>Both samples and the folds that their rows are dealt into.</summary>
internal sealed record DealtSamples(FloatMatrix P, FloatMatrix Q, Folds FoldsP, Folds FoldsQ)
{
    /// <summary>Deals P and Q into folds, independently.</summary>
    public static DealtSamples Deal(FloatMatrix p, FloatMatrix q, int folds, ulong seed, ulong streamP, ulong streamQ) =>
        new(p, q, new Folds(p.Rows, folds, seed, streamP), new Folds(q.Rows, folds, seed, streamQ));

    /// <summary>The rows outside a fold, dealt into those to fit on and those to select by.</summary>
    public FitAndSelect Learning(int fold, double selectionShare)
    {
        var (fitP, selectP) = FoldsP.Others(fold, selectionShare);
        var (fitQ, selectQ) = FoldsQ.Others(fold, selectionShare);
        return new FitAndSelect(P.Gather(fitP), Q.Gather(fitQ), P.Gather(selectP), Q.Gather(selectQ));
    }
}

/// <summary>What an estimation measures, worked out once.</summary>
internal sealed record EstimationSettings(EstimatorOptions Options, IReadOnlyList<FDivergence> Divergences)
{
    // The normal approximation, the choice of the swing and the rows that folds share each cost a little of the confidence: half of the
    // error probability is kept back for them, and pays for what no row shows.
    private const double KeptBack = 0.5;

    /// <summary>Standard errors between a bound and its lower limit.</summary>
    public double Z { get; } = StandardNormal.Quantile(1 - (1 - Options.Confidence) * KeptBack);

    /// <summary>log(1/α) of the share that may be in P, and in Q, with no row of it in the sample.</summary>
    public double UnseenLog { get; } = Math.Log(2 / ((1 - Options.Confidence) * KeptBack));

    /// <summary>Which of the divergences words and columns speak of.</summary>
    public int Main { get; } = Math.Max(0, Divergences.ToList().FindIndex(d => d.Id == "jensen-shannon"));
}
