using FGan.Numerics;

namespace FGan.Data;

/// <summary>
/// The random numbers of one column, addressed by row so that they do not depend on how rows are batched.
/// </summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Column">Which column of the table, from 0.</param>
/// <param name="FirstRow">
/// The place in the whole table of the batch's first row; methods take rows within the batch.
/// </param>
/// <param name="SampleLevels">Whether categories are drawn from their probabilities.</param>
internal readonly record struct CodecDraws(ulong Seed, int Column, long FirstRow, bool SampleLevels = false)
{
    /// <summary>The row of the table that is <paramref name="row"/> in the batch.</summary>
    public int TableRow(int row) => (int)(FirstRow + row);

    /// <summary>Uniform in (0, 1): spreads equal values over their share.</summary>
    public double Spread(int row) => Uniform(DataStream.ForEncoding(Column), row);

    /// <summary>Uniform in (0, 1): picks a category from probabilities.</summary>
    public double Pick(int row) => Uniform(DataStream.ForDecoding(Column), row);

    /// <summary>Uniform in (0, 1): picks a rare category of the group.</summary>
    public double PickRare(int row) => Uniform(DataStream.ForGroups(Column), row);

    /// <summary>The place of the chosen category: the most probable one, or one drawn from the probabilities.</summary>
    public int Choose(ReadOnlySpan<float> probabilities, int row)
    {
        if (!SampleLevels) return Largest(probabilities);
        double sum = 0;
        foreach (float p in probabilities) sum += Math.Max(p, 0);
        double left = Pick(row) * sum;
        for (int i = 0; i < probabilities.Length; i++)
        {
            left -= Math.Max(probabilities[i], 0);
            if (left < 0) return i;
        }

        return Largest(probabilities);
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }

    private double Uniform(ulong stream, int row) =>
        (new Philox(Seed, stream).Bits((ulong)(FirstRow + row)) + 0.5) * (1.0 / (1UL << 32));
}
