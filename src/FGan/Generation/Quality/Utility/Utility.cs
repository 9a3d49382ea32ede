using FGan.Data;

namespace FGan;

/// <summary>Trains predictors on synthetic and on real rows and tests both on real rows that neither saw.</summary>
public static class Utility
{
    private const double TestShare = 0.2;
    private const int FewestRows = 20;

    /// <summary>Measures how well a column is predicted.</summary>
    /// <param name="real">Real rows.</param>
    /// <param name="synthetic">Synthetic rows with the same columns.</param>
    /// <param name="target">The column to predict: categories are classified, numbers and dates regressed on.</param>
    /// <param name="test">Real rows kept back; a fifth of <paramref name="real"/> when null, which the model may have learned from.</param>
    /// <param name="seed">Seeds the split and the choice of penalties.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="DataException">The columns differ, the target is not there or does not vary, or there are too few rows.</exception>
    public static UtilityResult Measure(
        Table real, Table synthetic, string target, Table? test = null, ulong seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(synthetic);
        if (!real.Contains(target))
            throw new DataException($"there is no column '{target}' to predict; there are {string.Join(", ", real.Names.Take(20))}");
        if (real.Columns.Length < 2) throw new DataException("is the only column; there is nothing to predict it from", column: target);
        string origin = test is null ? "a fifth of the real table; the generator may have learned from them" : "kept back";
        if (test is null && real.Split(seed, 1 - TestShare, TestShare) is [var train, var rest]) (real, test) = (train, rest);
        PredictionTask task = PredictionTask.Of(real, synthetic, test!, target);
        if (Math.Min(task.Real.Count, Math.Min(task.Synthetic.Count, task.Test.Count)) < FewestRows)
            throw new DataException($"is there in {task.Real.Count} real, {task.Synthetic.Count} synthetic and {task.Test.Count} test rows; each needs {FewestRows}", column: target);
        return task.IsClassification ? Classification.Measure(task, origin, seed, cancellation) : Regression.Measure(task, origin, seed);
    }
}
