using FGan.Divergences;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>What one run came to; no result means that it diverged.</summary>
internal sealed record Outcome(FDivergence Divergence, Direction Direction, ulong Seed, GanTrainingResult? Result, bool SameBits)
{
    public const string Head = """
        | divergence | direction | seed | modes found | within 3σ | held-out bound | setbacks | seconds | same bits |
        |---|---|---|---|---|---|---|---|---|
        """;

    public string ToRow()
    {
        string start = string.Create(InvariantCulture, $"| {Divergence.Id} | {(Direction == Direction.Forward ? "forward (A)" : "reverse (B)")} | {Seed} | ");
        string end = string.Create(InvariantCulture, $" | {(SameBits ? "yes" : "NO")} |");
        return Result is not { Coverage: { } coverage, History: [.., var last] }
            ? start + "diverged | | | | " + end
            : start + string.Create(InvariantCulture, $"{coverage.Found} of {coverage.Modes} | {100 * coverage.Near:0.0} % | {last.Bound:0.0000} ± {last.StandardError:0.0000} | {Result.Setbacks.Count} | {Result.Elapsed.TotalSeconds:0.0}") + end;
    }
}
