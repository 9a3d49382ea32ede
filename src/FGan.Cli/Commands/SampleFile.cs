using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>Writes samples in the format that a file's name asks for.</summary>
internal static class SampleFile
{
    /// <summary>The extension to suggest for samples of a kind.</summary>
    public static string UsualExtension(SampleKind kind) => kind == SampleKind.Images ? ".png" : ".csv";

    /// <summary>Refuses a name whose format cannot hold such samples, before any work is done.</summary>
    public static void RequireWritable(string path, SampleKind kind)
    {
        string[] allowed = kind == SampleKind.Images ? [".png", ".npy"] : [".csv", ".npy"];
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!allowed.Contains(extension))
            throw new UsageException($"'{path}' ends in '{extension}'; for {Plural(kind)} give a name that ends in {string.Join(" or ", allowed)}.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is string folder) Directory.CreateDirectory(folder);
    }

    public static void Write(string path, IDataset samples)
    {
        var isNpy = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        switch (samples)
        {
            case ImageSet images when isNpy:
                NpyFile.Write(path, images.Pixels, images.Count, images.Channels, images.Height, images.Width);
                break;
            case ImageSet images:
                PngFile.WriteGrid(path, images);
                break;
            case Table table when isNpy:
                NpyFile.Write(path, Matrix(table), table.RowCount, table.Columns.Length);
                break;
            case Table table:
                CsvTable.Write(path, table);
                break;
        }
    }

    private static double[] Matrix(Table table)
    {
        var values = new double[table.RowCount * table.Columns.Length];
        for (var c = 0; c < table.Columns.Length; c++)
        {
            if (table.Columns[c] is not NumericColumn column)
                throw new UsageException($"Column '{table.Columns[c].Name}' holds words, which .npy cannot; write a .csv file.");
            for (var r = 0; r < table.RowCount; r++) values[r * table.Columns.Length + c] = column[r];
        }
        return values;
    }

    private static string Plural(SampleKind kind) => kind == SampleKind.Images ? "pictures" : "rows";
}
