using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Owns the elements of parameters or of an optimiser's state, and counts how often they were lent to be written.</summary>
/// <param name="length">Number of elements.</param>
internal sealed class StateBlock(int length) : IDisposable
{
    /// <summary>Where programs find the elements, to read them.</summary>
    public AlignedBuffer Elements { get; } = new(length);

    /// <summary>Number of elements.</summary>
    public int Length => Elements.Length;

    /// <summary>Grows whenever elements may have changed: what was derived from them at another version is out of date.</summary>
    public long Version { get; private set; }

    /// <summary>Elements to read.</summary>
    public ReadOnlySpan<float> Read(int start, int count) => Elements.Slice(start, count);

    /// <summary>All elements, to read.</summary>
    public ReadOnlySpan<float> Read() => Elements.Span;

    /// <summary>Elements to write, right now.</summary>
    public Span<float> Write(int start, int count)
    {
        Version++;
        return Elements.Slice(start, count);
    }

    /// <summary>All elements, to write, right now.</summary>
    public Span<float> Write() => Write(0, Length);

    /// <summary>Returns the memory.</summary>
    public void Dispose() => Elements.Dispose();
}
