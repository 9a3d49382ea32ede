namespace FGan.Numerics;

/// <summary>Chooses how a product is cut into blocks that stay in the caches.</summary>
/// <remarks>
/// A panel of b, <see cref="MaximumDepth"/> × 32 floats, fills the first cache while tiles of a stream past it from the second, which holds a block
/// of a, <see cref="MaximumRows"/> × <see cref="MaximumDepth"/>, and the panels of a chunk of columns. Sums are cut into blocks by the problem alone, never by the
/// machine or the team: their bits depend on it.
/// </remarks>
internal static class Blocking
{
    /// <summary>The most products summed before a sum goes to memory.</summary>
    public const int MaximumDepth = 384;

    /// <summary>Multiply-adds below which waking a second thread costs more than it saves.</summary>
    public const long ParallelWork = 400_000;

    /// <summary>Blocks of rows from which on panels may come from the third cache.</summary>
    private const int ManyRowBlocks = 4;

    /// <summary>The most rows of a that are gone over at a time: a quarter of the second cache.</summary>
    public static int MaximumRows { get; } = Math.Max(48, (int)(CacheSizes.Second / 4 / (MaximumDepth * sizeof(float)) / 12) * 12);

    /// <summary>The depth of blocks that a sum is cut into.</summary>
    public static int Depth(int depth) => Piece(depth, MaximumDepth, 4);

    /// <summary>The most columns whose panels are packed at a time.</summary>
    /// <remarks>
    /// Rows that are few go over panels in the second cache, so that those are read there once they are packed; many rows are gone over
    /// less often where there are more panels, which then come from the third cache, fetched while the panel before is multiplied.
    /// </remarks>
    /// <param name="rows">Rows that go over the panels.</param>
    public static int MaximumColumns(int rows) =>
        (int)((rows <= ManyRowBlocks * MaximumRows ? CacheSizes.Second / 2 : 2 * CacheSizes.Second) / (MaximumDepth * sizeof(float)));

    /// <summary>Cuts an extent into the fewest equal pieces of at most <paramref name="maximum"/>, each a multiple of <paramref name="unit"/>.</summary>
    public static int Piece(int extent, int maximum, int unit) => Share(extent, Math.Max(1, (extent + maximum - 1) / maximum), unit);

    /// <summary>Cuts an extent into so many equal pieces, each a multiple of <paramref name="unit"/>.</summary>
    public static int Share(int extent, int pieces, int unit) => Math.Max(1, (((extent + pieces - 1) / pieces) + unit - 1) / unit) * unit;
}
