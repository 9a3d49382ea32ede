using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Mode-specific normalisation (Xu et al. 2019, Modeling Tabular Data using Conditional GAN): a number becomes a mode
/// of a Gaussian mixture, as one of a block, and its place within the mode, (x − μ) / 4σ. Spikes and missing values are
/// further places of the block. Each mode has a number of its own, 0 where another place is chosen: so a generator, which
/// draws the mode last, need not find one number that suits every mode.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Format">Range, decimals, wholeness.</param>
/// <param name="Modes">The modes; none when every number is a spike.</param>
/// <param name="Spikes">Numbers that come back exactly, ascending.</param>
/// <param name="HasMissing">Whether missing values have a place.</param>
internal sealed record ModeCodec(
    string Column,
    NumberFormat Format,
    ImmutableArray<GaussianMode> Modes,
    ImmutableArray<double> Spikes,
    bool HasMissing)
    : ColumnCodec(Column)
{
    private const double Reach = 4;
    private const int MostPlaces = 1000;

    public override ColumnKind Kind => Format.Notation is DateNotation ? ColumnKind.Date : ColumnKind.Numeric;

    public override ColumnRange Range => Format.Range;

    public override int Width => Modes.Length + BlockWidth;

    public override IEnumerable<EncodedBlock> Blocks()
    {
        for (int mode = 0; mode < Modes.Length; mode++)
        {
            int? gate = BlockWidth > 0 ? Modes.Length + mode : null;
            yield return new EncodedBlock(BlockKind.Continuous, mode, 1, Column, IsBounded: true, gate);
        }

        if (BlockWidth > 0)
            yield return new EncodedBlock(BlockKind.OneHot, Modes.Length, BlockWidth, Column, IsBounded: true);
    }

    /// <summary>Where every number is a spike, the place says which.</summary>
    public override Meanings? Meanings => !Modes.IsEmpty || BlockWidth == 0 ? null : new Meanings(
        Format.Column(Column, [.. Spikes, .. HasMissing ? [double.NaN] : Array.Empty<double>()]), [.. Enumerable.Range(0, Places)]);

    private int Places => Modes.Length + Spikes.Length + (HasMissing ? 1 : 0);

    /// <summary>A choice of one needs no block.</summary>
    private int BlockWidth => Places > 1 ? Places : 0;

    public static ModeCodec Fit(NumericColumn column, TableEncoderOptions options)
    {
        double[] sorted = column.SortedValues();
        ImmutableArray<double> spikes = SpikeFinder.Find(sorted, options.MinLevelCount);
        double[] rest = [.. sorted.Where(value => spikes.BinarySearch(value) < 0)];
        var format = NumberFormat.Of(column);
        return new ModeCodec(
            column.Name,
            format.Within(options.RuleOf(column.Name)),
            FitModes(rest, format, options.MaxModes),
            spikes,
            column.MissingCount > 0);
    }

    public override void Check()
    {
        if (Format is null || !Format.IsSound) throw Broken("has an unsound number format");
        if (Places is < 1 or > MostPlaces || Width == 0)
            throw Broken($"has {Places} places; 1 to {MostPlaces} are allowed");
        if (Modes.Any(mode => mode is not { IsSound: true }))
            throw Broken("has an unsound mode");
        for (int i = 0; i < Spikes.Length; i++)
        {
            if (!double.IsFinite(Spikes[i]) || (i > 0 && Spikes[i] <= Spikes[i - 1]))
                throw Broken("has spikes that do not ascend");
        }
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        var numeric = (NumericColumn)column;
        Span<double> shares = Modes.Length <= 64 ? stackalloc double[Modes.Length] : new double[Modes.Length];
        for (int row = 0; row < slots.Count; row++)
        {
            double value = numeric[draws.TableRow(row)];
            Span<float> slot = slots[row];
            if (double.IsNaN(value)) Mark(slot, MissingPlace());
            else if (Spikes.BinarySearch(value) is >= 0 and var spike) Mark(slot, Modes.Length + spike);
            else EncodeInMode(value, slot, shares, draws, row);
        }
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        var values = new double[slots.Count];
        for (int row = 0; row < values.Length; row++)
        {
            Span<float> slot = slots[row];
            int place = BlockWidth == 0 ? 0 : draws.Choose(slot[Modes.Length..], row);
            values[row] = place < Modes.Length ? Format.Restore(ValueIn(Modes[place], slot[place]))
                : place < Modes.Length + Spikes.Length ? Spikes[place - Modes.Length]
                : double.NaN;
        }

        return Format.Column(Column, values);
    }

    private static ImmutableArray<GaussianMode> FitModes(double[] sorted, NumberFormat format, int most)
    {
        if (sorted.Length == 0) return [];
        double range = format.Maximum - format.Minimum;

        // A mode narrower than the numbers' own grain could not be told from a spike.
        double least = Math.Max(format.Step / 2, 1e-6 * range);
        if (sorted[0] == sorted[^1]) return [new GaussianMode(1, sorted[0], Math.Max(least, double.Epsilon))];

        // On the unit interval squares neither overflow nor vanish, whatever the unit of the column.
        double[] scaled = Array.ConvertAll(sorted, value => (value - format.Minimum) / range);
        return [.. GaussianMixture.Fit(scaled, most).Select(mode => new GaussianMode(
            mode.Weight, format.Minimum + (range * mode.Mean), Math.Max(range * mode.Deviation, least)))];
    }

    private void EncodeInMode(double value, Span<float> slot, Span<double> shares, CodecDraws draws, int row)
    {
        if (Modes.IsEmpty)
        {
            Mark(slot, Modes.Length + NearestSpike(value));
            return;
        }

        // Spread over its grain, a rounded number fills the gaps that would tell it from a generator's.
        value += Format.Step * (draws.Spread(row) - 0.5);
        int place = ChooseMode(value, shares, draws.Pick(row));
        slot[place] = (float)Math.Clamp((value - Modes[place].Mean) / (Reach * Modes[place].Deviation), -1, 1);
        Mark(slot, place);
    }

    private void Mark(Span<float> slot, int place)
    {
        if (BlockWidth > 0) slot[Modes.Length + place] = 1;
    }

    private int MissingPlace() => HasMissing ? Places - 1 : throw NumericBlocks.Missing(Column);

    private int NearestSpike(double value)
    {
        int above = ~Spikes.BinarySearch(value);
        if (above == 0) return 0;
        return above == Spikes.Length || value - Spikes[above - 1] <= Spikes[above] - value ? above - 1 : above;
    }

    /// <summary>Draws a mode by its probability given the number.</summary>
    private int ChooseMode(double value, Span<double> shares, double uniform)
    {
        double greatest = double.NegativeInfinity, sum = 0;
        for (int k = 0; k < shares.Length; k++)
        {
            GaussianMode mode = Modes[k];
            double z = (value - mode.Mean) / mode.Deviation;
            shares[k] = Math.Log(mode.Weight / mode.Deviation) - (0.5 * z * z);
            greatest = Math.Max(greatest, shares[k]);
        }

        foreach (ref double share in shares)
        {
            share = Math.Exp(share - greatest);
            sum += share;
        }

        double left = uniform * sum;
        int place = 0;
        while (place < shares.Length - 1 && left >= shares[place]) left -= shares[place++];
        return place;
    }

    private static double ValueIn(GaussianMode mode, float place) =>
        mode.Mean + (Reach * mode.Deviation * Math.Clamp(place, -1f, 1f));
}
