namespace FGan.Data;

/// <summary>Opens a file of samples, whatever its format: the content decides, not the name.</summary>
public static class DataSource
{
    /// <summary>Reads all samples of a file.</summary>
    /// <param name="path">
    /// Delimited text, an IDX file, or a <c>.npy</c> array, each plain or gzipped. Arrays of one or two dimensions are
    /// tables with columns x0, x1, …; arrays of bytes with three (count, height, width) or four (with channels last or
    /// second) are pictures.
    /// </param>
    /// <param name="options">How to read delimited text; the defaults when left out.</param>
    /// <returns>A <see cref="Table"/> or an <see cref="ImageSet"/>.</returns>
    /// <exception cref="DataException">The file is missing, damaged, or of no known format.</exception>
    public static IDataset Open(string path, CsvOptions? options = null)
    {
        byte[] start = InputFile.ReadStart(path, FileSignature.Length);
        if (FileSignature.IsNpy(start)) return OpenArray(path);
        return FileSignature.IsIdx(start) ? OpenIdx(path) : CsvTable.Read(path, options);
    }

    /// <summary>Reads a table; pictures are an error.</summary>
    /// <inheritdoc cref="Open(string, CsvOptions?)"/>
    public static Table OpenTable(string path, CsvOptions? options = null) => Open(path, options) as Table
        ?? throw new DataException("holds pictures; a table is needed here", path);

    private static IDataset OpenIdx(string path)
    {
        (int[] shape, byte[] values) = IdxFile.Read(path);
        return ImageShape.ToImages(shape, values, path) as IDataset
            ?? ToTable(shape, Array.ConvertAll(values, value => (double)value), path);
    }

    private static IDataset OpenArray(string path)
    {
        NpyArray array = NpyFile.Read(path);
        if (array.Type == NpyType.Byte && ImageShape.ToImages(array.Shape.AsSpan(), array.Bytes, path) is { } images)
            return images;
        return ToTable(array.Shape.AsSpan(), array.ToDoubles(), path);
    }

    private static Table ToTable(ReadOnlySpan<int> shape, double[] values, string path)
    {
        if (shape.Length is 0 or > 2)
            throw new DataException(
                $"has {shape.Length} dimensions; a table has 2 (rows, columns), pictures are bytes in 3 or 4", path);
        if (values.Length == 0) throw new DataException($"has shape {ArrayBytes.Text(shape)}, so no values", path);
        int columns = shape.Length == 2 ? shape[1] : 1;
        int infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0)
            throw new DataException(
                $"row {infinite / columns} is infinite; replace it (NaN is a missing value)",
                path, column: $"x{infinite % columns}");
        return Table.FromMatrix(values, columns);
    }
}
