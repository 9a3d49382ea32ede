using FGan.Data;

namespace FGan;

/// <summary>The critic of one fold.</summary>
/// <param name="Critic">Gives V.</param>
/// <param name="HasNetwork">Whether a network stands on the quadratic critic.</param>
internal sealed record FittedCritic(ILogRatioCritic Critic, bool HasNetwork) : ILogRatioCritic
{
    public void Score(FloatMatrix sample, Span<double> scores) => Critic.Score(sample, scores);
}
