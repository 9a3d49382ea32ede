using FGan.Data;
using FGan.Divergences;
using FGan.Numerics;

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

    private readonly EstimationSettings _settings;

    /// <summary>Makes an estimator.</summary>
    /// <param name="options">What to measure; defaults when left out.</param>
    /// <exception cref="InvalidOptionsException">The options cannot be used; all faults are listed.</exception>
    public DivergenceEstimator(EstimatorOptions? options = null)
    {
        options ??= new EstimatorOptions();
        var faults = options.Faults();
        if (faults.Count > 0) throw new InvalidOptionsException("estimation", faults);
        _settings = new EstimationSettings(options, options.Divergences.Count > 0 ? options.Divergences : Catalogue.Table);
    }

    /// <summary>Estimates the divergences between two data sets, encoded alike first.</summary>
    /// <param name="p">A sample of P, the data: a table or pictures.</param>
    /// <param name="q">A sample of Q, the model, of the same kind, with the same columns in any order or pictures of the same size.</param>
    /// <param name="progress">Told after each stage of a fold; folds may be fitted side by side, and tell from their own threads.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="DataException">The two cannot be compared, or a sample has fewer than <see cref="FewestRows"/> rows.</exception>
    public EstimationResult Estimate(
        IDataset p, IDataset q, IProgress<EstimationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        return Estimate(SamplePair.Of(p, q, _settings.Options.KeepReference), progress, cancellation);
    }

    /// <summary>Estimates the divergences of P from Q.</summary>
    /// <param name="p">Rows of P, the data; columns of any units.</param>
    /// <param name="q">Rows of Q, the model, with the same columns.</param>
    /// <param name="progress">Told after each stage of a fold; folds may be fitted side by side, and tell from their own threads.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="ArgumentException">The widths differ, or a number is not finite.</exception>
    /// <exception cref="DataException">A sample has fewer than <see cref="FewestRows"/> rows.</exception>
    public EstimationResult Estimate(
        FloatMatrix p, FloatMatrix q, IProgress<EstimationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        return Estimate(SamplePair.Of(p, q), progress, cancellation);
    }

    internal EstimationResult Estimate(SamplePair pair, IProgress<EstimationProgress>? progress, CancellationToken cancellation)
    {
        RequireRows(pair.P, "P");
        RequireRows(pair.Q, "Q");
        var options = _settings.Options;
        var fit = CrossFit.Run(pair.P, pair.Q, _settings, progress, cancellation);
        var estimates = Enumerable.Range(0, _settings.Divergences.Count)
            .Select(i => DivergenceReport.Of(_settings, i, fit.Folds, fit.Half)).ToList();
        var ratios = Ratios(fit.Folds, pair.P.Rows, pair.Q.Rows);
        var scores = HeldOutScores.Join(fit.Folds.Select(f => f.Calibrated));
        var result = new EstimationResult(
            estimates, pair.P.Rows, pair.Q.Rows, options.Seed, options.Folds, fit.Folds.Count(f => f.Critic.HasNetwork), Accuracy(scores))
        {
            Test = SampleTest.Of(fit.Half, options.Permutations, options.Seed),
            Weights = RatioWeights.Of(scores),
            Checks = Consistency.Of(estimates),
            Columns = options.Columns ? ColumnAttribution.Of(pair, fit.Folds, _settings, cancellation) : [],
            TypicalRows = RatioRows.Typical(ratios),
            SelfComparison = options.SelfComparisons > 0 ? Halves.Compare(pair.P, _settings, cancellation) : null,
            Ratios = ratios,
            Reference = options.KeepReference && pair.Space is not null ? ReferenceModel.Of(pair.Space, fit.Half) : null,
        };
        return result with { Remarks = [.. pair.Remarks, .. EstimationRemarks.On(result)] };
    }

    private static HeldOutRatios Ratios(IReadOnlyList<HeldOutPart> folds, int rowsP, int rowsQ)
    {
        var (p, q, foldP, foldQ) = (new double[rowsP], new double[rowsQ], new int[rowsP], new int[rowsQ]);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            Scatter(folds[fold].RowsP, folds[fold].Calibrated.P, p, foldP, fold + 1);
            Scatter(folds[fold].RowsQ, folds[fold].Calibrated.Q, q, foldQ, fold + 1);
        }
        return new HeldOutRatios(p, q, foldP, foldQ);
    }

    private static void Scatter(int[] rows, double[] scores, double[] values, int[] folds, int fold)
    {
        for (var i = 0; i < rows.Length; i++) (values[rows[i]], folds[rows[i]]) = (scores[i], fold);
    }

    private static void RequireRows(FloatMatrix sample, string name)
    {
        if (sample.Rows < FewestRows)
            throw new DataException($"{name} has {sample.Rows} row{(sample.Rows == 1 ? "" : "s")}; an estimate needs at least {FewestRows} of each sample.");
    }

    private static double Accuracy(HeldOutScores scores) =>
        (scores.P.Average(Right) + scores.Q.Average(v => 1 - Right(v))) / 2;

    private static double Right(double v) => v > 0 ? 1 : v == 0 ? 0.5 : 0;
}
