using System.Text;

namespace FGan.Data;

/// <summary>Writes fields of protocol buffers by their numbers, for messages that no class is generated for.</summary>
/// <remarks>A field is its number and wire type as a varint, then a varint, four bytes, or a length and bytes; .NET's 7-bit encoding is the varint.</remarks>
internal static class ProtobufFields
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    public static void WriteNumber(this BinaryWriter writer, int field, long value)
    {
        writer.WriteTag(field, Varint);
        writer.Write7BitEncodedInt64(value);
    }

    public static void WriteFloat(this BinaryWriter writer, int field, float value)
    {
        writer.WriteTag(field, Fixed32);
        writer.Write(value);
    }

    public static void WriteText(this BinaryWriter writer, int field, string value) => writer.WriteBytes(field, Encoding.UTF8.GetBytes(value));

    public static void WriteBytes(this BinaryWriter writer, int field, ReadOnlySpan<byte> value)
    {
        writer.WriteTag(field, LengthDelimited);
        writer.Write7BitEncodedInt64(value.Length);
        writer.Write(value);
    }

    /// <summary>A message within the message: its length stands before it, so it is written aside first.</summary>
    public static void WriteMessage(this BinaryWriter writer, int field, Action<BinaryWriter> write)
    {
        using var aside = new MemoryStream();
        using (var inner = new BinaryWriter(aside, Encoding.UTF8, leaveOpen: true)) write(inner);
        writer.WriteBytes(field, aside.GetBuffer().AsSpan(0, (int)aside.Length));
    }

    private static void WriteTag(this BinaryWriter writer, int field, int wireType) => writer.Write7BitEncodedInt64(field << 3 | wireType);
}
