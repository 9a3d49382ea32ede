using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>Why a run ended.</summary>
public enum StopReason
{
    /// <summary>All steps are done.</summary>
    Steps,

    /// <summary>The time is used up.</summary>
    Time,

    /// <summary>The evaluations brought no new best one for as long as the options' patience.</summary>
    NoProgress,

    /// <summary>The caller asked for it; the last state was written to the checkpoint, if there is one.</summary>
    Cancelled,
}

/// <summary>What a training run made and saw.</summary>
/// <param name="Model">The model: the averaged generator, the encoder, and the critic.</param>
/// <param name="StopReason">Why the run ended.</param>
/// <param name="Steps">Generator steps taken.</param>
/// <param name="Elapsed">Time of training, resumed parts counted.</param>
/// <param name="History">The evaluations, oldest first.</param>
/// <param name="Setbacks">Returns to an earlier state, one sentence each.</param>
/// <param name="Diagnosis">What the last evaluations mean, in words.</param>
/// <param name="Coverage">How the samples cover the modes of toy data; null otherwise.</param>
public sealed record GanTrainingResult(
    GanModel Model,
    StopReason StopReason,
    long Steps,
    TimeSpan Elapsed,
    IReadOnlyList<GanEvaluation> History,
    IReadOnlyList<string> Setbacks,
    string Diagnosis,
    ModeCoverage? Coverage)
{
    /// <summary>What the user should know about how the data were treated, one phrase each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture, $"{Steps} steps in {Elapsed.TotalSeconds:0.0} s. {Diagnosis}");
}
