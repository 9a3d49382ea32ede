using System.Runtime.InteropServices;

namespace FGan.Numerics;

/// <summary>Holds the counters that threads contend for, each in cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 512)]
internal struct PaddedCounters
{
    /// <summary>Helpers that may still join the round.</summary>
    [FieldOffset(128)]
    public int Seats;

    /// <summary>Helpers that have joined or may join and have not left.</summary>
    [FieldOffset(256)]
    public int Left;

    /// <summary>Helpers that sleep or are about to.</summary>
    [FieldOffset(384)]
    public int Asleep;
}
