using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Numbers as normal scores z = Φ⁻¹(F(x)), F the distribution of the fitted column summarised by at most 97 quantiles;
/// missing values as a block of two (present, missing).
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Format">Range, decimals, wholeness.</param>
/// <param name="Knots">
/// The quantiles at scores evenly spaced from −<paramref name="Reach"/> to <paramref name="Reach"/>; ascending, ties
/// where a value is frequent.
/// </param>
/// <param name="Reach">The score of the greatest value.</param>
/// <param name="IsBounded">
/// Whether scores are divided by the reach and spread over ties, for generators; else they go on linearly outside.
/// </param>
/// <param name="HasMissing">Whether missing values have a block.</param>
internal sealed record ScoreCodec(
    string Column, NumberFormat Format, ImmutableArray<double> Knots, double Reach, bool IsBounded, bool HasMissing)
    : ColumnCodec(Column)
{
    private const int MostKnots = 97;
    private const double LeastReach = 2, GreatestReach = 4;

    public override ColumnKind Kind => Format.Notation is DateNotation ? ColumnKind.Date : ColumnKind.Numeric;

    public override ColumnRange Range => Format.Range;

    public override int Width => HasMissing ? 3 : 1;

    public override IEnumerable<EncodedBlock> Blocks() => NumericBlocks.Of(Column, IsBounded, HasMissing);

    private double Step => 2 * Reach / (Knots.Length - 1);

    public static ScoreCodec Fit(NumericColumn column, bool bounded)
    {
        double[] sorted = column.SortedValues();
        double reach = Math.Clamp(StandardNormal.Quantile(1 - (0.5 / sorted.Length)), LeastReach, GreatestReach);
        int count = Math.Min(MostKnots, (2 * sorted.Length) + 1);
        var knots = new double[count];
        for (int i = 0; i < count; i++)
        {
            double z = reach * ((2.0 * i / (count - 1)) - 1);
            knots[i] = QuantileOf(sorted, StandardNormal.Cumulative(z));
        }

        (knots[0], knots[^1]) = (sorted[0], sorted[^1]);
        return new ScoreCodec(
            column.Name, NumberFormat.Of(column), [.. knots], reach, bounded, column.MissingCount > 0);
    }

    public override void Check()
    {
        if (Format is null || !Format.IsSound) throw Broken("has an unsound number format");
        if (!(Reach > 0 && Reach < 100)) throw Broken($"has a reach of {Reach}");
        if (Knots.Length is < 3 or > MostKnots) throw Broken($"has {Knots.Length} knots; 3 to {MostKnots} are allowed");
        for (int i = 0; i < Knots.Length; i++)
        {
            if (!double.IsFinite(Knots[i]) || (i > 0 && Knots[i] < Knots[i - 1]))
                throw Broken("has knots that do not ascend");
        }
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        var numeric = (NumericColumn)column;
        for (int row = 0; row < slots.Count; row++)
        {
            double value = numeric[draws.TableRow(row)];
            Span<float> slot = slots[row];
            if (NumericBlocks.EncodePresence(value, slot, HasMissing, Column))
                slot[0] = (float)Score(value, draws, row);
        }
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        var values = new double[slots.Count];
        for (int row = 0; row < values.Length; row++)
        {
            Span<float> slot = slots[row];
            bool missing = HasMissing && draws.Choose(slot[1..], row) == 1;
            values[row] = missing ? double.NaN : Format.Restore(ValueAt(IsBounded ? slot[0] * Reach : slot[0]));
        }

        return Format.Column(Column, values);
    }

    private double Score(double value, CodecDraws draws, int row)
    {
        (double low, double high) = ScoresOf(value);
        if (!IsBounded) return 0.5 * (low + high);
        double score = low == high ? low : SpreadBetween(low, high, draws.Spread(row));
        return Math.Clamp(score / Reach, -1, 1);
    }

    /// <summary>A draw from the normal distribution between two scores.</summary>
    private static double SpreadBetween(double low, double high, double uniform)
    {
        double from = StandardNormal.Cumulative(low), to = StandardNormal.Cumulative(high);
        return Math.Clamp(StandardNormal.Quantile(from + (uniform * (to - from))), low, high);
    }

    /// <summary>
    /// The least and the greatest score of a value: apart where it is so frequent that several knots hold it.
    /// </summary>
    private (double Low, double High) ScoresOf(double value)
    {
        ReadOnlySpan<double> knots = Knots.AsSpan();
        if (value < knots[0] || value > knots[^1]) return Beyond(value);
        int first = LowerBound(knots, value);
        if (knots[first] == value)
        {
            int last = first;
            while (last + 1 < knots.Length && knots[last + 1] == value) last++;
            return (ScoreOfKnot(first), ScoreOfKnot(last));
        }

        double share = (value - knots[first - 1]) / (knots[first] - knots[first - 1]);
        double score = ScoreOfKnot(first - 1) + (share * Step);
        return (score, score);
    }

    /// <summary>Scores outside the fitted range go on with the range's mean slope.</summary>
    private (double Low, double High) Beyond(double value)
    {
        double edge = value < Knots[0] ? Knots[0] : Knots[^1];
        double score = (value < Knots[0] ? -Reach : Reach) + ((value - edge) / Slope);
        return (score, score);
    }

    private double Slope => Knots[^1] > Knots[0] ? (Knots[^1] - Knots[0]) / (2 * Reach) : 1;

    private double ScoreOfKnot(int knot) => (knot * Step) - Reach;

    private double ValueAt(double score)
    {
        double at = Math.Clamp((score + Reach) / Step, 0, Knots.Length - 1);
        int below = Math.Min((int)at, Knots.Length - 2);
        double share = at - below;
        return ((1 - share) * Knots[below]) + (share * Knots[below + 1]);
    }

    /// <summary>
    /// The value below which a share of <paramref name="p"/> lies, without interpolation: it is a value of the data.
    /// </summary>
    private static double QuantileOf(double[] sorted, double p) =>
        sorted[Math.Clamp((int)(p * sorted.Length), 0, sorted.Length - 1)];

    private static int LowerBound(ReadOnlySpan<double> sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
