using System.Globalization;
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
        return new RunRecord(NameOf(path), [.. Enumerable.Range(0, table.RowCount).Select(row => Evaluation(table, file, row))]);
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

    private static GanEvaluation Evaluation(Table table, string file, int row)
    {
        double At(string name) => table.Contains(name)
            ? table[name] is NumericColumn numbers ? numbers[row] : Number(table[name].Format(row))
            : throw new DataException($"has no column {name}; name a history that fgan train wrote", file);
        return new GanEvaluation(
            (long)At("step"), At("seconds"), At("bound"), At("standard_error"), At("batch_bound"), At("data_accepted"), At("samples_accepted"),
            At("spread"), At("critic_gradient"), At("generator_gradient"), At("rate_factor"));
    }

    /// <summary>A column with infinities among its numbers reads as words.</summary>
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
