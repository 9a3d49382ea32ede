using System.Buffers.Binary;

namespace FGan.Data;

/// <summary>
/// Reads IDX files, the format of MNIST: two zero bytes, a type byte (8: unsigned byte), the number of dimensions, each
/// dimension as a big-endian 32-bit number, then the values. Gzipped files are unpacked while they are read.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads pictures: three dimensions (count, height, width), or four with channels last.</summary>
    /// <param name="path">An IDX file of unsigned bytes, plain or gzipped.</param>
    /// <returns>The pictures.</returns>
    /// <exception cref="DataException">The file is missing, damaged, or holds something else.</exception>
    public static ImageSet ReadImages(string path)
    {
        (int[] shape, byte[] values) = Read(path);
        return ImageShape.ToImages(shape, values, path)
            ?? throw new DataException($"has {shape.Length} dimensions; pictures have 3 (count, height, width)", path);
    }

    /// <summary>Reads labels: one dimension.</summary>
    /// <param name="path">An IDX file of unsigned bytes, plain or gzipped.</param>
    /// <returns>One label a picture.</returns>
    /// <exception cref="DataException">The file is missing, damaged, or holds something else.</exception>
    public static byte[] ReadLabels(string path)
    {
        (int[] shape, byte[] values) = Read(path);
        return shape.Length == 1 ? values : throw new DataException(
            $"has {shape.Length} dimensions; labels have 1", path);
    }

    internal static (int[] Shape, byte[] Values) Read(string path)
    {
        using Stream stream = InputFile.Open(path);
        Span<byte> magic = stackalloc byte[4];
        Fill(stream, magic, path);
        if (!FileSignature.IsIdx(magic))
            throw new DataException(
                "is not an IDX file (it starts with two zero bytes, a type and a number of dimensions)", path);
        if (magic[2] != UnsignedByte)
            throw new DataException($"holds IDX type {magic[2]}; only unsigned bytes (8) are read", path);
        var shape = new int[magic[3]];
        Span<byte> word = stackalloc byte[4];
        for (int i = 0; i < shape.Length; i++)
        {
            Fill(stream, word, path);
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(word);
        }

        byte[] values = ArrayBytes.Read(stream, ArrayBytes.Count(shape, 1, path), path);
        if (stream.ReadByte() >= 0)
            throw new DataException($"goes on after its {values.Length} values; fetch it again", path);
        return (shape, values);
    }

    private static void Fill(Stream stream, Span<byte> bytes, string path)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DataException("ends within its header; fetch it again", path);
    }
}
