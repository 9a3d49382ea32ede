using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Lends each thread the memory of what a chain makes and uses up on one block of rows; kept between blocks, so that nothing is allocated once warm.</summary>
internal static class PassingMemory
{
    [ThreadStatic]
    private static AlignedBuffer? _buffer;

    /// <summary>This thread's room, holding anything.</summary>
    /// <param name="length">Floats that values take for one block.</param>
    /// <param name="blocks">How many blocks go through together.</param>
    public static PassingRoom Room(int length, int blocks) => length == 0 ? default : new(Get(checked(length * blocks)), blocks);

    private static AlignedBuffer Get(int length)
    {
        if (_buffer is null || _buffer.Length < length)
        {
            _buffer?.Dispose();
            _buffer = new AlignedBuffer(length);
        }
        return _buffer;
    }
}

/// <summary>Room for values that pass, for one block of rows or for several together.</summary>
/// <param name="Memory">The memory; null where nothing passes.</param>
/// <param name="Blocks">Number of blocks; every place is as many times further from the first.</param>
internal readonly record struct PassingRoom(AlignedBuffer? Memory, int Blocks)
{
    /// <summary>A part of a value.</summary>
    /// <param name="start">Where the value would begin if there were room for one block.</param>
    /// <param name="offset">The part's first float within the value.</param>
    /// <param name="length">Floats of the part.</param>
    public Span<float> Slice(int start, int offset, int length) => Memory!.Slice((start * Blocks) + offset, length);
}
