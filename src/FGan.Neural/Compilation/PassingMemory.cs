using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Lends each thread the memory of what a chain makes and uses up on one block of rows; kept between blocks, so that nothing is allocated once warm.</summary>
internal static class PassingMemory
{
    [ThreadStatic]
    private static AlignedBuffer? _buffer;

    /// <summary>This thread's memory, at least <paramref name="length"/> floats holding anything.</summary>
    public static AlignedBuffer Get(int length)
    {
        if (_buffer is null || _buffer.Length < length)
        {
            _buffer?.Dispose();
            _buffer = new AlignedBuffer(length);
        }
        return _buffer;
    }
}
