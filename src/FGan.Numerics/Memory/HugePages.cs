using System.Runtime.InteropServices;

namespace FGan.Numerics;

/// <summary>Puts large blocks on pages of 2 MiB where the system lets a program ask for them (Linux); elsewhere on ordinary ones.</summary>
/// <remarks>A product walks over thousands of pages of 4 KiB, more than a core's address cache holds, and a walk of page tables inside a virtual machine is long.</remarks>
internal static unsafe partial class HugePages
{
    private const nuint PageSize = 2 << 20;
    private const nuint SmallestBlock = PageSize / 2;

    /// <summary>MADV_HUGEPAGE of madvise(2).</summary>
    private const int Advice = 14;

    /// <summary>Whether a block of so many bytes is worth whole pages.</summary>
    public static bool Suit(nuint bytes) => bytes >= SmallestBlock && OperatingSystem.IsLinux();

    /// <summary>Takes a block of whole pages, to be freed as aligned memory; it may hold anything.</summary>
    public static void* Allocate(nuint bytes)
    {
        nuint whole = (bytes + PageSize - 1) / PageSize * PageSize;
        void* block = NativeMemory.AlignedAlloc(whole, PageSize);
        // Advice alone: a system that does not follow it changes nothing but the time.
        _ = Advise(block, whole, Advice);
        return block;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* block, nuint length, int advice);
}
