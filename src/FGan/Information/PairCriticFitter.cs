namespace FGan;

/// <summary>Fits the critic of one fold: an elliptical copula in closed form, then networks on top where the selection part is clearly better for them.</summary>
internal sealed class PairCriticFitter(
    LearningPairs learning, InformationOptions options, IReadOnlyList<StudentScores> margins, int fold, CancellationToken cancellation)
{
    private const int MostSelectRows = 1024;
    private const int MostAnchors = 2048;

    private readonly PairedRows _select = learning.Select.First(MostSelectRows);

    public FittedPairCritic Fit()
    {
        var copula = EllipticalFitter.Fit(learning.Fit, _select, margins, cancellation);
        if (options.MaxRounds > 0)
        {
            var twin = TwinTrainer.Train(copula, learning.Fit, _select, options, fold, cancellation);
            if (Scores(twin).Contrast().Minus(Scores(copula).Contrast()).IsClear)
            {
                var critic = NormalisedCritic.Of(twin, Anchors());
                return FittedPairCritic.Of(critic, copula, twin, Scores(critic));
            }
            twin.Dispose();
        }
        return copula is null ? FittedPairCritic.Independence : Closed(copula);
    }

    // Where the copula has the right form its own scale is exact, and what the anchors say is noise.
    private FittedPairCritic Closed(EllipticalCritic copula)
    {
        var normalised = NormalisedCritic.Of(copula, Anchors());
        PairScores plainScores = Scores(copula), normalisedScores = Scores(normalised);
        return normalisedScores.DonskerVaradhan().Minus(plainScores.DonskerVaradhan()).IsClear
            ? FittedPairCritic.Of(normalised, copula, null, normalisedScores)
            : FittedPairCritic.Of(copula, copula, null, plainScores);
    }

    private PairedRows Anchors() => learning.Fit.First(MostAnchors);

    private PairScores Scores(IPairCritic? critic) => PairScores.Of(critic, _select);
}
