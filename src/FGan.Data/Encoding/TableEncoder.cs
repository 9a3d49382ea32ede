using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FGan.Data;

/// <summary>
/// Turns the rows of a table into rows of floats that a network can learn, and back into rows with the table's own
/// columns, types, categories and ranges.
/// </summary>
/// <remarks>
/// What it keeps of the fitted table: per numeric column the range, decimals, and the modes of a mixture with the
/// values that are very frequent, or at most 97 quantiles (each is a value of the data); per categorical column the
/// names and shares of the categories frequent enough, or the form of identifiers. Never a row.
/// </remarks>
public sealed class TableEncoder
{
    private const int CurrentVersion = 2;

    /// <summary>How codecs are written.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ImmutableArray<ColumnCodec> _codecs;
    private readonly ImmutableArray<int> _offsets;

    private TableEncoder(ImmutableArray<ColumnCodec> codecs)
    {
        _codecs = codecs;
        var offsets = ImmutableArray.CreateBuilder<int>(codecs.Length);
        var blocks = ImmutableArray.CreateBuilder<EncodedBlock>();
        foreach (ColumnCodec codec in codecs)
        {
            int offset = Width;
            offsets.Add(offset);
            blocks.AddRange(codec.Blocks().Select(block => block with { Offset = offset + block.Offset, Gate = offset + block.Gate }));
            Width = checked(Width + codec.Width);
        }

        (_offsets, Blocks) = (offsets.MoveToImmutable(), blocks.ToImmutable());
    }

    /// <summary>The floats of an encoded row.</summary>
    public int Width { get; }

    /// <summary>What the floats of a row are, in order and without gaps.</summary>
    public ImmutableArray<EncodedBlock> Blocks { get; }

    /// <summary>Those blocks that say everything about their column: categories, and numbers that are few.</summary>
    public IEnumerable<EncodedBlock> Choices =>
        Blocks.Where(block => block.Kind == BlockKind.OneHot && _codecs.First(codec => codec.Column == block.Column).Meanings is not null);

    /// <summary>The fewest rows of a category whose name is stored; null where an older program fitted the encoder.</summary>
    public int? MinLevelCount { get; private init; }

    /// <summary>The encodings of the columns in order.</summary>
    internal ImmutableArray<ColumnCodec> Codecs => _codecs;

    /// <summary>The names of the columns that hold identifiers.</summary>
    public IEnumerable<string> Identifiers => _codecs.OfType<IdentifierCodec>().Select(codec => codec.Column);

    /// <summary>The numbers that can be made, by column; columns of words are left out.</summary>
    internal IReadOnlyDictionary<string, ColumnRange> Ranges =>
        _codecs.Where(codec => codec.Range is not null).ToDictionary(codec => codec.Column, codec => codec.Range!);

    /// <summary>The names of the table's columns in order.</summary>
    public IEnumerable<string> Names => _codecs.Select(codec => codec.Column);

    /// <summary>
    /// What the user should know: columns that are constant, categories too many or too rare to be kept apart.
    /// </summary>
    public IEnumerable<string> Remarks =>
        _codecs.Where(codec => codec.Remark is not null).Select(
            codec => $"column {DataException.Show(codec.Column)} {codec.Remark}");

    /// <summary>Fits an encoder to a table.</summary>
    /// <param name="table">At least one row; at least one column must vary.</param>
    /// <param name="options">How to encode; <see cref="TableEncoderOptions.ForGeneration"/> when left out.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DataException">The table has no rows, or every column is constant or an identifier.</exception>
    public static TableEncoder Fit(Table table, TableEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= TableEncoderOptions.ForGeneration;
        options.Validate();
        if (table.RowCount == 0) throw new DataException("the table has no rows; nothing can be learned from it");
        TableEncoder encoder = FitAny(table, options);
        return encoder.Width > 0 ? encoder : throw new DataException(
            "every column of the table is constant or an identifier; there is nothing to learn");
    }

