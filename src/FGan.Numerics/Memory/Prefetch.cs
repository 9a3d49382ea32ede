using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Asks for memory before it is needed; where the machine cannot be asked, nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Brings the cache line at an address near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }

    /// <summary>Brings the cache line at an address as near as the second cache, leaving the first as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LineForLater(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }
}
