using System.Runtime.InteropServices;

namespace FGan.Numerics.Tests;

/// <summary>Lends floats that end exactly where an unreadable page begins (or begin where one ends): a step outside crashes the test.</summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    private const nuint Page = 4096;

    private readonly byte* _block;
    private readonly nuint _size;

    public GuardedMemory(int length, bool atEnd)
    {
        nuint bytes = (nuint)length * sizeof(float);
        nuint inner = Math.Max(1, (bytes + Page - 1) / Page) * Page;
        _size = inner + (2 * Page);
        Length = length;
        if (!OperatingSystem.IsLinux())
        {
            _block = (byte*)NativeMemory.AllocZeroed(_size);
        }
        else
        {
            _block = (byte*)MemoryMap(null, _size, ReadWrite, PrivateAnonymous, -1, 0);
            if ((nint)_block == -1) throw new OutOfMemoryException();
            _ = MemoryProtect(_block, Page, NoAccess);
            _ = MemoryProtect(_block + Page + inner, Page, NoAccess);
        }

        Pointer = (float*)(atEnd ? _block + Page + inner - bytes : _block + Page);
    }

    public GuardedMemory(ReadOnlySpan<float> values, bool atEnd)
        : this(values.Length, atEnd) => values.CopyTo(Span);

    public int Length { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Length);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux()) _ = MemoryUnmap(_block, _size);
        else NativeMemory.Free(_block);
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern void* MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int MemoryProtect(void* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int MemoryUnmap(void* address, nuint length);
}
