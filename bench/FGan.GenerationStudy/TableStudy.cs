using FGan.Data;
using FGan.Divergences;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>What a table study is about.</summary>
/// <param name="Train">The table that is learned from.</param>
/// <param name="Test">Real rows that nobody learns from.</param>
/// <param name="Target">The column that classifiers are to predict.</param>
/// <param name="Positive">Its positive class.</param>
/// <param name="Output">The Markdown file.</param>
/// <param name="Python">A Python with scikit-learn and pandas.</param>
internal sealed record TableTask(string Train, string Test, string Target, string Positive, string Output, string Python);

/// <summary>Trains divergences on a table with default settings and judges as many new rows as the table has: by classifiers, by trees, column by column and pair by pair.</summary>
internal sealed class TableStudy(TableTask task, IReadOnlyList<string> names, ulong seed, long? steps)
{
    private const string Head = """
        | trained on | mean F1 | tree | AdaBoost | logistic | perceptron | positives | recognised | columns | pairs | bound left | steps | minutes |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    private const string RealRows = "nothing: the real rows themselves";

    private static readonly string[] Classifiers = ["mean", "tree", "adaboost", "logistic", "perceptron"];

    private readonly Table _train = DataSource.Open(task.Train) as Table ?? throw new DataException("holds no table", task.Train);

    /// <summary>Runs everything; the page is written anew after every divergence, so that a long study can be cut short.</summary>
    public void Run(string command)
    {
        StudyPage page = Page(command);
        if (!IsMeasured(RealRows))
        {
            page.Add(Row(RealRows, Measure(task.Train)) + " | | | | |");
            page.Merge(task.Output);
        }

        foreach (string name in names)
        {
            page.Add(Measured(Catalogue.Find(name)));
            page.Merge(task.Output);
        }
    }

    private bool IsMeasured(string name) => File.Exists(task.Output) && File.ReadLines(task.Output).Any(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));

    private string Measured(FDivergence divergence)
    {
        string samples = Path.Combine(Path.GetTempPath(), $"fgan-{Environment.ProcessId}-{divergence.Id}.csv");
        try
        {
            GanTrainingResult result = new GanTrainer(Options(divergence)).Train(_train, new EvaluationLog());
            using GanModel model = result.Model;
            var made = (Table)model.Sample(_train.RowCount, seed);
            CsvTable.Write(samples, made);
            return Row(divergence.Id, Measure(samples)) + Ending(SampleEvaluation.Compare(_train, made), result);
        }
        catch (TrainingDivergedException e)
        {
            return $"| {divergence.Id} | {e.Message} | | | | | | | | | | {e.Step} | |";
        }
        finally
        {
            File.Delete(samples);
        }
    }

    private GanTrainerOptions Options(FDivergence divergence)
    {
        GanTrainerOptions options = GanTrainerOptions.For(_train, divergence) with { Seed = seed };
        return steps is long given ? options with { Steps = given, TimeBudget = null } : options;
    }

    private Utility Measure(string rows) => Utility.Measure(task.Python, rows, task.Test, task.Target, task.Positive);

    private static string Row(string name, Utility utility) =>
        $"| {name} | {string.Join(" | ", Classifiers.Select(classifier => utility.F1.GetValueOrDefault(classifier).ToString("0.000", InvariantCulture)))}"
        + string.Create(InvariantCulture, $" | {utility.Positives:0.000} | {utility.Recognised:0.000} |");

    private static string Ending(SampleEvaluation quality, GanTrainingResult result) => string.Create(
        InvariantCulture,
        $" {quality.MeanColumnDistance:0.000} | {quality.MeanPairDifference:0.000} | {result.History[^1].Bound:0.0000} ± {result.History[^1].StandardError:0.0000} | {result.Steps} | {result.Elapsed.TotalMinutes:0.0} |");

    private StudyPage Page(string command) => new($"{Path.GetFileName(task.Train)}: as many new rows as real ones", command, Head)
    {
        Introduction = string.Create(InvariantCulture, $"{_train.Describe()}; default settings, seed {seed}."),
        Notes = $"""
            - *F1* of {task.Target} = {task.Positive} on the real rows of {Path.GetFileName(task.Test)}, which nobody trained on: four scikit-learn classifiers with their defaults, fitted
              to the rows named (`bench/quality/utility.py`). *Positives* is the class's share in those rows.
            - *Recognised*: area under the ROC curve of boosted trees that tell the rows from real test rows; 0.5 is chance.
            - *Columns*: mean distance of single columns (Kolmogorov–Smirnov, or total variation of categories). *Pairs*: mean difference of the association of two.
            - *Bound left*: that of the run's own critic on held-out rows, in the units of its f. *Minutes* are of training.
            """,
    };
}
