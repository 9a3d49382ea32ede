namespace FGan;

/// <summary>The Philox streams of an information estimate: each use of chance has its own.</summary>
internal static class InformationStreams
{
    public const ulong Folds = 0x200;
    public const ulong WeightsX = 0x300;
    public const ulong WeightsY = 0x400;
    public const ulong Batches = 0x500;
}
