namespace FGan.Data;

/// <summary>The element types of safetensors files that are read; F32, F64, I32, I64 and U8 are written.</summary>
public enum TensorType
{
    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>16-bit float: 1 sign, 5 exponent and 10 fraction bits.</summary>
    F16,

    /// <summary>16-bit float: the upper half of an F32.</summary>
    BF16,

    /// <summary>Unsigned byte.</summary>
    U8,
}

/// <summary>Where a tensor stands in a safetensors file.</summary>
/// <param name="Name">Its name, such as <c>0.weight</c>.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">The lengths of its dimensions; empty for a single number.</param>
/// <param name="Offset">Its first byte, counted from the end of the header.</param>
/// <param name="Length">Its bytes.</param>
public sealed record TensorEntry(
    string Name, TensorType Type, System.Collections.Immutable.ImmutableArray<long> Shape, long Offset, long Length)
{
    /// <summary>The number of values.</summary>
    public long Count => Length / SizeOf(Type);

    internal static int SizeOf(TensorType type) => type switch
    {
        TensorType.U8 => 1,
        TensorType.F16 or TensorType.BF16 => 2,
        TensorType.F32 or TensorType.I32 => 4,
        _ => 8,
    };
}
