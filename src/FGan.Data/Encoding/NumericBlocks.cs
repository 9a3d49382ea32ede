namespace FGan.Data;

/// <summary>What encodings of numbers as one float share: the blocks, and the marking of missing values.</summary>
internal static class NumericBlocks
{
    /// <summary>The number, then, where values can be missing, a block of two: present, missing.</summary>
    public static IEnumerable<EncodedBlock> Of(string column, bool bounded, bool hasMissing)
    {
        yield return new EncodedBlock(BlockKind.Continuous, 0, 1, column, bounded, hasMissing ? 1 : null);
        if (hasMissing) yield return new EncodedBlock(BlockKind.OneHot, 1, 2, column, IsBounded: true);
    }

    /// <summary>Marks a value as present or missing; a missing one leaves the number at 0, the middle.</summary>
    /// <returns>Whether there is a number to encode.</returns>
    public static bool EncodePresence(double value, Span<float> slot, bool hasMissing, string column)
    {
        bool missing = double.IsNaN(value);
        if (hasMissing) slot[missing ? 2 : 1] = 1;
        else if (missing) throw Missing(column);
        return !missing;
    }

    /// <summary>The error of a missing value in a column that had none when the encoder was fitted.</summary>
    public static DataException Missing(string column) =>
        new(
            "has a missing value; the table the encoder was fitted to had none here: fill it in, or fit to a table that "
            + "has some",
            column: column);
}
