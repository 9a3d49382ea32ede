using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>Notices when a game can no longer come to anything, so that it ends within seconds rather than at its last step.</summary>
internal sealed class Pulse
{
    private const int MostStillSteps = 100, MostStrayEvaluations = 2;
    private const double LeastSpread = 0.01, MostSpread = 100;

    private int _stillSteps, _strayEvaluations;

    /// <summary>Looks at the generator's gradient after a step.</summary>
    /// <returns>Why the run is dead; null while it lives.</returns>
    public string? AfterStep(float generatorGradientNorm)
    {
        _stillSteps = generatorGradientNorm == 0 ? _stillSteps + 1 : 0;
        return _stillSteps < MostStillSteps
            ? null
            : $"the generator's gradient has been exactly 0 for {MostStillSteps} steps, so nothing will change any more. "
                + "Try a lower learning rate, the alternative generator objective, or larger DataPenalty and SamplePenalty";
    }

    /// <summary>Looks at how the samples vary.</summary>
    /// <returns>Why the run is dead; null while it lives.</returns>
    public string? AfterEvaluation(GanEvaluation evaluation)
    {
        bool stray = evaluation.Spread is < LeastSpread or > MostSpread;
        _strayEvaluations = stray ? _strayEvaluations + 1 : 0;
        return _strayEvaluations < MostStrayEvaluations
            ? null
            : string.Create(InvariantCulture, $"the samples vary {evaluation.Spread:0.###e+0} times as much as the data, and did at the last evaluation too: ")
                + (evaluation.Spread < 1 ? "the generator makes one point" : "the generator has left the data behind")
                + ". Try a lower learning rate, or larger DataPenalty and SamplePenalty";
    }
}
