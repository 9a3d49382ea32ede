using System.Text;
using FGan.Data;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>The history of a run as a CSV table, a row an evaluation: which columns there are, and what stands in them.</summary>
public static class HistoryTable
{
    private const string BoundPrefix = "bound_";

    /// <summary>Columns that every history has, in the order of the evaluation's parameters.</summary>
    private static readonly (string Name, Func<GanEvaluation, double> Of)[] Always =
    [
        ("step", e => e.Step), ("seconds", e => Math.Round(e.Seconds, 3)), ("bound", e => e.Bound), ("standard_error", e => e.StandardError),
        ("batch_bound", e => e.BatchBound), ("data_accepted", e => e.DataAccepted), ("samples_accepted", e => e.SamplesAccepted), ("spread", e => e.Spread),
        ("critic_gradient", e => e.CriticGradientNorm), ("generator_gradient", e => e.GeneratorGradientNorm), ("rate_factor", e => e.LearningRateFactor),
    ];

    /// <summary>Columns that depend on the run; a cell is empty where the evaluation has no such number.</summary>
    private static readonly (string Name, Func<GanEvaluation, double?> Of)[] Sometimes =
    [
        ("saturation", e => double.IsNaN(e.Saturation) ? null : e.Saturation),
        ("precision", e => e.Neighbours?.Precision), ("recall", e => e.Neighbours?.Recall),
        ("density", e => e.Neighbours?.Density), ("coverage", e => e.Neighbours?.Coverage),
        ("condition_met", e => e.ConditionMet), ("modes_found", e => e.Coverage?.Found), ("near_a_mode", e => e.Coverage?.Near),
        ("referee", e => e.Referee?.Bound), ("referee_error", e => e.Referee?.StandardError),
    ];

    /// <summary>Writes evaluations as CSV.</summary>
    /// <param name="history">The evaluations, oldest first.</param>
    public static string Write(IReadOnlyList<GanEvaluation> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        string[] divergences = [.. history.SelectMany(e => e.Divergences).Select(bound => bound.Id).Distinct()];
        var text = new StringBuilder();
        IEnumerable<string> names = [.. Always.Select(c => c.Name), .. Sometimes.Select(c => c.Name), .. divergences.Select(id => BoundPrefix + id)];
        text.Append(string.Join(',', names)).Append('\n');
        foreach (GanEvaluation e in history)
        {
            IEnumerable<double?> numbers = [.. Always.Select(c => (double?)c.Of(e)), .. Sometimes.Select(c => c.Of(e)), .. divergences.Select(id => BoundOn(e, id))];
            text.Append(string.Join(',', numbers.Select(number => number?.ToString("R", InvariantCulture)))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; what has no column stays as an evaluation without it has it.</summary>
    /// <param name="table">A table that <see cref="Write"/> wrote, or an older version of it.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <exception cref="DataException">A column is missing.</exception>
    internal static IReadOnlyList<GanEvaluation> Read(Table table, string file)
    {
        double[][] columns = [.. Always.Select(column => Numbers(table, file, column.Name))];
        string[] divergences = [.. table.Names.Where(name => name.StartsWith(BoundPrefix, StringComparison.Ordinal))];
        return
        [
            .. Enumerable.Range(0, table.RowCount).Select(row => new GanEvaluation(
                (long)columns[0][row], columns[1][row], columns[2][row], columns[3][row], columns[4][row], columns[5][row], columns[6][row],
                columns[7][row], columns[8][row], columns[9][row], columns[10][row])
            {
                Saturation = At("saturation", row),
                ConditionMet = double.IsNaN(At("condition_met", row)) ? null : At("condition_met", row),
                Neighbours = double.IsNaN(At("precision", row))
                    ? null
                    : new NeighbourQuality(At("precision", row), At("recall", row), At("density", row), At("coverage", row), double.NaN, double.NaN),
                Referee = double.IsNaN(At("referee", row)) ? null : new HeldOutBound(BestState.RefereeDivergence, At("referee", row), At("referee_error", row)),
                Divergences = [.. divergences.Select(name => new HeldOutBound(name[BoundPrefix.Length..], At(name, row), double.NaN))],
            }),
        ];

        double At(string name, int row) => table.Contains(name) ? Number(table[name], row) : double.NaN;
    }

    private static double? BoundOn(GanEvaluation evaluation, string id) => evaluation.Divergences.FirstOrDefault(bound => bound.Id == id)?.Bound;

    private static double[] Numbers(Table table, string file, string name)
    {
        if (!table.Contains(name)) throw new DataException($"has no column {name}; name a history that fgan train wrote", file);
        Column column = table[name];
        return [.. Enumerable.Range(0, table.RowCount).Select(row => Number(column, row))];
    }

    /// <summary>A column with infinities among its numbers reads as words, an empty cell as NaN.</summary>
    private static double Number(Column column, int row) => column is NumericColumn numbers
        ? numbers[row]
        : double.TryParse(column.Format(row), System.Globalization.NumberStyles.Float, InvariantCulture, out double value) ? value : double.NaN;
}