    /// <summary>
    /// Tells whether the values of a column are identifiers: words nearly all of which are too rare to be stored.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="options">How it would be encoded; <see cref="TableEncoderOptions.ForGeneration"/> when left out.</param>
    public static bool IsIdentifier(Column column, TableEncoderOptions? options = null) =>
        column is CategoricalColumn words && IdentifierCodec.For(words, options ?? TableEncoderOptions.ForGeneration) is not null;

    /// <summary>Restores an encoder from <see cref="ToJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <returns>An encoder that encodes and decodes as the one saved.</returns>
    /// <exception cref="DataException">
    /// The text is no encoder, is inconsistent, or comes from a newer version.
    /// </exception>
    public static TableEncoder FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Saved saved = JsonSerializer.Deserialize<Saved>(json, Json) ?? throw new JsonException("null");
            if (saved.Version != CurrentVersion)
                throw new DataException(
                    $"the encoder has version {saved.Version}; this program reads {CurrentVersion}");
            if (saved.Columns.IsDefaultOrEmpty || saved.Columns.Any(codec => codec is null))
                throw new JsonException("no columns");
            foreach (ColumnCodec codec in saved.Columns) codec.Check();
            if (saved.Columns.DistinctBy(codec => codec.Column).Count() != saved.Columns.Length)
                throw new JsonException("a column occurs twice");
            return new TableEncoder(saved.Columns) { MinLevelCount = saved.MinLevelCount };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new DataException($"the encoder's JSON is damaged ({DataException.Brief(e)})", inner: e);
        }
    }

    /// <summary>Writes the encoder as JSON: everything it knows of the fitted table.</summary>
    /// <returns>The text, for the metadata of a model file.</returns>
    public string ToJson() => JsonSerializer.Serialize(new Saved(CurrentVersion, _codecs, MinLevelCount), Json);

    /// <summary>Encodes all rows of a table.</summary>
    /// <param name="table">Has the fitted columns, in any order and with others beside them.</param>
    /// <param name="seed">
    /// Seeds the spreading of equal numbers; a row's encoding depends on nothing but it and the row's place.
    /// </param>
    /// <returns>One row of <see cref="Width"/> floats a row of the table.</returns>
    /// <exception cref="DataException">A column is lacking or has another kind, or a category is unknown.</exception>
    public FloatMatrix Encode(Table table, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        FloatMatrix rows = FloatMatrix.Create(table.RowCount, Width);
        Encode(table, 0, rows.Values, seed);
        return rows;
    }

    /// <summary>Encodes some rows of a table, as <see cref="Encode(Table, ulong)"/> would.</summary>
    /// <param name="table">Has the fitted columns, in any order and with others beside them.</param>
    /// <param name="firstRow">The first row to encode.</param>
    /// <param name="rows">Receives the rows; its length, a multiple of <see cref="Width"/>, says how many.</param>
    /// <param name="seed">Seeds the spreading of equal numbers.</param>
    /// <exception cref="DataException">A column is lacking or has another kind, or a category is unknown.</exception>
    public void Encode(Table table, int firstRow, Span<float> rows, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireRows(rows.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + (rows.Length / Width), table.RowCount);
        rows.Clear();
        for (int i = 0; i < _codecs.Length; i++)
        {
            ColumnCodec codec = _codecs[i];
            if (codec.Width == 0) continue;
            Column column = Matching(codec, table);
            codec.Encode(
                column, new ColumnSlots(rows, Width, _offsets[i], codec.Width), new CodecDraws(seed, i, firstRow));
        }
    }

    /// <summary>Makes a table of encoded rows, such as a generator's.</summary>
    /// <param name="rows">Rows of <see cref="Width"/> floats; finite.</param>
    /// <param name="seed">Seeds the draws.</param>
    /// <param name="sampleLevels">
    /// Draws categories from their probabilities instead of taking the most probable.
    /// </param>
    /// <param name="firstRow">
    /// Number of the first row in the sequence of the seed: rows decoded in portions equal rows decoded at once.
    /// </param>
    /// <returns>
    /// The fitted columns: numbers in their range and with their decimals, categories that were there.
    /// </returns>
    /// <exception cref="ArgumentException">The length does not fit, or a value is not finite.</exception>
    public Table Decode(Span<float> rows, ulong seed = 0, bool sampleLevels = false, long firstRow = 0)
    {
        RequireRows(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
                throw new ArgumentException(
                    $"Encoded row {i / Width} holds {rows[i]}; its generator has diverged.", nameof(rows));
        }

        var columns = new Column[_codecs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var slots = new ColumnSlots(rows, Width, _offsets[i], _codecs[i].Width);
            columns[i] = _codecs[i].Decode(slots, new CodecDraws(seed, i, firstRow, sampleLevels));
        }

        return new Table(columns);
    }

    /// <summary>Every value that a choice can make of its column, a row each; what stands in the other columns does not matter.</summary>
    /// <param name="choice">One of <see cref="Choices"/>.</param>
    /// <returns>The rows, and the place in the block that makes each.</returns>
    internal (Table Rows, ImmutableArray<int> Places) Values(EncodedBlock choice)
    {
        Meanings meanings = _codecs.First(codec => codec.Column == choice.Column).Meanings
            ?? throw new ArgumentException($"The block of {choice.Column} does not say everything about its column.", nameof(choice));
        Table rows = Decode(new float[meanings.Places.Length * Width]);
        return (rows.With(meanings.Values), meanings.Places);
    }

    /// <inheritdoc cref="Decode(Span{float}, ulong, bool, long)"/>
    public Table Decode(FloatMatrix rows, ulong seed = 0, bool sampleLevels = false, long firstRow = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Decode(rows.Values, seed, sampleLevels, firstRow);
    }

    /// <summary>Fits an encoder that may be of no use: nothing in the table needs to vary.</summary>
    internal static TableEncoder FitAny(Table table, TableEncoderOptions options) =>
        new([.. table.Columns.Select(column => FitColumn(column, options))]) { MinLevelCount = options.MinLevelCount };

    private static ColumnCodec FitColumn(Column column, TableEncoderOptions options)
    {
        bool? isIdentifier = options.RuleOf(column.Name).IsIdentifier;
        if (column is CategoricalColumn keys && isIdentifier == true) return IdentifierCodec.Of(keys);
        if (ConstantCodec.For(column) is { } constant) return constant;
        if (column is CategoricalColumn categorical)
            return (ColumnCodec?)(isIdentifier == false ? null : IdentifierCodec.For(categorical, options))
                ?? CategoricalCodec.Fit(categorical, options);
        var numeric = (NumericColumn)column;
        return options.Numeric switch
        {
            NumericEncoding.ModeSpecific => ModeCodec.Fit(numeric, options),
            NumericEncoding.Standard => StandardCodec.Fit(numeric),
            _ => ScoreCodec.Fit(numeric, bounded: options.Numeric == NumericEncoding.BoundedScore),
        };
    }

    private static Column Matching(ColumnCodec codec, Table table)
    {
        Column column = table[codec.Column];
        return column.Kind == codec.Kind ? column : throw new DataException(
            $"is {Name(column.Kind)}, the encoder was fitted to {Name(codec.Kind)} values; declare the column's kind "
            + "when reading",
            column: codec.Column);

        static string Name(ColumnKind kind) => kind.ToString().ToLowerInvariant();
    }

    private void RequireRows(int length)
    {
        if (length % Width != 0) throw new ArgumentException($"{length} floats are not rows of {Width}.");
    }

    private sealed record Saved(int Version, ImmutableArray<ColumnCodec> Columns, int? MinLevelCount = null);
}
