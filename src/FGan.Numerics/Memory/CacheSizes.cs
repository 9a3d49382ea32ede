using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Knows the sizes of the processor's caches, or what most have.</summary>
internal static class CacheSizes
{
    private const long Usual = 1 << 20;

    /// <summary>Bytes of the second cache, a core's own.</summary>
    public static long Second { get; } = Math.Clamp(FromProcessor() ?? FromSystem() ?? Usual, 256 << 10, 4 << 20);

    /// <summary>Asks an x86 processor: leaf 4 on Intel's, 8000001Dh on AMD's, describe one cache a subleaf, alike.</summary>
    private static long? FromProcessor()
    {
        if (!X86Base.IsSupported) return null;
        (_, int vendor, _, _) = X86Base.CpuId(0, 0);
        int leaf = vendor == 0x68747541 ? unchecked((int)0x8000001D) : 4;
        (int leaves, _, _, _) = X86Base.CpuId(leaf & unchecked((int)0x80000000), 0);
        if ((uint)leaves < (uint)leaf) return null;
        for (int i = 0; i < 8; i++)
        {
            (int kind, int extents, int sets, _) = X86Base.CpuId(leaf, i);
            if ((kind & 31) == 0) break;
            // Kind 2 holds instructions alone.
            if ((kind & 31) != 2 && ((kind >> 5) & 7) == 2)
                return (((extents >> 22) & 1023) + 1L) * (((extents >> 12) & 1023) + 1) * ((extents & 4095) + 1) * (sets + 1L);
        }

        return null;
    }

    /// <summary>Asks Linux.</summary>
    private static long? FromSystem()
    {
        const string path = "/sys/devices/system/cpu/cpu0/cache/index2/size";
        if (!OperatingSystem.IsLinux() || !File.Exists(path)) return null;
        string size = File.ReadAllText(path).Trim().TrimEnd('K');
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes << 10 : null;
    }
}
