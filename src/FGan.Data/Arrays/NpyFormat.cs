using System.Buffers.Binary;
using System.Text;

namespace FGan.Data;

/// <summary>The bytes of a <c>.npy</c> array, in a file of its own or in an <c>.npz</c> archive.</summary>
internal static class NpyFormat
{
    private const int MostHeaderBytes = 1 << 16;
    private const int HeaderAlignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array that fills the rest of a stream.</summary>
    public static NpyArray Read(Stream stream, string path)
    {
        NpyHeader header = NpyHeader.Parse(ReadHeader(stream, path), path);
        int count = ArrayBytes.Count(header.Shape.AsSpan(), header.ItemSize, path);
        byte[] bytes = ArrayBytes.Read(stream, count, path);
        if (stream.ReadByte() >= 0)
            throw new DataException($"goes on after the {count} bytes of its values; save it again", path);
        if (header.FortranOrder) bytes = ToCOrder(bytes, header.Shape.AsSpan(), header.ItemSize);
        return new NpyArray(header.Type, header.Shape, bytes) { ItemSize = header.ItemSize, Unit = header.Unit };
    }

    /// <summary>Writes an array.</summary>
    public static void Write(Stream stream, NpyArray array, string path)
    {
        RequireFull(array.Shape.AsSpan(), array.ItemSize, array.Bytes.Length, path);
        stream.Write(MakeHeader(array));
        stream.Write(array.Bytes);
    }

    /// <summary>Refuses a number of bytes that is not a shape's.</summary>
    public static void RequireFull(ReadOnlySpan<int> shape, int itemSize, int bytes, string path)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Values are little-endian in .npy files; this machine is not.");
        if (ArrayBytes.Count(shape, itemSize, path) != bytes)
            throw new ArgumentException(
                $"{bytes / itemSize} values do not fill the shape {ArrayBytes.Text(shape)}.", nameof(shape));
    }

    /// <summary>Makes all that stands before an array's values.</summary>
    public static byte[] MakeHeader(NpyArray array)
    {
        string lengths = string.Join(", ", array.Shape) + (array.Shape.Length == 1 ? "," : "");
        string text = $"{{'descr': '{NpyHeader.Describe(array)}', 'fortran_order': False, 'shape': ({lengths}), }}";

        // The values start at a multiple of 64; the padding ends in a line feed.
        int prefix = Magic.Length + 4;
        int length = ((prefix + text.Length + HeaderAlignment) / HeaderAlignment * HeaderAlignment) - prefix;
        var header = new byte[prefix + length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(prefix));
        return header;
    }

    private static string ReadHeader(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[8];
        Fill(stream, start, path);
        if (!start[..6].SequenceEqual(Magic))
            throw new DataException("is not a .npy file; save it with numpy.save", path);
        if (start[6] is 0 or > 3)
            throw new DataException($"has .npy version {start[6]}.{start[7]}; versions 1 to 3 are read", path);
        Span<byte> word = stackalloc byte[4];
        word.Clear();
        Fill(stream, word[..(start[6] == 1 ? 2 : 4)], path);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(word);
        if (length > MostHeaderBytes)
            throw new DataException($"claims a header of {length} bytes; at most {MostHeaderBytes} are read", path);
        var header = new byte[length];
        Fill(stream, header, path);
        return Encoding.UTF8.GetString(header);
    }

    private static void Fill(Stream stream, Span<byte> bytes, string path)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DataException("ends within its header; save it again", path);
    }

    /// <summary>Reorders values whose first index runs fastest so that the last one does.</summary>
    private static byte[] ToCOrder(byte[] values, ReadOnlySpan<int> shape, int size)
    {
        if (shape.Length < 2 || values.Length == 0) return values;
        var ordered = new byte[values.Length];
        Span<int> index = shape.Length <= 32 ? stackalloc int[shape.Length] : new int[shape.Length];
        Span<int> stride = stackalloc int[index.Length];
        stride[0] = size;
        for (int d = 1; d < stride.Length; d++) stride[d] = stride[d - 1] * shape[d - 1];
        int from = 0;
        for (int to = 0; to < ordered.Length; to += size)
        {
            values.AsSpan(from, size).CopyTo(ordered.AsSpan(to));
            for (int d = index.Length - 1; d >= 0; d--)
            {
                from += stride[d];
                if (++index[d] < shape[d]) break;
                from -= stride[d] * shape[d];
                index[d] = 0;
            }
        }

        return ordered;
    }
}
