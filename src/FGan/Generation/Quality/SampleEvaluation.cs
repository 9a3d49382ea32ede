using FGan.Data;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>How a synthetic column's distribution differs from the real one's.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">Numeric or categorical.</param>
/// <param name="Distance">
/// Numeric: the Kolmogorov–Smirnov distance sup|F_real − F_synthetic| of the values present. Categorical: the total variation
/// ½Σ|p − q|, a missing value counting as a category. In [0, 1], 0 being equal.
/// </param>
/// <param name="MissingReal">Share of missing values in the real table.</param>
/// <param name="MissingSynthetic">Share of missing values in the synthetic one.</param>
public sealed record ColumnQuality(string Column, ColumnKind Kind, double Distance, double MissingReal, double MissingSynthetic);

/// <summary>How the association of two columns differs between the real and the synthetic table.</summary>
/// <param name="First">One column.</param>
/// <param name="Second">The other.</param>
/// <param name="Measure">Pearson's r of two numbers, the correlation ratio η of a number on a category, Cramér's V of two categories.</param>
/// <param name="Real">Its value in the real table.</param>
/// <param name="Synthetic">Its value in the synthetic one.</param>
public sealed record PairQuality(string First, string Second, string Measure, double Real, double Synthetic)
{
    /// <summary>The absolute difference, in [0, 2].</summary>
    public double Difference => Math.Abs(Real - Synthetic);
}

