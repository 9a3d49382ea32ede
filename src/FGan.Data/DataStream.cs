namespace FGan.Data;

/// <summary>
/// The Philox streams this room draws from. Their upper half spells "Data", so that they meet no stream of training
/// under the same seed.
/// </summary>
internal static class DataStream
{
    /// <summary>Splits of tables.</summary>
    public const ulong Split = First;

    private const ulong First = 0x44617461_00000000;
    private const ulong Encode = First + (1UL << 28);
    private const ulong Decode = First + (2UL << 28);
    private const ulong Group = First + (3UL << 28);

    /// <summary>Spreads equal values of a column over its encoding.</summary>
    public static ulong ForEncoding(int column) => Encode + (ulong)column;

    /// <summary>Draws the categories of a column from their probabilities.</summary>
    public static ulong ForDecoding(int column) => Decode + (ulong)column;

    /// <summary>Draws a rare category for the group that it was encoded in.</summary>
    public static ulong ForGroups(int column) => Group + (ulong)column;
}
