namespace FGan;

/// <summary>The Philox streams of an estimation: each use of chance has its own.</summary>
internal static class Streams
{
    public const ulong FoldsOfP = 1;
    public const ulong FoldsOfQ = 2;
    public const ulong Weights = 16;
    public const ulong Batches = 1024;
}
