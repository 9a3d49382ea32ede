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
        var closed = copula is null ? FittedPairCritic.Independence : Closed(copula);
        if (options.MaxRounds == 0) return closed;

        var twin = TwinTrainer.Train(copula, learning.Fit, _select, options, fold, cancellation);
        var normalised = NormalisedCritic.Of(twin, Anchors());
        var trained = FittedPairCritic.Of(normalised, copula, twin, Scores(normalised));
        // By what is reported, and by what a single pair cannot spoil.
        PairScores before = closed.On(_select), after = trained.On(_select);
        if (after.DonskerVaradhan().Minus(before.DonskerVaradhan()).IsClear && after.Contrast().Minus(before.Contrast()).IsClear) return trained;
        twin.Dispose();
        return closed;
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
