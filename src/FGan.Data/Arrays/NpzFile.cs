using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace FGan.Data;

/// <summary>Reads and writes NumPy's <c>.npz</c> files: a zip archive of <c>.npy</c> arrays by name.</summary>
/// <remarks>
/// What an archive claims is believed only as far as its bytes bear it out: the number of entries is bounded before they
/// are listed, and all arrays together may unpack to 256 MiB or 200 times the file.
/// </remarks>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>Entries have no date of their own, so that the same arrays make the same bytes.</summary>
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays.</summary>
    /// <param name="path">An archive that <c>numpy.savez</c> or <c>numpy.savez_compressed</c> wrote.</param>
    /// <param name="only">The name of the one array to read; all when left out.</param>
    /// <returns>The arrays in the order of the archive, by names without <c>.npy</c>.</returns>
    /// <exception cref="DataException">The file is missing or damaged, unpacks to absurd size, or holds other entries.</exception>
    public static ImmutableArray<(string Name, NpyArray Array)> Read(string path, string? only = null)
    {
        using FileStream file = InputFile.OpenRaw(path);
        ZipDirectory.RequireModest(file, path);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return ReadEntries(archive, path, only, UnpackedStream.LimitFor(file.Length));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw new DataException($"is a damaged archive ({DataException.Brief(e)}); save it again", path, inner: e);
        }
    }

    /// <summary>Writes arrays, compressed.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="arrays">The arrays with different names.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, params IEnumerable<(string Name, NpyArray Array)> arrays) => AtomicFile.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, NpyArray array) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.Optimal);
            entry.LastWriteTime = NoDate;
            using Stream content = entry.Open();
            NpyFormat.Write(content, array, path);
        }
    });

    private static ImmutableArray<(string Name, NpyArray Array)> ReadEntries(
        ZipArchive archive, string path, string? only, long limit)
    {
        var arrays = ImmutableArray.CreateBuilder<(string, NpyArray)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = NameOf(entry, path);
            if (!names.Add(name)) throw new DataException($"has two arrays named {DataException.Show(name)}; names must differ", path);
            if (only is not null && only != name) continue;
            using var content = new UnpackedStream(entry.Open(), limit, path);
            NpyArray array = NpyFormat.Read(content, path);
            limit -= content.Position;
            arrays.Add((name, array));
        }

        if (names.Count == 0) throw new DataException("is an archive without arrays", path);
        if (arrays.Count == 0)
            throw new DataException(
                $"has no array {DataException.Show(only)}; there are {string.Join(", ", names.Take(20))}", path);
        return arrays.ToImmutable();
    }

    private static string NameOf(ZipArchiveEntry entry, string path)
    {
        bool isArray = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) && entry.FullName.Length > Extension.Length;
        return isArray ? entry.FullName[..^Extension.Length] : throw new DataException(
            $"is a zip archive that holds {DataException.Show(entry.FullName)}, so no .npz of arrays; unpack it, and export "
            + "a spreadsheet as CSV",
            path);
    }

    /// <summary>The end of a zip archive, which says how many entries the library is about to list.</summary>
    private static class ZipDirectory
    {
        private const int EndLength = 22;
        private const int MostEntries = 10_000;
        private const int MostBytes = 4 << 20;

        private static ReadOnlySpan<byte> EndMark => "PK\x05\x06"u8;

        /// <summary>Refuses an archive whose list of entries is long, or not where and as long as it claims.</summary>
        public static void RequireModest(FileStream file, string path)
        {
            var end = new byte[EndLength];
            if (file.Length >= EndLength) file.Seek(-EndLength, SeekOrigin.End);
            bool isThere = file.ReadAtLeast(end, EndLength, throwOnEndOfStream: false) == EndLength && end.AsSpan().StartsWith(EndMark);
            if (!isThere) throw new DataException("is a damaged archive: it has no list of entries at its end; save it again", path);
            int entries = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12));
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
            if (start == uint.MaxValue)
                throw new DataException("is larger than 4 GiB; save its arrays in several archives or as .npy", path);
            if (entries > MostEntries || size > MostBytes)
                throw new DataException(
                    $"claims {entries} arrays with a list of {size} bytes; at most {MostEntries} in {MostBytes} are read",
                    path);
            if (start + (long)size + EndLength != file.Length)
                throw new DataException("is a damaged archive: its list of entries is not where it claims; save it again", path);
            file.Position = 0;
        }
    }
}
