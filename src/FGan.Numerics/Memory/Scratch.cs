namespace FGan.Numerics;

/// <summary>Names what a thread's scratch memory is for; two uses at once must not share a name.</summary>
internal enum ScratchUse
{
    /// <summary>Packed rows of the left operand.</summary>
    Left,

    /// <summary>Packed columns of the right operand.</summary>
    Right,

    /// <summary>A result that is copied to its place afterwards.</summary>
    Result,

    /// <summary>Partial sums of blocks.</summary>
    Partial,

    /// <summary>Sums of channels, in double.</summary>
    Sums,

    /// <summary>Packed weights, or slopes, of a convolution.</summary>
    Weights,

    /// <summary>Images laid out in planes.</summary>
    Image,

    /// <summary>Offsets of a convolution's taps.</summary>
    Offsets,

    /// <summary>Results of a convolution, phase by phase.</summary>
    Phases,

    /// <summary>Values a channel that are made on the way.</summary>
    Channels,

    /// <summary>The second half of long sums.</summary>
    SecondHalf,
}

/// <summary>Lends each thread memory that it keeps between calls, so that kernels allocate nothing once warm.</summary>
internal static unsafe class Scratch
{
    private const int Uses = 11;

    [ThreadStatic]
    private static AlignedBuffer?[]? _buffers;

    /// <summary>Returns at least <paramref name="length"/> floats of this thread's, aligned to a cache line, holding anything.</summary>
    public static float* Get(ScratchUse use, int length)
    {
        AlignedBuffer?[] buffers = _buffers ??= new AlignedBuffer?[Uses];
        ref AlignedBuffer? buffer = ref buffers[(int)use];
        if (buffer is null || buffer.Length < length)
        {
            buffer?.Dispose();
            // Room to grow: sizes that creep up would otherwise allocate every time.
            buffer = new AlignedBuffer(Math.Max(4096, (int)Math.Min(length + (length / 4L), Array.MaxLength)));
        }

        return buffer.Pointer;
    }
}