/// <summary>What comparing synthetic samples with real ones shows.</summary>
/// <param name="RealCount">Real samples.</param>
/// <param name="SyntheticCount">Synthetic samples.</param>
/// <param name="Columns">Each column's shape, worst first; empty for images.</param>
/// <param name="Pairs">Each pair's association, worst first; pairs where it is not defined are left out.</param>
/// <param name="ExactCopies">Share of synthetic samples that equal a real one in everything that is written out, in [0, 1].</param>
/// <param name="ExactCopiesWithinReal">
/// Share of real samples that equal another real one: where that is high, copies are to be expected.
/// </param>
/// <param name="Neighbours">How samples lie among real rows; null where a side has too few.</param>
/// <param name="Discrepancy">MMD² of encoded rows or pixels, see <see cref="KernelDiscrepancy"/>; NaN where a side has fewer than two rows.</param>
/// <param name="Coverage">How modes are covered, where the truth is a toy's; else null.</param>
public sealed record SampleEvaluation(
    int RealCount,
    int SyntheticCount,
    IReadOnlyList<ColumnQuality> Columns,
    IReadOnlyList<PairQuality> Pairs,
    double ExactCopies,
    double ExactCopiesWithinReal,
    NeighbourQuality? Neighbours = null,
    double Discrepancy = double.NaN,
    ModeCoverage? Coverage = null)
{
    /// <summary>The mean distance of the columns, in [0, 1]; 0 for images.</summary>
    public double MeanColumnDistance => Columns.Count == 0 ? 0 : Columns.Average(column => column.Distance);

    /// <summary>The mean difference of the pairs; 0 where there are none.</summary>
    public double MeanPairDifference => Pairs.Count == 0 ? 0 : Pairs.Average(pair => pair.Difference);

    /// <summary>Compares samples of one kind.</summary>
    /// <param name="real">A table or images.</param>
    /// <param name="synthetic">The same kind, with the same columns in any order, or images of the same size.</param>
    /// <exception cref="DataException">The kinds, columns or sizes differ, or one side is empty.</exception>
    public static SampleEvaluation Compare(IDataset real, IDataset synthetic)
    {
        if (real.Count == 0 || synthetic.Count == 0)
            throw new DataException($"there are {real.Count} real and {synthetic.Count} synthetic samples; both sides need some");
        return (real, synthetic) switch
        {
            (Table r, Table s) => CompareTables(r, s),
            (ImageSet r, ImageSet s) => CompareImages(r, s),
            _ => throw new DataException($"cannot compare {real.Describe()} with {synthetic.Describe()}; both must be tables, or both images"),
        };
    }

    /// <summary>Compares samples with a toy's known modes.</summary>
    /// <param name="toy">The truth.</param>
    /// <param name="synthetic">As many numeric columns as the toy has coordinates.</param>
    /// <param name="seed">Seeds the draw of real samples, as many as there are synthetic ones.</param>
    /// <exception cref="DataException">The columns do not fit.</exception>
    public static SampleEvaluation Compare(ToyData toy, Table synthetic, ulong seed = 1)
    {
        if (synthetic.Columns.Length != toy.Dimension || synthetic.Columns.Any(column => column is not NumericColumn))
            throw new DataException($"{toy.Name} has {toy.Dimension} numeric columns; got {synthetic.Describe()}");
        var points = new float[synthetic.RowCount * toy.Dimension];
        Table real = toy.Sample(synthetic.RowCount, seed, [.. synthetic.Names]);
        for (int column = 0; column < toy.Dimension; column++)
        {
            ReadOnlySpan<double> values = ((NumericColumn)synthetic.Columns[column]).Values;
            for (int row = 0; row < values.Length; row++) points[row * toy.Dimension + column] = (float)values[row];
        }

        return Compare(real, synthetic) with { Coverage = toy.Coverage(points) };
    }

    /// <summary>Says in words how close the samples are, and what is worst.</summary>
    public IEnumerable<string> Describe()
    {
        if (Coverage is not null) yield return string.Create(InvariantCulture, $"Modes: {Coverage}.");
        if (Columns.Count > 0)
            yield return string.Create(InvariantCulture, $"Columns: mean distance {MeanColumnDistance:0.000}; worst {Columns[0].Column} with {Columns[0].Distance:0.000}.");
        if (Pairs.Count > 0)
        {
            PairQuality worst = Pairs[0];
            yield return string.Create(InvariantCulture, $"Pairs: mean difference {MeanPairDifference:0.000}; worst {worst.Measure} of {worst.First} and {worst.Second}, ")
                + string.Create(InvariantCulture, $"{worst.Real:0.00} in the data, {worst.Synthetic:0.00} in the samples.");
        }

        yield return string.Create(InvariantCulture, $"Copies: {ExactCopies:P2} of the samples equal a real one; {ExactCopiesWithinReal:P2} of the real ones equal another.");
        if (Neighbours is not null) yield return string.Create(InvariantCulture, $"Neighbours: {Neighbours}; MMD² {Discrepancy:0.0000}.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", Describe());

    private static SampleEvaluation CompareTables(Table real, Table synthetic)
    {
        (real, synthetic) = Table.Reconcile(real, synthetic, "the real table", "the synthetic table");
        ColumnQuality[] columns = [.. real.Columns.Select(column => ColumnDistance.Between(column, synthetic[column.Name]))];
        (double copies, double within) = CopyCount.Shares(CopyCount.Keys(real), CopyCount.Keys(synthetic));
        return new SampleEvaluation(
            real.RowCount,
            synthetic.RowCount,
            [.. columns.OrderByDescending(column => column.Distance)],
            [.. Association.OfPairs(real, synthetic).OrderByDescending(pair => pair.Difference)],
            copies,
            within).WithDistances(EvaluationRows.Of(real, synthetic));
    }

    private static SampleEvaluation CompareImages(ImageSet real, ImageSet synthetic)
    {
        if ((real.Channels, real.Height, real.Width) != (synthetic.Channels, synthetic.Height, synthetic.Width))
            throw new DataException($"cannot compare {real.Describe()} with {synthetic.Describe()}; sizes must be equal");
        (double copies, double within) = CopyCount.Shares(CopyCount.Keys(real), CopyCount.Keys(synthetic));
        return new SampleEvaluation(real.Count, synthetic.Count, [], [], copies, within)
            .WithDistances((EvaluationRows.Of(real), EvaluationRows.Of(synthetic)));
    }

    private SampleEvaluation WithDistances((FloatMatrix Real, FloatMatrix Synthetic) rows) =>
        Math.Min(rows.Real.Rows, rows.Synthetic.Rows) <= NeighbourQuality.Neighbours
            ? this
            : this with
            {
                Neighbours = NeighbourQuality.Measure(rows.Real, rows.Synthetic),
                Discrepancy = KernelDiscrepancy.Squared(rows.Real, rows.Synthetic),
            };
}
