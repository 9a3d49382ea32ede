using FGan.Data;
using FGan.Divergences;

namespace FGan;

/// <summary>Measures how far apart two samples are: fits a log-ratio critic on one part, tunes it on a second, reports on a third.</summary>
/// <remarks>
/// D_f(P‖Q) = max_T E_P[T] − E_Q[g(T)] with T = f'(e^V) and V = log p/q at the maximum, whatever f is, so one critic serves every
/// divergence. The parts change places (cross-fitting) until every row has been reported on by a critic that never saw it.
/// </remarks>
/// <example>
/// <code>
/// var result = new DivergenceEstimator().Estimate(p, q);
/// Console.WriteLine(result.Words());
/// </code>
/// </example>
public sealed class DivergenceEstimator
{
    /// <summary>The fewest rows of either sample.</summary>
    public const int FewestRows = 20;

    private readonly EstimatorOptions _options;
    private readonly IReadOnlyList<FDivergence> _divergences;
    private readonly double _z;

    /// <summary>Makes an estimator.</summary>
    /// <param name="options">What to measure; defaults when left out.</param>
    /// <exception cref="InvalidOptionsException">The options cannot be used; all faults are listed.</exception>
    public DivergenceEstimator(EstimatorOptions? options = null)
    {
        _options = options ?? new EstimatorOptions();
        var faults = _options.Faults();
        if (faults.Count > 0) throw new InvalidOptionsException("estimation", faults);
        _divergences = _options.Divergences.Count > 0 ? _options.Divergences : Catalogue.Table;
        _z = NormalQuantile.Of(_options.Confidence);
    }

    /// <summary>Estimates the divergences between two data sets, encoded alike first.</summary>
    /// <param name="p">A sample of P, the data: a table or pictures.</param>
    /// <param name="q">A sample of Q, the model, of the same kind, with the same columns in any order or pictures of the same size.</param>
    /// <param name="progress">Told after each stage of a fold.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="DataException">The two cannot be compared, or a sample has fewer than <see cref="FewestRows"/> rows.</exception>
    public EstimationResult Estimate(
        IDataset p, IDataset q, IProgress<EstimationProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (rowsP, rowsQ) = SamplePair.Encode(p, q);
        return Estimate(rowsP, rowsQ, progress, cancellation);
    }

    /// <summary>Estimates the divergences of P from Q.</summary>
    /// <param name="p">Rows of P, the data.</param>
    /// <param name="q">Rows of Q, the model, encoded like P.</param>
    /// <param name="progress">Told after each stage of a fold.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="ArgumentException">The widths differ, or a number is not finite.</exception>
    /// <exception cref="DataException">A sample has fewer than <see cref="FewestRows"/> rows.</exception>
    public EstimationResult Estimate(
        FloatMatrix p, FloatMatrix q, IProgress<EstimationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Columns != q.Columns)
            throw new ArgumentException($"P has {p.Columns} numbers a row and Q {q.Columns}; encode both with one encoder.");
        RequireRows(p, "P");
        RequireRows(q, "Q");
        p.RequireFinite("P");
        q.RequireFinite("Q");

        var reports = _divergences.Select(d => new DivergenceReport(d)).ToList();
        var calibrated = new HeldOutScores(new double[p.Rows], new double[q.Rows]);
        var (doneP, doneQ, networkFolds) = (0, 0, 0);
        var foldsP = new Folds(p.Rows, _options.Folds, _options.Seed, Streams.FoldsOfP);
        var foldsQ = new Folds(q.Rows, _options.Folds, _options.Seed, Streams.FoldsOfQ);
        for (var fold = 0; fold < _options.Folds; fold++)
        {
            var learning = Learning(p, q, foldsP, foldsQ, fold);
            var critic = CriticFitter.Fit(learning, _options, fold, progress, cancellation);
            if (critic.HasNetwork) networkFolds++;
            var selection = critic.Scores(learning.SelectP, learning.SelectQ);
            var held = critic.Scores(p.Gather(foldsP.Reporting(fold)), q.Gather(foldsQ.Reporting(fold)));

            var likely = Calibration.Likely(selection);
            var tuning = new BoundTuning(selection, likely);
            foreach (var report in reports) report.Add(tuning, held, likely, (p.Rows, q.Rows), _z);
            var shown = held.Map(likely.Apply);
            shown.P.CopyTo(calibrated.P, doneP);
            shown.Q.CopyTo(calibrated.Q, doneQ);
            (doneP, doneQ) = (doneP + shown.P.Length, doneQ + shown.Q.Length);
        }
        var estimates = reports.ConvertAll(r => r.Finish(calibrated, _z, _options.Confidence));
        return new EstimationResult(
            estimates, p.Rows, q.Rows, _options.Seed, _options.Folds, networkFolds, Accuracy(calibrated));
    }

    private FitAndSelect Learning(FloatMatrix p, FloatMatrix q, Folds foldsP, Folds foldsQ, int fold)
    {
        var (fitP, selectP) = foldsP.Others(fold, _options.SelectionShare);
        var (fitQ, selectQ) = foldsQ.Others(fold, _options.SelectionShare);
        return new FitAndSelect(p.Gather(fitP), q.Gather(fitQ), p.Gather(selectP), q.Gather(selectQ));
    }

    private static void RequireRows(FloatMatrix sample, string name)
    {
        if (sample.Rows < FewestRows)
            throw new DataException($"{name} has {sample.Rows} rows; an estimate needs at least {FewestRows} of each sample.");
    }

    private static double Accuracy(HeldOutScores scores) =>
        (scores.P.Average(Right) + scores.Q.Average(v => 1 - Right(v))) / 2;

    private static double Right(double v) => v > 0 ? 1 : v == 0 ? 0.5 : 0;
}
