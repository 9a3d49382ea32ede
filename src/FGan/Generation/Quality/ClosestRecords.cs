using FGan.Data;

namespace FGan;

/// <summary>How close samples lie to the rows that a model learned from, against rows that it never saw.</summary>
/// <param name="ToTraining">Median distance of a sample to its closest training row.</param>
/// <param name="TestToTraining">The same of a row kept back.</param>
/// <param name="NearerToTraining">
/// Share of samples that are nearer to a training row than to a row kept back, of as many of both: one half is due, more says that rows were
/// learned by heart.
/// </param>
/// <param name="CloserThanTest">
/// Share of samples closer to a training row than all but 5 % of the rows kept back are: 0.05 is due or less, more says the same.
/// </param>
/// <param name="Copies">Share of samples that equal a training row in everything that is written out.</param>
/// <param name="TestCopies">The same of rows kept back: what chance alone makes.</param>
/// <param name="Rows">Training rows, and as many kept back, that distances were taken to.</param>
/// <remarks>Distances are Euclidean between encoded rows, of at most <see cref="NeighbourQuality.MostRows"/> of each table.</remarks>
public sealed record ClosestRecords(
    double ToTraining, double TestToTraining, double NearerToTraining, double CloserThanTest, double Copies, double TestCopies, int Rows)
{
    private const double CloseShare = 0.05;

    /// <summary>Measures the distances.</summary>
    /// <param name="training">The rows that the model learned from.</param>
    /// <param name="test">Rows of the same source that it never saw.</param>
    /// <param name="samples">The model's rows.</param>
    /// <exception cref="DataException">The columns differ, or nothing in them varies.</exception>
    public static ClosestRecords Measure(Table training, Table test, Table samples)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(samples);
        (training, test) = Table.Reconcile(training, test, "the training table", "the test table");
        (training, samples) = Table.Reconcile(training, samples, "the training table", "the synthetic table");
        (test, samples) = Table.Reconcile(test, samples);
        (training, test) = Table.Reconcile(training, test);
        var encoder = TableEncoder.Fit(Table.Concat(Table.Concat(EncodingRows.Of(training), EncodingRows.Of(test)), EncodingRows.Of(samples)), TableEncoderOptions.ForEstimation);
        int most = Math.Min(NeighbourQuality.MostRows, Math.Min(training.RowCount, test.RowCount));
        FloatMatrix learned = Some(encoder, training, most), unseen = Some(encoder, test, most), made = Some(encoder, samples, NeighbourQuality.MostRows);
        float[] toLearned = Nearest(made, learned), toUnseen = Nearest(made, unseen), due = Nearest(unseen, learned);
        float close = Quantile(due, CloseShare);
        UInt128[] keys = CopyCount.Keys(training);
        return new ClosestRecords(
            Math.Sqrt(Quantile(toLearned, 0.5)),
            Math.Sqrt(Quantile(due, 0.5)),
            toLearned.Zip(toUnseen).Average(pair => pair.First < pair.Second ? 1 : pair.First == pair.Second ? 0.5 : 0),
            toLearned.Average(distance => distance < close ? 1.0 : 0),
            CopyCount.Shares(keys, CopyCount.Keys(samples)).Copies,
            CopyCount.Shares(keys, CopyCount.Keys(test)).Copies,
            most);
    }

    private static FloatMatrix Some(TableEncoder encoder, Table table, int most) => encoder.Encode(table.Take(EvaluationRows.Chosen(table.RowCount, most)));

    private static float[] Nearest(FloatMatrix from, FloatMatrix to)
    {
        var nearest = new float[from.Rows];
        SquaredDistances.Visit(from, to, (row, distances) =>
        {
            float least = float.PositiveInfinity;
            foreach (float distance in distances) least = Math.Min(least, distance);
            nearest[row] = least;
        });
        return nearest;
    }

    private static float Quantile(float[] values, double share)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
