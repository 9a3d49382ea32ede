using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace FGan.Data;

/// <summary>Encodes one column of a table as columns of floats, and back. It is data, and serialises as JSON.</summary>
/// <param name="Column">The name of the column.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "codec")]
[JsonDerivedType(typeof(ConstantCodec), "constant")]
[JsonDerivedType(typeof(CategoricalCodec), "categorical")]
[JsonDerivedType(typeof(IdentifierCodec), "identifier")]
[JsonDerivedType(typeof(ModeCodec), "modes")]
[JsonDerivedType(typeof(ScoreCodec), "score")]
[JsonDerivedType(typeof(StandardCodec), "standard")]
internal abstract record ColumnCodec(string Column)
{
    /// <summary>The kind of column that is encoded.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>The floats a row takes; 0 for a constant.</summary>
    public abstract int Width { get; }

    /// <summary>The blocks, from offset 0.</summary>
    public abstract IEnumerable<EncodedBlock> Blocks();

    /// <summary>The numbers that <see cref="Decode"/> makes; null for words and for a column without values.</summary>
    public virtual ColumnRange? Range => null;

    /// <summary>What the user should know about how the column is treated; null when nothing.</summary>
    public virtual string? Remark => null;

    /// <summary>What the places of a choice stand for, where the choice says everything; null for any other encoding.</summary>
    public virtual Meanings? Meanings => null;

    /// <summary>Throws a <see cref="DataException"/> when the codec, read from a file, is inconsistent.</summary>
    public abstract void Check();

    /// <summary>
    /// Encodes the rows from the draws' first row on; all of <paramref name="slots"/> starts as zero.
    /// </summary>
    public abstract void Encode(Column column, ColumnSlots slots, CodecDraws draws);

    /// <summary>Makes the column of encoded rows.</summary>
    public abstract Column Decode(ColumnSlots slots, CodecDraws draws);

    /// <summary>The error of a file that holds an inconsistent encoder.</summary>
    protected DataException Broken(string what) =>
        new($"the encoder of {DataException.Show(Column)} {what}; the file is damaged");
}

/// <summary>The floats of one column of a table in encoded rows.</summary>
internal readonly ref struct ColumnSlots(Span<float> rows, int stride, int offset, int width)
{
    private readonly Span<float> _rows = rows;

    /// <summary>The number of rows.</summary>
    public int Count { get; } = rows.Length / stride;

    /// <summary>The floats of a row.</summary>
    public Span<float> this[int row] => _rows.Slice((row * stride) + offset, width);
}

/// <summary>The values that a choice among places can make of a column.</summary>
/// <param name="Values">The values.</param>
/// <param name="Places">The place of each, from 0; a place may have several.</param>
internal sealed record Meanings(Column Values, ImmutableArray<int> Places);
