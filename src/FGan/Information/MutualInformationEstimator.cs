using FGan.Data;

namespace FGan;

/// <summary>Measures how much two sides of a table know about each other: I(X; Y) = KL(P_XY ‖ P_X × P_Y), in nats.</summary>
/// <remarks>
/// Columns become normal scores first, so no unit and no increasing map of a column changes the answer. A critic V ≈ log p(x,y)/(p(x)p(y)) is
/// fitted on one part of the rows, chosen by a second, and reported on a third, which take turns. The product of the margins is every row of X
/// beside every row of Y of the same part but its own.
/// </remarks>
/// <example>
/// <code>
/// var result = new MutualInformationEstimator().Estimate(table, ["height"], ["weight", "age"]);
/// Console.WriteLine(result.Words());
/// </code>
/// </example>
public sealed class MutualInformationEstimator
{
    /// <summary>The fewest rows.</summary>
    public const int FewestRows = 50;

    private const int MostBlockRows = 2048;

    private readonly InformationOptions _options;
    private readonly double _z;

    /// <summary>Makes an estimator.</summary>
    /// <param name="options">How to work; defaults when left out.</param>
    /// <exception cref="InvalidOptionsException">The options cannot be used; all faults are listed.</exception>
    public MutualInformationEstimator(InformationOptions? options = null)
    {
        _options = options ?? new InformationOptions();
        var faults = _options.Faults();
        if (faults.Count > 0) throw new InvalidOptionsException("mutual information", faults);
        _z = StandardNormal.Quantile(_options.Confidence);
    }

    /// <summary>Estimates what some columns of a table know about others.</summary>
    /// <param name="table">The rows. Categories and missing values are welcome.</param>
    /// <param name="x">Names of the columns of X.</param>
    /// <param name="y">Names of the columns of Y; none of them in X.</param>
    /// <param name="progress">Told after each fold.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="DataException">A name is unknown, stands on both sides, or there are too few rows.</exception>
    public MutualInformationResult Estimate(
        Table table, IReadOnlyList<string> x, IReadOnlyList<string> y, IProgress<InformationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireNames(table, x, y);
        RequireRows(table.RowCount);
        return Estimate(Encoded(table, x, "X"), Encoded(table, y, "Y"), progress, cancellation);
    }

    /// <summary>Estimates the mutual information of two matrices of numbers, row by row.</summary>
    /// <param name="x">Rows of X.</param>
    /// <param name="y">As many rows of Y; row i of both was observed together.</param>
    /// <param name="progress">Told after each fold.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or a number is not finite.</exception>
    /// <exception cref="DataException">There are fewer than <see cref="FewestRows"/> rows.</exception>
    public MutualInformationResult Estimate(
        FloatMatrix x, FloatMatrix y, IProgress<InformationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rows != y.Rows) throw new ArgumentException($"X has {x.Rows} rows and Y {y.Rows}; give each row of X its row of Y.");
        RequireRows(x.Rows);
        x.RequireFinite("X");
        y.RequireFinite("Y");
        return Estimate(new PairedRows(Scored(x), Scored(y)), progress, cancellation);
    }

    private MutualInformationResult Estimate(PairedRows rows, IProgress<InformationProgress>? progress, CancellationToken cancellation)
    {
        var report = new InformationReport(rows.Count);
        var margins = EllipticalFitter.Margins(rows);
        var folds = new Folds(rows.Count, _options.Folds, _options.Seed, InformationStreams.Folds);
        for (var fold = 0; fold < _options.Folds; fold++)
        {
            var (fit, select) = folds.Others(fold, _options.SelectionShare);
            var learning = new LearningPairs(rows.Gather(fit), rows.Gather(select));
            using var critic = new PairCriticFitter(learning, _options, margins, fold, cancellation).Fit();
            foreach (var block in rows.Gather(folds.Reporting(fold)).Blocks(MostBlockRows)) report.Add(critic, block, learning.Fit.Count);
            report.Count(critic);
            progress?.Report(new InformationProgress(fold + 1, _options.Folds, report.SoFar));
        }
        return report.Finish(_options, _z);
    }

    private static SideRows Scored(FloatMatrix values)
    {
        var scores = NormalScores.Of(values);
        return new SideRows(scores, SideFeatures.Of(scores));
    }

    private static FloatMatrix Encoded(Table table, IReadOnlyList<string> names, string side)
    {
        var part = table.Select(names);
        try
        {
            return TableEncoder.Fit(part, TableEncoderOptions.ForEstimation).Encode(part);
        }
        catch (DataException failure) when (failure.Column is null)
        {
            throw new DataException($"{side} ({string.Join(", ", names)}): {failure.Problem}", inner: failure);
        }
    }

    private static void RequireNames(Table table, IReadOnlyList<string> x, IReadOnlyList<string> y)
    {
        if (x.Count == 0 || y.Count == 0) throw new DataException($"{(x.Count == 0 ? "X" : "Y")} has no columns; name at least one on each side");
        foreach (var name in x.Concat(y).Where(name => !table.Contains(name))) _ = table[name];
        if (x.Intersect(y).FirstOrDefault() is { } both)
            throw new DataException("stands on both sides; its information about itself has no limit: leave it out of X or of Y", column: both);
        if (x.Concat(y).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DataException("is named twice on one side; name it once", column: twice.Key);
    }

    private static void RequireRows(int rows)
    {
        if (rows < FewestRows) throw new DataException($"there are {rows} rows; an estimate of mutual information needs at least {FewestRows}");
    }
}
