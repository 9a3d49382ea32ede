namespace FGan.Numerics;

/// <summary>Chooses how a product is cut into blocks that stay in the caches; it depends on the problem alone, never on the team.</summary>
/// <remarks>
/// A panel of b, <see cref="MaximumDepth"/> × 32 floats, stays in the first cache (32 KiB) while tiles of a stream past it from the second; a block
/// of a, <see cref="MaximumRows"/> × <see cref="MaximumDepth"/>, fills at most a quarter of a second cache of 1 MiB; what is packed of b at a time stays in the third.
/// </remarks>
internal static class Blocking
{
    /// <summary>The most products summed before a sum goes to memory.</summary>
    public const int MaximumDepth = 320;

    /// <summary>The most rows of a that one part of the work treats.</summary>
    public const int MaximumRows = 240;

    /// <summary>The most floats of b that are packed at a time (1.25 MiB).</summary>
    public const int MaximumPacked = 320 << 10;

    /// <summary>Multiply-adds below which waking a second thread costs more than it saves.</summary>
    public const long ParallelWork = 400_000;

    /// <summary>Cuts an extent into the fewest equal pieces of at most <paramref name="maximum"/>, each a multiple of <paramref name="unit"/>.</summary>
    public static int Piece(int extent, int maximum, int unit)
    {
        int pieces = Math.Max(1, (extent + maximum - 1) / maximum);
        int piece = (extent + pieces - 1) / pieces;
        return (piece + unit - 1) / unit * unit;
    }
}
