using FGan.Data;

namespace FGan;

/// <summary>How far a training run is.</summary>
/// <param name="Step">Generator steps taken.</param>
/// <param name="Elapsed">Time of training, resumed parts counted.</param>
/// <param name="Fraction">Share of the run that is done, by steps or by time, whichever is nearer its end; in [0, 1].</param>
/// <param name="Evaluation">The last evaluation; null before the first.</param>
/// <param name="IsNewEvaluation">Whether that evaluation was made just now.</param>
/// <param name="Remark">Something that the user should know and that happened just now, such as a return to an earlier state; else null.</param>
public sealed record GanProgress(
    long Step, TimeSpan Elapsed, double Fraction, GanEvaluation? Evaluation, bool IsNewEvaluation = false, string? Remark = null)
{
    /// <summary>Every evaluation until now, oldest first; valid while the report is being heard.</summary>
    public IReadOnlyList<GanEvaluation> History { get; init; } = [];

    internal Func<int, IDataset>? Draw { get; init; }

    /// <summary>The first of the samples that the last evaluation looked at, made by the averaged generator; valid while the report is being heard.</summary>
    /// <param name="count">How many at most.</param>
    /// <exception cref="InvalidOperationException">There was no evaluation yet.</exception>
    public IDataset Samples(int count) => Evaluation is not null && Draw is not null
        ? Draw(count)
        : throw new InvalidOperationException("There are no samples before the first evaluation; wait until Evaluation is not null.");
}
