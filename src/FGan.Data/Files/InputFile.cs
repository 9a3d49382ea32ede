using System.IO.Compression;

namespace FGan.Data;

/// <summary>
/// Opens files for reading, through gzip when the content is gzipped, and turns failures to open into
/// <see cref="DataException"/>.
/// </summary>
internal static class InputFile
{
    /// <summary>
    /// Opens <paramref name="path"/> for sequential reading, unpacked when it starts with gzip's magic number.
    /// </summary>
    public static Stream Open(string path)
    {
        FileStream file = OpenRaw(path);
        try
        {
            if (!file.CanSeek)
                throw new DataException(
                    "is a pipe or device; save it as a file first, because it is read more than once", path);
            Span<byte> magic = stackalloc byte[2];
            int got = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            file.Position = 0;
            return got == 2 && magic[0] == 0x1f && magic[1] == 0x8b ? Unzip(file, path) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens <paramref name="path"/> as it is.</summary>
    public static FileStream OpenRaw(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 15, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException(Explain(path, e), path, inner: e);
        }
    }

    /// <summary>Reads up to <paramref name="count"/> bytes from the start of the file, unpacked.</summary>
    public static byte[] ReadStart(string path, int count)
    {
        using Stream stream = Open(path);
        var start = new byte[count];
        int got = stream.ReadAtLeast(start, count, throwOnEndOfStream: false);
        return start[..got];
    }

    private static UnpackedStream Unzip(FileStream file, string path) =>
        new(new GZipStream(file, CompressionMode.Decompress), UnpackedStream.LimitFor(file.Length), path);

    private static string Explain(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => "is a folder; name a file",
        FileNotFoundException or DirectoryNotFoundException => "does not exist; check the path",
        UnauthorizedAccessException => "may not be read; check its permissions",
        _ => $"cannot be read ({DataException.Brief(e)})",
    };
}
