namespace FGan;

/// <summary>The Philox streams of an estimation: each use of chance has its own.</summary>
internal static class Streams
{
    public const ulong FoldsOfP = 1;
    public const ulong FoldsOfQ = 2;
    public const ulong HalvesOfP = 3;
    public const ulong HalvesOfQ = 4;
    public const ulong Permutations = 5;
    public const ulong Pairs = 6;
    public const ulong ColumnDeals = 0x1_0000;
    public const ulong SelfHalves = 8;
    public const ulong Weights = 16;
    public const ulong Batches = 1024;
}
