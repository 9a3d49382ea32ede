using System.Runtime.InteropServices;

namespace FGan.Numerics;

/// <summary>Owns a block of native memory for floats, aligned to a cache line (64 bytes) and zeroed at birth.</summary>
/// <remarks>
/// Native memory neither moves nor burdens the garbage collector. Large blocks lie on huge pages where the system has them. Dispose it; a
/// finaliser catches what is forgotten.
/// </remarks>
public sealed unsafe class AlignedBuffer : IDisposable
{
    /// <summary>The alignment in bytes: a cache line, and the widest vector there is.</summary>
    public const int Alignment = 64;

    private float* _pointer;

    /// <summary>Takes a zeroed block of <paramref name="length"/> floats.</summary>
    /// <param name="length">Number of floats, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = (nuint)length * sizeof(float);
        _pointer = HugePages.Suit(bytes)
            ? (float*)HugePages.Allocate(bytes)
            : (float*)NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
        NativeMemory.Clear(_pointer, bytes);
    }

    /// <summary>Frees a block that nobody disposed.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    internal float* Pointer => _pointer;

    /// <summary>The whole block; not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return new Span<float>(_pointer, Length);
        }
    }

    /// <summary>Returns the part of <paramref name="length"/> floats from <paramref name="start"/>.</summary>
    /// <param name="start">First float of the part.</param>
    /// <param name="length">Number of floats.</param>
    public Span<float> Slice(int start, int length) => Span.Slice(start, length);

    /// <summary>Sets every float to 0.</summary>
    public void Clear() => Span.Clear();

    /// <summary>Returns the memory to the system; safe to call twice.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pointer is null) return;
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
