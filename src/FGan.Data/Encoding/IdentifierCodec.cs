using System.Collections.Immutable;
using FGan.Numerics;

namespace FGan.Data;

/// <summary>
/// A column of names, keys or free text, nearly every one different: nothing to learn and much to give away. It takes
/// no encoded columns; new identifiers of the same form are made for new rows, each different from the others.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Parts">
/// The form; empty when they have none in common, so that they become the column's name and a number.
/// </param>
/// <param name="MissingShare">The share of rows without one.</param>
internal sealed record IdentifierCodec(string Column, ImmutableArray<IdentifierPart> Parts, double MissingShare)
    : ColumnCodec(Column)
{
    /// <summary>Fewer rows than this do not tell an identifier from a category.</summary>
    private const int LeastRows = 20;
    private const ulong DrawsPerRow = 1 << 20;
    private const int MostTries = 50;

    public override ColumnKind Kind => ColumnKind.Categorical;

    public override int Width => 0;

    public override string Remark => Parts.IsEmpty
        ? $"has nearly as many values as rows; new rows get {Fallback(1)}, {Fallback(2)}, …"
        : "has nearly as many values as rows; new rows get new values of the same form";

    /// <summary>
    /// The codec of a column most of whose rows have a value too rare to be stored; null for any other.
    /// </summary>
    public static IdentifierCodec? For(CategoricalColumn column, TableEncoderOptions options)
    {
        int[] counts = column.CountLevels();
        int present = column.Count - column.MissingCount;
        int stored = counts.Where(count => count >= options.MinLevelCount).Sum();
        bool isTooRare = 2 * stored < present && (present >= LeastRows || options.IsStrict);
        return isTooRare ? Of(column) : null;
    }

    /// <summary>The codec of a column that is known to hold identifiers.</summary>
    public static IdentifierCodec Of(CategoricalColumn column)
    {
        int[] counts = column.CountLevels();
        string[] texts = [.. column.Levels.Where((_, code) => counts[code] > 0)];
        return new IdentifierCodec(
            column.Name, IdentifierTemplate.Of(texts), (double)column.MissingCount / column.Count);
    }

    public override IEnumerable<EncodedBlock> Blocks() => [];

    public override void Check()
    {
        if (Parts.IsDefault || Parts.Any(part => part is null || !part.IsSound)) throw Broken("has an unsound form");
        if (!(MissingShare >= 0 && MissingShare <= 1)) throw Broken($"has a share of missing values of {MissingShare}");
    }

    public override void Encode(Column column, ColumnSlots slots, CodecDraws draws)
    {
        // Identifiers say nothing about the other columns.
    }

    public override Column Decode(ColumnSlots slots, CodecDraws draws)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        var words = new string?[slots.Count];
        for (int row = 0; row < words.Length; row++)
        {
            if (draws.Pick(row) >= MissingShare) words[row] = Make(made, draws, row);
        }

        return CategoricalColumn.FromWords(Column, words);
    }

    private string Make(HashSet<string> made, CodecDraws draws, int row)
    {
        var philox = new Philox(draws.Seed, DataStream.ForGroups(draws.Column));
        ulong at = (ulong)(draws.FirstRow + row) * DrawsPerRow;
        for (int tries = 0; !Parts.IsEmpty && tries < MostTries; tries++)
        {
            string text = IdentifierTemplate.Draw(Parts, bound => philox.Integer(at++, bound));
            if (text.Length > 0 && made.Add(text)) return text;
        }

        // No form, or one with hardly more texts than rows.
        long number = draws.FirstRow + row + 1;
        while (!made.Add(Fallback(number))) number++;
        return Fallback(number);
    }

    private string Fallback(long number) => $"{Column}-{number:000000}";
}
