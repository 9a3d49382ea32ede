using System.IO.Compression;

namespace FGan.Data;

/// <summary>Writes files, all or nothing, through gzip when their name asks for it.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file, gzipped when its name ends in <c>.gz</c>.</summary>
    public static void Write(string path, Action<Stream> write) => AtomicFile.Write(path, stream =>
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream? gzip = packed ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        write(gzip ?? stream);
    });
}
