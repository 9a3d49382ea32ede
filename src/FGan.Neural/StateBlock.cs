using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Owns the elements of parameters or of an optimiser's state, and counts how often they were lent to be written.</summary>
/// <param name="length">Number of elements.</param>
internal sealed class StateBlock(int length) : IDisposable
{
    private readonly AlignedBuffer _elements = new(length);

    /// <summary>Where programs find the elements, to read them.</summary>
    public AlignedBuffer Elements => _elements;

    /// <summary>Number of elements.</summary>
    public int Length => _elements.Length;

    /// <summary>Grows whenever elements may have changed: what was derived from them at another version is out of date.</summary>
    public long Version { get; private set; }

    /// <summary>Elements to read.</summary>
    public ReadOnlySpan<float> Read(int start, int count) => _elements.Slice(start, count);

    /// <summary>All elements, to read.</summary>
    public ReadOnlySpan<float> Read() => _elements.Span;

    /// <summary>Elements to write, right now.</summary>
    public Span<float> Write(int start, int count)
    {
        Version++;
        return _elements.Slice(start, count);
    }

    /// <summary>All elements, to write, right now.</summary>
    public Span<float> Write() => Write(0, Length);

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _elements.Dispose();
}
