using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// A column with one value in every row, or none at all: it takes no encoded columns and comes back as it was.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Number">The value of a numeric column.</param>
/// <param name="Notation">How it is written.</param>
/// <param name="Word">
/// The value of a categorical column; null with <paramref name="Number"/> for a column without values.
/// </param>
internal sealed record ConstantCodec(string Column, double? Number, NumberNotation? Notation, string? Word)
    : ColumnCodec(Column)
{
    public override ColumnKind Kind => Number is null ? ColumnKind.Categorical : ColumnKind.Numeric;

    public override ColumnRange? Range =>
        Number is { } number && Notation is not null ? ColumnRange.Of(number, number, Notation) : null;

    public override int Width => 0;

    public override IEnumerable<EncodedBlock> Blocks() => [];

    public override string Remark =>
        Word is null && Number is null ? "has no values; stays empty" : "is constant; stays so";

    /// <summary>The codec of a column with one value throughout; null when it has more.</summary>
    public static ConstantCodec? For(Column column)
    {
        if (column.MissingCount == column.Count) return new ConstantCodec(column.Name, null, null, null);
        if (column.MissingCount > 0) return null;
        return column switch
        {
            NumericColumn n when n.Minimum == n.Maximum => new ConstantCodec(n.Name, n.Minimum, n.Notation, null),
            CategoricalColumn c when c.CountLevels().Count(count => count > 0) == 1 =>
                new ConstantCodec(c.Name, null, null, c[0]),
            _ => null,
        };
    }

    public override void Check()
    {
        if (Number is { } number && !(double.IsFinite(number) && Notation is { IsSound: true }))
            throw Broken("has an unsound constant");
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        // Nothing distinguishes the rows.
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        if (Number is { } number && Notation is not null)
        {
            var values = new double[slots.Count];
            Array.Fill(values, number);
            return NumericColumn.Own(Column, values, Notation);
        }

        var codes = new int[slots.Count];
        if (Word is null) Array.Fill(codes, CategoricalColumn.Missing);
        return CategoricalColumn.Own(Column, codes, Word is null ? [] : [Word]);
    }
}
