using FGan.Data;

namespace FGan;

/// <summary>The history that a training run left, read back from its file.</summary>
/// <param name="Name">What to call the run.</param>
/// <param name="History">Its evaluations, oldest first; at least one.</param>
public sealed record RunRecord(string Name, IReadOnlyList<GanEvaluation> History)
{
    private const string FileName = "history.csv";

    /// <summary>Reads the history of a run.</summary>
    /// <param name="path">A run's folder, its <c>history.csv</c>, or a model file with its history beside it.</param>
    /// <exception cref="DataException">There is no history there, or it is damaged.</exception>
    public static RunRecord Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = HistoryOf(path);
        if (!File.Exists(file)) throw new DataException($"has no history {Path.GetFileName(file)}; name a run's folder, its history or its model file", path);
        Table table = CsvTable.Read(file);
        if (table.RowCount == 0) throw new DataException("holds no evaluation; let the run come to its first", file);
        return new RunRecord(NameOf(path), HistoryTable.Read(table, file));
    }

    private static string HistoryOf(string path) => Directory.Exists(path)
        ? Path.Combine(path, FileName)
        : path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? path
            : Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "." + FileName);

    private static string NameOf(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (name == FileName) name = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!;
        return name.Replace("." + FileName, "", StringComparison.Ordinal).Replace(".safetensors", "", StringComparison.Ordinal);
    }
}
