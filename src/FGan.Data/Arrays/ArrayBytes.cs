namespace FGan.Data;

/// <summary>
/// Reads the bytes of an array whose size a file claims, without believing the claim before the bytes are there.
/// </summary>
internal static class ArrayBytes
{
    private const int FirstChunk = 1 << 20;

    /// <summary>
    /// The bytes of an array of <paramref name="shape"/>, or an error when that is negative or more than an array can
    /// hold.
    /// </summary>
    public static int Count(ReadOnlySpan<int> shape, int itemSize, string path)
    {
        Int128 count = itemSize;
        foreach (int length in shape)
        {
            if (length < 0)
                throw new DataException(
                    $"claims a dimension of {(uint)length}; the file is damaged or far too large", path);
            count *= length;
            if (count > Array.MaxLength)
                throw new DataException(
                    $"claims {Text(shape)} values, more than {Array.MaxLength} bytes; split it into smaller files",
                    path);
        }

        return (int)count;
    }

    /// <summary>
    /// Reads exactly <paramref name="count"/> bytes. Memory grows with what arrives, so a false claim allocates little.
    /// </summary>
    public static byte[] Read(Stream stream, int count, string path)
    {
        if (stream.CanSeek && stream.Length - stream.Position < count)
            throw Short(stream.Length - stream.Position, count, path);
        var bytes = new byte[stream.CanSeek ? count : Math.Min(count, FirstChunk)];
        int got = 0;
        while (true)
        {
            got += stream.ReadAtLeast(bytes.AsSpan(got), bytes.Length - got, throwOnEndOfStream: false);
            if (got < bytes.Length) throw Short(got, count, path);
            if (got == count) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, count));
        }
    }

    public static string Text(ReadOnlySpan<int> shape) => $"({string.Join(", ", shape.ToArray())})";

    private static DataException Short(long got, int count, string path) =>
        new($"ends after {got} of {count} bytes of values; fetch it again", path);
}
