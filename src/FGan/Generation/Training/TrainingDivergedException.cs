namespace FGan;

/// <summary>
/// Reports a run that cannot go on: the numbers left the finite and returning to an earlier state with smaller steps did not help, or the game is
/// dead, its generator without a gradient or far from the data for good.
/// </summary>
/// <remarks>The command line prints the message and exits with code 3.</remarks>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, when, and what to try.</param>
    /// <param name="step">The generator step at which it happened.</param>
    /// <param name="history">The evaluations until then, oldest first.</param>
    public TrainingDivergedException(string message, long step, IReadOnlyList<GanEvaluation> history)
        : base(message) => (Step, History) = (step, history);

    /// <summary>The generator step at which the run ended.</summary>
    public long Step { get; }

    /// <summary>The evaluations until then, oldest first.</summary>
    public IReadOnlyList<GanEvaluation> History { get; }
}
