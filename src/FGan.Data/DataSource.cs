using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Opens samples, whatever their format: the content decides, not the name.</summary>
public static class DataSource
{
    private const char ArrayMark = ':';

    /// <summary>Reads all samples of a file or folder.</summary>
    /// <param name="path">
    /// Delimited text, JSON lines, an IDX file, or a <c>.npy</c> array, each plain or gzipped; an <c>.npz</c> archive, or
    /// one array of it (<c>mnist.npz:x_train</c>); a folder of PNG pictures. Arrays of one or two dimensions are tables
    /// with columns x0, x1, …; arrays of bytes with three (count, height, width) or four (with channels last or second)
    /// are pictures; an archive of arrays with one dimension and one length is a table with a column each.
    /// </param>
    /// <param name="options">How to read tables; the defaults when left out.</param>
    /// <returns>A <see cref="Table"/> or an <see cref="ImageSet"/>.</returns>
    /// <exception cref="DataException">The file is missing, damaged, or of no known format.</exception>
    public static IDataset Open(string path, CsvOptions? options = null)
    {
        if (Directory.Exists(path)) return PngFolder.Read(path);
        if (ArrayOf(path) is (var archive, { } only)) return OpenArray(NpzFile.Read(archive, only)[0].Array, path);
        byte[] start = InputFile.ReadStart(path, FileSignature.Length);
        return FileSignature.Of(start) switch
        {
            FileFormat.Npy => OpenArray(NpyFile.Read(path), path),
            FileFormat.Zip => OpenArchive(path),
            FileFormat.Idx => OpenIdx(path),
            FileFormat.Json => JsonLinesTable.Read(path, options),
            _ => CsvTable.Read(path, options),
        };
    }

    /// <summary>Reads a table; pictures are an error.</summary>
    /// <inheritdoc cref="Open(string, CsvOptions?)"/>
    public static Table OpenTable(string path, CsvOptions? options = null) => Open(path, options) as Table
        ?? throw new DataException("holds pictures; a table is needed here", path);

    /// <summary>Parts a name such as <c>mnist.npz:x_train</c>, unless a file has it.</summary>
    private static (string Archive, string? Only) ArrayOf(string path)
    {
        int mark = path.LastIndexOf(ArrayMark);
        return mark > 0 && !File.Exists(path) && File.Exists(path[..mark]) ? (path[..mark], path[(mark + 1)..]) : (path, null);
    }

    private static IDataset OpenIdx(string path)
    {
        (int[] shape, byte[] values) = IdxFile.Read(path);
        if (ImageShape.ToImages(shape, values, path) is { } images) return images;
        ArrayTable.RequireTable(shape, path);
        return ArrayTable.Of(Array.ConvertAll(values, value => (double)value), shape.Length == 2 ? shape[1] : 1, path);
    }

    private static IDataset OpenArray(NpyArray array, string path)
    {
        bool mayBeImages = array.Type == NpyType.Byte;
        if (mayBeImages && ImageShape.ToImages(array.Shape.AsSpan(), array.Bytes, path) is { } images) return images;
        return ArrayTable.Of(array, path);
    }

    private static IDataset OpenArchive(string path)
    {
        ImmutableArray<(string Name, NpyArray Array)> arrays = NpzFile.Read(path);
        bool areColumns = arrays.All(named => named.Array.Shape is [> 0] && named.Array.Count == arrays[0].Array.Count);
        if (areColumns) return ArrayTable.Of(arrays, path);
        if (arrays is [var single]) return OpenArray(single.Array, path);
        string shapes = string.Join(", ", arrays.Take(8).Select(named => $"{named.Name} {ArrayBytes.Text(named.Array.Shape.AsSpan())}"));
        throw new DataException(
            $"holds {arrays.Length} arrays that are no columns of one length ({shapes}); name one, as in "
            + $"{Path.GetFileName(path)}{ArrayMark}{arrays[0].Name}",
            path);
    }
}
