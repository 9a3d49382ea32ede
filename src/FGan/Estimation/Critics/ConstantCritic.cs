using FGan.Data;

namespace FGan;

/// <summary>V = 0: nothing tells the samples apart.</summary>
internal sealed class ConstantCritic : ILogRatioCritic
{
    public void Score(FloatMatrix sample, Span<double> scores) => scores.Clear();
}
