using System.Buffers.Binary;

namespace FGan.Data;

/// <summary>Converts the bytes of float tensors to 32-bit floats.</summary>
internal static class FloatConversion
{
    public static void ToSingle(TensorType type, ReadOnlySpan<byte> bytes, Span<float> values, Exception otherwise)
    {
        int size = TensorEntry.SizeOf(type);
        for (int i = 0; i < values.Length; i++, bytes = bytes[size..])
        {
            values[i] = type switch
            {
                TensorType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                TensorType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                TensorType.BF16 => BitConverter.UInt32BitsToSingle(
                    (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
                _ => throw otherwise,
            };
        }
    }
}
