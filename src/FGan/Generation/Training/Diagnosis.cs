using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>Says in words what the measurements of a game mean, and what to try.</summary>
internal static class Diagnosis
{
    private const double NearlyAll = 0.98, NearlyNone = 0.02, Collapsed = 0.2, Deaf = 0.9;

    /// <summary>Words on the last evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="options">The options of the run, which the advice refers to.</param>
    public static string Of(GanEvaluation evaluation, GanTrainerOptions options) => evaluation switch
    {
        { Spread: < Collapsed } e =>
            string.Create(InvariantCulture, $"The generator has collapsed: its samples vary {e.Spread:P0} as much as the data. ")
            + "Try larger DataPenalty and SamplePenalty, a lower learning rate of the generator, or jensen-shannon.",
        { Saturation: > Deaf } e =>
            string.Create(InvariantCulture, $"The generator is deaf: {e.Saturation:P1} of its samples lie where its objective is flat. ")
            + "Try the alternative generator objective, or larger DataPenalty and SamplePenalty.",
        { DataAccepted: > NearlyAll, SamplesAccepted: < NearlyNone } e =>
            string.Create(InvariantCulture, $"The critic has won: {1 - e.SamplesAccepted:P1} of the samples are recognised. ")
            + "Try more steps, a lower learning rate of the critic, or larger DataPenalty and SamplePenalty.",
        { DataAccepted: var data, SamplesAccepted: var samples } when samples > data + 0.2 =>
            string.Create(InvariantCulture, $"The critic is misled: it takes {samples:P0} of the samples and {data:P0} of held-out data for data. ")
            + "Try more CriticSteps or a higher learning rate of the critic.",
        { Bound: var bound } when double.IsNaN(bound) => "The measurements are not numbers; the run has diverged.",
        { BatchBound: var batch, Bound: var bound, StandardError: var error } when batch > 0 && bound < -3 * error =>
            string.Create(InvariantCulture, $"The critic knows its training rows by heart: {batch:0.000} there, {bound:0.000} on held-out rows. ")
            + "Try more data, narrower CriticWidths, or a larger DataPenalty.",
        { DataAccepted: var data, SamplesAccepted: var samples } when data > samples + 0.5 =>
            string.Create(InvariantCulture, $"The critic is ahead: it takes {data:P0} of held-out data and {samples:P0} of the samples for data. ")
            + "The generator has more to learn; train longer, or try larger DataPenalty and SamplePenalty.",
        var e => string.Create(InvariantCulture, $"The game is in balance: {e.DataAccepted:P0} of held-out data and {e.SamplesAccepted:P0} of the samples are taken for data; ")
            + string.Create(InvariantCulture, $"the {options.Divergence.Name} divergence left is at least {Math.Max(e.Bound - 1.645 * e.StandardError, 0):0.0000} (95 %)."),
    };
}
