namespace FGan.Data;

/// <summary>
/// Numbers centred and scaled, y = s((x − c) / w) with s(z) = z up to |z| = 5 and 5 + 5 log(|z| / 5) beyond, sign kept:
/// continuous with its slope, invertible, and no value so large that it rules a network. Missing values as a block of
/// two (present, missing).
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Format">Range, decimals, wholeness.</param>
/// <param name="Centre">c: the median.</param>
/// <param name="Scale">
/// w: the interquartile range over that of the standard normal distribution; the standard deviation where that is 0,
/// and 1 where all values are alike.
/// </param>
/// <param name="HasMissing">Whether missing values have a block.</param>
internal sealed record StandardCodec(string Column, NumberFormat Format, double Centre, double Scale, bool HasMissing)
    : ColumnCodec(Column)
{
    private const double Bend = 5;
    private const double NormalQuartileRange = 1.3489795003921634;

    public override ColumnKind Kind => Format.Notation is DateNotation ? ColumnKind.Date : ColumnKind.Numeric;

    public override ColumnRange Range => Format.Range;

    public override int Width => HasMissing ? 3 : 1;

    public override IEnumerable<EncodedBlock> Blocks() => NumericBlocks.Of(Column, bounded: false, HasMissing);

    public static StandardCodec Fit(NumericColumn column)
    {
        double[] sorted = column.SortedValues();
        double centre = sorted[sorted.Length / 2];
        double lower = sorted[(int)(0.25 * sorted.Length)], upper = sorted[(int)(0.75 * sorted.Length)];
        double scale = (upper - lower) / NormalQuartileRange;
        if (!(scale > 0)) scale = Deviation(sorted, centre);
        return new StandardCodec(column.Name, NumberFormat.Of(column), centre, scale, column.MissingCount > 0);
    }

    public override void Check()
    {
        if (Format is null || !Format.IsSound) throw Broken("has an unsound number format");
        if (!double.IsFinite(Centre) || !(Scale > 0) || !double.IsFinite(Scale))
            throw Broken($"has centre {Centre} and scale {Scale}");
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        var numeric = (NumericColumn)column;
        for (int row = 0; row < slots.Count; row++)
        {
            double value = numeric[draws.TableRow(row)];
            Span<float> slot = slots[row];
            if (NumericBlocks.EncodePresence(value, slot, HasMissing, Column))
                slot[0] = (float)Soften((value - Centre) / Scale);
        }
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        var values = new double[slots.Count];
        for (int row = 0; row < values.Length; row++)
        {
            Span<float> slot = slots[row];
            bool missing = HasMissing && draws.Choose(slot[1..], row) == 1;
            values[row] = missing ? double.NaN : Format.Restore(Centre + (Scale * Harden(slot[0])));
        }

        return Format.Column(Column, values);
    }

    private static double Soften(double z) =>
        Math.Abs(z) <= Bend ? z : Math.Sign(z) * Bend * (1 + Math.Log(Math.Abs(z) / Bend));

    private static double Harden(double y) =>
        Math.Abs(y) <= Bend ? y : Math.Sign(y) * Bend * Math.Exp((Math.Abs(y) / Bend) - 1);

    private static double Deviation(double[] values, double centre)
    {
        // Scaled by the greatest so that squares of huge values stay finite.
        double greatest = values.Max(value => Math.Abs(value - centre));
        if (greatest == 0) return 1;
        double squares = values.Sum(value => (value - centre) / greatest * ((value - centre) / greatest));
        return greatest * Math.Sqrt(squares / values.Length);
    }
}
