using System.Runtime.InteropServices;

namespace FGan.Data;

/// <summary>
/// Reads and writes NumPy's <c>.npy</c> files, format versions 1 to 3: magic number, version, header length, a Python
/// dictionary with the element type, the order and the shape, then the values.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads an array.</summary>
    /// <param name="path">
    /// A file of <c>&lt;f4 &lt;f8 |u1 &lt;i4 &lt;i8 &lt;U &lt;M8</c> in C or Fortran order, plain or gzipped.
    /// </param>
    /// <returns>The array, its values in C order.</returns>
    /// <exception cref="DataException">
    /// The file is missing, damaged, or holds another type; arrays of Python objects are never read.
    /// </exception>
    public static NpyArray Read(string path)
    {
        using Stream stream = InputFile.Open(path);
        return NpyFormat.Read(stream, path);
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
        NpyFormat.RequireFull(shape, NpyArray.SizeOf(type), bytes.Length, path);
        byte[] header = NpyFormat.MakeHeader(new NpyArray(type, [.. shape], []));
        AtomicFile.Write(path, bytes, (stream, values) =>
        {
            stream.Write(header);
            stream.Write(values);
        });
    }
}
