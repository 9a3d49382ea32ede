using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Categories one for one, in this order: the levels, a shared place for rare ones, a place for missing values; the
/// last two where needed.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Levels">The categories that have a place of their own.</param>
/// <param name="Rare">
/// The stored categories that share a place, with the share of each in it; may be empty although the place exists.
/// </param>
/// <param name="HasGroup">Whether rare categories share a place.</param>
/// <param name="HasMissing">Whether missing values have a place.</param>
/// <param name="Unknown">What to do with a category that is not stored.</param>
/// <param name="Shares">The share of each of <paramref name="Levels"/>: what an empty group is drawn from.</param>
/// <param name="Note">What the user should know.</param>
internal sealed record CategoricalCodec(
    string Column,
    ImmutableArray<string> Levels,
    ImmutableArray<double> Shares,
    ImmutableArray<RareLevel> Rare,
    bool HasGroup,
    bool HasMissing,
    UnknownLevels Unknown,
    string? Note) : ColumnCodec(Column)
{
    public override ColumnKind Kind => ColumnKind.Categorical;

    public override int Width => Levels.Length + (HasGroup ? 1 : 0) + (HasMissing ? 1 : 0);

    public override IEnumerable<EncodedBlock> Blocks() =>
        [new EncodedBlock(BlockKind.OneHot, 0, Width, Column, IsBounded: true)];

    public override string? Remark => Note;

    /// <summary>A place that several categories share may come back as any of them.</summary>
    public override Meanings Meanings
    {
        get
        {
            int names = Levels.Length + Rare.Length;
            int[] inGroup = !HasGroup ? [] : Rare.IsEmpty ? [.. Enumerable.Range(0, names)] : [.. Enumerable.Range(Levels.Length, Rare.Length)];
            int[] codes = [.. Enumerable.Range(0, Levels.Length), .. inGroup, .. HasMissing ? [CategoricalColumn.Missing] : Array.Empty<int>()];
            int[] places = [.. Enumerable.Range(0, Levels.Length), .. inGroup.Select(_ => GroupPlace), .. HasMissing ? [MissingPlace] : Array.Empty<int>()];
            return new Meanings(CategoricalColumn.Own(Column, codes, AllNames), [.. places]);
        }
    }

    private ImmutableArray<string> AllNames => [.. Levels, .. Rare.Select(level => level.Name)];

    private int GroupPlace => Levels.Length;

    private int MissingPlace => Levels.Length + (HasGroup ? 1 : 0);

    /// <summary>Decides which categories get a place, which share one, and which are not stored.</summary>
    public static CategoricalCodec Fit(CategoricalColumn column, TableEncoderOptions options)
    {
        int[] counts = column.CountLevels();
        int[] present = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)];
        ImmutableHashSet<string>? listed = options.RuleOf(column.Name).Categories;
        int[] allowed = listed is null ? present : [.. present.Where(code => listed.Contains(column.Levels[code]))];
        int[] stored = [.. allowed.Where(code => counts[code] >= options.MinLevelCount)];

        // Without a single category often enough to be stored there would be nothing to come back.
        if (stored.Length == 0 && !options.IsStrict) stored = allowed;
        if (stored.Length == 0) throw NothingToStore(column, listed is not null, options.MinLevelCount);
        int[] byCount = [.. stored.OrderByDescending(code => counts[code]).ThenBy(code => code)];
        int places = byCount.Length <= options.MaxLevels ? byCount.Length : options.MaxLevels - 1;
        int[] kept = [.. byCount.Take(places).Order()];
        int[] grouped = [.. byCount.Skip(places)];
        double keptCount = kept.Sum(code => (double)counts[code]);
        double groupCount = grouped.Sum(code => (double)counts[code]);
        bool hasMissing = column.MissingCount > 0 || options.Unknown == UnknownLevels.AsMissing;
        return new CategoricalCodec(
            column.Name,
            [.. kept.Select(code => column.Levels[code])],
            [.. kept.Select(code => counts[code] / keptCount)],
            [.. grouped.Select(code => new RareLevel(column.Levels[code], counts[code] / groupCount))],
            HasGroup: kept.Length < present.Length,
            hasMissing,
            options.Unknown,
            Describe(present.Length, kept.Length, present.Length - stored.Length));
    }

    public override void Check()
    {
        if (Levels.IsEmpty || Shares.Length != Levels.Length)
            throw Broken("has no levels, or shares that do not match");
        if (Shares.Any(share => !(share >= 0))) throw Broken("has a negative share");
        if (Rare.Any(level => level is null || !(level.Share >= 0))) throw Broken("has a negative share");
        if (!HasGroup && !Rare.IsEmpty) throw Broken("has rare levels without a place");
        string[] all = [.. AllNames];
        if (Array.Exists(all, string.IsNullOrEmpty) || all.Distinct(StringComparer.Ordinal).Count() != all.Length)
            throw Broken("has a level twice or empty");
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        var categorical = (CategoricalColumn)column;
        int[] places = PlacesOf(categorical);
        for (int row = 0; row < slots.Count; row++)
        {
            int code = categorical.Codes[draws.TableRow(row)];
            int place = code == CategoricalColumn.Missing ? MissingOrThrow() : places[code];
            if (place < 0) place = PlaceOfUnknown(categorical.Levels[code]);
            slots[row][place] = 1;
        }
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        var codes = new int[slots.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            int place = draws.Choose(slots[row], row);
            codes[row] = place < Levels.Length ? place
                : HasMissing && place == MissingPlace ? CategoricalColumn.Missing
                : DrawRare(draws.PickRare(row));
        }

        return CategoricalColumn.Own(Column, codes, AllNames);
    }

    /// <summary>The place of each of a column's levels; −1 where it is not known.</summary>
    private int[] PlacesOf(CategoricalColumn column)
    {
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Levels.Length; i++) placeOf[Levels[i]] = i;
        foreach (RareLevel level in Rare) placeOf[level.Name] = GroupPlace;
        return [.. column.Levels.Select(level => placeOf.GetValueOrDefault(level, -1))];
    }

    private int MissingOrThrow() => HasMissing ? MissingPlace : throw NumericBlocks.Missing(Column);

    private int PlaceOfUnknown(string level)
    {
        // Rare categories whose names are not stored cannot be told from new ones.
        if (HasGroup) return GroupPlace;
        if (Unknown == UnknownLevels.AsMissing) return MissingPlace;
        throw new DataException(
            $"has the category {DataException.Show(level)}, which the table the encoder was fitted to had not; it "
            + $"knows {string.Join(", ", Levels.Take(10))}",
            column: Column);
    }

    private int DrawRare(double uniform)
    {
        if (Rare.IsEmpty) return Draw(Shares, uniform);
        return Levels.Length + Draw(Rare.Select(level => level.Share), uniform);
    }

    private static int Draw(IEnumerable<double> shares, double uniform)
    {
        int last = 0, i = 0;
        foreach (double share in shares)
        {
            if (share > 0) last = i;
            uniform -= share;
            if (uniform < 0) return i;
            i++;
        }

        return last;
    }

    private static DataException NothingToStore(CategoricalColumn column, bool isListed, int least) => new(
        isListed
            ? $"has none of the categories listed for it in at least {least} rows; list some of its own, or leave the "
            + "column out"
            : $"has no category in at least {least} rows; call it an identifier, leave it out, or store rarer ones",
        column: column.Name);

    private static string? Describe(int present, int kept, int notStored)
    {
        if (kept == present) return null;
        string dropped = notStored > 0 ? $", {notStored} too rare to be stored" : "";
        return $"has {present} categories: {kept} have a place of their own, {present - kept} share one{dropped}";
    }
}

/// <summary>A category that shares its place with others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Its share of the rows in that place.</param>
internal sealed record RareLevel(string Name, double Share);
