using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace FGan.Data;

/// <summary>
/// Reads and writes NumPy's <c>.npy</c> files, format versions 1 to 3: magic number, version, header length, a Python
/// dictionary with the element type, the order and the shape, then the values.
/// </summary>
public static class NpyFile
{
    private const int MostHeaderBytes = 1 << 16;
    private const int HeaderAlignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="path">
    /// A file of <c>&lt;f4 &lt;f8 |u1 &lt;i4 &lt;i8</c> in C or Fortran order, plain or gzipped.
    /// </param>
    /// <returns>The array, its values in C order.</returns>
    /// <exception cref="DataException">
    /// The file is missing, damaged, or holds another type; arrays of Python objects are never read.
    /// </exception>
    public static NpyArray Read(string path)
    {
        using Stream stream = InputFile.Open(path);
        NpyHeader header = NpyHeader.Parse(ReadHeader(stream, path), path);
        int count = ArrayBytes.Count(header.Shape.AsSpan(), NpyArray.SizeOf(header.Type), path);
        byte[] bytes = ArrayBytes.Read(stream, count, path);
        if (stream.ReadByte() >= 0)
            throw new DataException($"goes on after the {count} bytes of its values; save it again", path);
        if (header.FortranOrder) bytes = ToCOrder(bytes, header.Shape.AsSpan(), NpyArray.SizeOf(header.Type));
        return new NpyArray(header.Type, header.Shape, bytes);
    }

    /// <summary>Writes an array of 32-bit floats.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="values">The values in C order.</param>
    /// <param name="shape">The lengths of the dimensions; their product is the number of values.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) =>
        Write(path, NpyType.Single, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Writes an array of 64-bit floats.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public static void Write(string path, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) =>
        Write(path, NpyType.Double, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Writes an array of bytes.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public static void Write(string path, ReadOnlySpan<byte> values, params ReadOnlySpan<int> shape) =>
        Write(path, NpyType.Byte, values, shape);

    private static void Write(string path, NpyType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> shape)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Values are little-endian in .npy files; this machine is not.");
        if (ArrayBytes.Count(shape, NpyArray.SizeOf(type), path) != bytes.Length)
            throw new ArgumentException(
                $"{bytes.Length / NpyArray.SizeOf(type)} values do not fill the shape {ArrayBytes.Text(shape)}.",
                nameof(shape));
        byte[] header = MakeHeader(type, shape);
        AtomicFile.Write(path, bytes, (stream, values) =>
        {
            stream.Write(header);
            stream.Write(values);
        });
    }

    private static byte[] MakeHeader(NpyType type, ReadOnlySpan<int> shape)
    {
        string lengths = string.Join(", ", shape.ToArray()) + (shape.Length == 1 ? "," : "");
        string text = $"{{'descr': '{NpyHeader.Describe(type)}', 'fortran_order': False, 'shape': ({lengths}), }}";

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
