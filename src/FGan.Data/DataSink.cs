using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Writes samples in the format that a file's name asks for, all of them or nothing.</summary>
public static class DataSink
{
    private static readonly Dictionary<string, Action<string, Table>> TableFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = CsvTable.Write,
        [".csv.gz"] = CsvTable.Write,
        [".jsonl"] = JsonLinesTable.Write,
        [".jsonl.gz"] = JsonLinesTable.Write,
        [".npy"] = WriteMatrix,
        [".npz"] = (path, table) => NpzFile.Write(path, table.Columns.Select(column => (column.Name, ArrayTable.ToArray(column)))),
    };

    private static readonly Dictionary<string, Action<string, ImageSet>> ImageFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = (path, images) => PngFile.WriteGrid(path, images),
        [".npy"] = (path, images) => NpyFile.Write(path, images.Pixels, images.Count, images.Channels, images.Height, images.Width),
        [".npz"] = (path, images) => NpzFile.Write(path, ("images", ToArray(images))),
    };

    /// <summary>The endings of names that tables can be written under.</summary>
    public static ImmutableArray<string> TableExtensions { get; } = [.. TableFormats.Keys];

    /// <summary>The endings of names that pictures can be written under.</summary>
    public static ImmutableArray<string> ImageExtensions { get; } = [.. ImageFormats.Keys];

    /// <summary>Writes a table.</summary>
    /// <param name="path">The target, replaced when it exists; its name ends in one of <see cref="TableExtensions"/>.</param>
    /// <param name="table">The rows. <c>.npy</c> holds numbers only, <c>.npz</c> an array a column.</param>
    /// <exception cref="DataException">The file cannot be written, or its format cannot hold the columns.</exception>
    public static void Write(string path, Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Find(TableFormats, path)(path, table);
    }

    /// <summary>Writes pictures: <c>.png</c> as one grid, <c>.npy</c> and <c>.npz</c> as count × channels × height × width.</summary>
    /// <param name="path">The target, replaced when it exists; its name ends in one of <see cref="ImageExtensions"/>.</param>
    /// <param name="images">The pictures.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        Find(ImageFormats, path)(path, images);
    }

    /// <summary>Writes samples of either kind.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="samples">A <see cref="Table"/> or an <see cref="ImageSet"/>.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, IDataset samples)
    {
        if (samples is ImageSet images) Write(path, images);
        else Write(path, (Table)samples);
    }

    private static Action<string, T> Find<T>(Dictionary<string, Action<string, T>> formats, string path)
    {
        string? extension = formats.Keys.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return extension is not null ? formats[extension] : throw new DataException(
            $"has an ending that is no format to write; give the name one of {string.Join(", ", formats.Keys)}", path);
    }

    private static void WriteMatrix(string path, Table table)
    {
        var values = new double[checked(table.RowCount * table.Columns.Length)];
        for (int c = 0; c < table.Columns.Length; c++)
        {
            if (table.Columns[c] is not NumericColumn column)
                throw new DataException(
                    "holds words, which a .npy matrix cannot; write .npz, .csv or .jsonl",
                    path, column: table.Columns[c].Name);
            for (int r = 0; r < table.RowCount; r++) values[(r * table.Columns.Length) + c] = column[r];
        }

        NpyFile.Write(path, values, table.RowCount, table.Columns.Length);
    }

    private static NpyArray ToArray(ImageSet images) =>
        new(NpyType.Byte, [images.Count, images.Channels, images.Height, images.Width], images.Pixels.ToArray());
}
