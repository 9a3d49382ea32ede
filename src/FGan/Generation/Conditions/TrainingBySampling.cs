using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>
/// Draws conditions, and rows of the data that meet them (Xu et al. 2019, section 4.3): a discrete column, each as likely; one of its values, by the
/// logarithm of its count, so that rare ones come often; a row, each as likely among those that have the value. Every other draw is free: no condition, any row.
/// </summary>
/// <remarks>Every draw is addressed by its number, so a resumed run needs no cursor.</remarks>
internal sealed class TrainingBySampling
{
    private const int DrawsPerRow = 2;

    /// <summary>Share of the draws that ask for nothing.</summary>
    private const double FreeShare = 0.5;

    private readonly FloatMatrix _rows;
    private readonly ConditionVector _vector;
    private readonly ConditionLaw _law;
    private readonly int[][] _holders;
    private readonly ulong _seed;

    /// <summary>Sorts the rows by their values.</summary>
    /// <param name="vector">The columns.</param>
    /// <param name="rows">The encoded rows that are learned from.</param>
    /// <param name="seed">The seed of the run.</param>
    public TrainingBySampling(ConditionVector vector, FloatMatrix rows, ulong seed)
    {
        (_vector, _rows, _seed) = (vector, rows, seed);
        _holders = [.. vector.Blocks.SelectMany(block => Holders(rows, block)), [.. Enumerable.Range(0, rows.Rows)]];
        double[] asked = [.. vector.Blocks.SelectMany((block, i) => Weights(vector.Starts[i], block.Width))];
        double sum = asked.Sum();
        _law = new ConditionLaw([.. asked, sum > 0 ? sum * FreeShare / (1 - FreeShare) : 1]);
    }

    /// <summary>The columns and their places.</summary>
    public ConditionVector Vector => _vector;

    /// <summary>Fills a batch with rows and the conditions that they were drawn for; allocates nothing.</summary>
    /// <param name="rows">Receives encoded rows.</param>
    /// <param name="conditions">Receives as many conditions.</param>
    /// <param name="firstDraw">The number of the first draw.</param>
    public void Fill(Span<float> rows, Span<float> conditions, ulong firstDraw)
    {
        int width = _rows.Columns;
        var numbers = new Philox(_seed, RandomStreams.CriticConditions);
        conditions.Clear();
        for (int row = 0; row * width < rows.Length; row++)
        {
            ulong draw = (firstDraw + (ulong)row) * DrawsPerRow;
            int place = _law.Draw(numbers.Bits(draw));
            if (place < _vector.Width) conditions[row * _vector.Width + place] = 1f;
            int[] holders = _holders[place];
            int holder = (int)(((ulong)numbers.Bits(draw + 1) * (ulong)holders.Length) >> 32);
            _rows.Row(holders[holder]).CopyTo(rows.Slice(row * width, width));
        }
    }

    /// <summary>Fills a batch with conditions alone, drawn alike.</summary>
    public void Fill(Span<float> conditions, ulong firstDraw) =>
        _vector.Fill(conditions, _law, new Philox(_seed, RandomStreams.GeneratorConditions), firstDraw);

    /// <summary>The rows that have each value.</summary>
    private static IEnumerable<int[]> Holders(FloatMatrix rows, EncodedBlock block)
    {
        var holders = new List<int>[block.Width];
        for (int value = 0; value < holders.Length; value++) holders[value] = [];
        for (int row = 0; row < rows.Rows; row++) holders[ConditionVector.Place(rows.Row(row), block)].Add(row);
        return holders.Select(list => list.ToArray());
    }

    /// <summary>log(1 + count) of the values of a column that are asked for, adding up to 1.</summary>
    private double[] Weights(int start, int count)
    {
        double[] weights = [.. Enumerable.Range(start, count).Select(place => _vector.IsAsked(place) ? Math.Log(1 + _holders[place].Length) : 0)];
        double sum = weights.Sum();
        return sum > 0 ? Array.ConvertAll(weights, weight => weight / sum) : weights;
    }
}
