using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>The element types of <see cref="NpyArray"/>.</summary>
public enum NpyType
{
    /// <summary>32-bit float, <c>&lt;f4</c>.</summary>
    Single,

    /// <summary>64-bit float, <c>&lt;f8</c>.</summary>
    Double,

    /// <summary>Unsigned byte, <c>|u1</c>.</summary>
    Byte,

    /// <summary>32-bit integer, <c>&lt;i4</c>.</summary>
    Int32,

    /// <summary>64-bit integer, <c>&lt;i8</c>.</summary>
    Int64,

    /// <summary>Text of a fixed length in UTF-32, <c>&lt;U7</c>.</summary>
    Text,

    /// <summary>A date or time as a 64-bit count of <see cref="NpyArray.Unit"/> since 1970, <c>&lt;M8[D]</c>.</summary>
    Time,
}

/// <summary>An array read from a <c>.npy</c> file, its values in C order whatever the order in the file.</summary>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The lengths of the dimensions; empty for a single number.</param>
/// <param name="Bytes">The values, little-endian, in C order.</param>
public sealed record NpyArray(NpyType Type, ImmutableArray<int> Shape, byte[] Bytes)
{
    /// <summary>The bytes of a value.</summary>
    public int ItemSize { get; init; } = SizeOf(Type);

    /// <summary>What a <see cref="NpyType.Time"/> counts: D, s, ms, us and so on; empty for other types.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The number of values.</summary>
    public int Count => Bytes.Length / ItemSize;

    /// <summary>Converts the values to doubles; 64-bit integers beyond 2^53 are rounded.</summary>
    /// <returns><see cref="Count"/> values in C order.</returns>
    /// <exception cref="InvalidOperationException">They are texts or times.</exception>
    public double[] ToDoubles()
    {
        if (Type is NpyType.Text or NpyType.Time) throw new InvalidOperationException($"{Type} is no number.");
        var values = new double[Count];
        ReadOnlySpan<byte> at = Bytes;
        int size = SizeOf(Type);
        for (int i = 0; i < values.Length; i++, at = at[size..]) values[i] = First(at);
        return values;
    }

    internal static int SizeOf(NpyType type) => type switch
    {
        NpyType.Byte => 1,
        NpyType.Single or NpyType.Int32 or NpyType.Text => 4,
        _ => 8,
    };

    /// <summary>Reads one text; those shorter than the longest are filled up with zeros.</summary>
    internal string TextAt(int index)
    {
        string text = System.Text.Encoding.UTF32.GetString(Bytes.AsSpan(index * ItemSize, ItemSize));
        return text.TrimEnd('\0');
    }

    /// <summary>Reads one whole number.</summary>
    internal long Int64At(int index) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(index * sizeof(long)));

    private double First(ReadOnlySpan<byte> at) => Type switch
    {
        NpyType.Single => System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(at),
        NpyType.Double => System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(at),
        NpyType.Byte => at[0],
        NpyType.Int32 => System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(at),
        _ => System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(at),
    };
}
