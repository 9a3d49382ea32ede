using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>The state of a game, measured on rows that it was not trained on.</summary>
/// <param name="Step">Generator steps taken.</param>
/// <param name="Seconds">Time of training until then.</param>
/// <param name="Bound">
/// A lower bound, in nats where f is, on D_f(P‖Q) (D_f(Q‖P) in reverse) for the averaged generator: the mean over held-out rows and
/// fresh samples. Its expectation is below the divergence, since critic and held-out rows are independent.
/// </param>
/// <param name="StandardError">The standard error of <paramref name="Bound"/>.</param>
/// <param name="BatchBound">The critic's value on its last training batch; well above <paramref name="Bound"/> it has learned rows by heart.</param>
/// <param name="DataAccepted">Share of held-out rows that the critic takes for data.</param>
/// <param name="SamplesAccepted">Share of samples that it takes for data.</param>
/// <param name="Spread">Standard deviation of samples over that of data, in the encoded rows; near 0 the generator has collapsed.</param>
/// <param name="CriticGradientNorm">Norm of the critic's gradient, before clipping.</param>
/// <param name="GeneratorGradientNorm">Norm of the generator's gradient, before clipping.</param>
/// <param name="LearningRateFactor">What both learning rates were multiplied by.</param>
public sealed record GanEvaluation(
    long Step,
    double Seconds,
    double Bound,
    double StandardError,
    double BatchBound,
    double DataAccepted,
    double SamplesAccepted,
    double Spread,
    double CriticGradientNorm,
    double GeneratorGradientNorm,
    double LearningRateFactor)
{
    /// <summary>
    /// Bounds on D_f(P‖Q) of every divergence of the table, from the same critic as it stands, whose V estimates log(p/q); empty under the table's
    /// activations, where V does not.
    /// </summary>
    public IReadOnlyList<HeldOutBound> Divergences { get; init; } = [];

    /// <summary>
    /// Share of samples from which the generator learns next to nothing: those where its term is less than a hundredth as steep in V as at v₁. Near 1 the
    /// game is stuck.
    /// </summary>
    public double Saturation { get; init; } = double.NaN;

    /// <summary>How samples lie among held-out rows, of at most 512 rows a side; null where there are too few.</summary>
    public NeighbourQuality? Neighbours { get; init; }

    /// <summary>Share of samples that have the value that the condition asks for; null where the networks are told of none.</summary>
    public double? ConditionMet { get; init; }

    /// <summary>How samples cover the modes of toy data; null otherwise.</summary>
    public ModeCoverage? Coverage { get; init; }

    /// <summary>
    /// What a critic trained anew, the same way at every evaluation, finds between samples and held-out rows, a bound on the Jensen–Shannon divergence; null
    /// unless the run keeps its best state or has patience.
    /// </summary>
    public HeldOutBound? Referee { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture,
        $"step {Step}: at least {Bound:0.0000} ± {StandardError:0.0000}; taken for data: {DataAccepted:P1} of the data, {SamplesAccepted:P1} of the samples");
}
