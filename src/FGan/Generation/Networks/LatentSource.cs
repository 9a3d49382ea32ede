using FGan.Neural;

namespace FGan;

/// <summary>Records the latent z on tapes.</summary>
internal static class LatentSource
{
    /// <summary>Fresh rows of z at each run, from where <paramref name="source"/> stands.</summary>
    public static Value Record(Tape tape, int rows, GanTrainerOptions options, RandomSource source) =>
        options.Latent == LatentDistribution.Normal
            ? tape.Normal(rows, options.LatentDimension, source)
            : tape.Uniform(rows, options.LatentDimension, source) * 2f - 1f;
}
