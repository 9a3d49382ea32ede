namespace FGan;

/// <summary>Fits the critic of one fold: an elliptical copula in closed form, then a network on top of it where the selection part is clearly better for it.</summary>
internal static class PairCriticFitter
{
    public const int MostSelectRows = 1024;
    public const int MostAnchors = 2048;
    private static readonly TwinShape Shape = new([128, 128], 32);

    public static FittedPairCritic Fit(
        LearningPairs learning, InformationOptions options, IReadOnlyList<StudentScores> margins, int fold, CancellationToken cancellation)
    {
        var select = learning.Select.First(MostSelectRows);
        var anchors = learning.Fit.First(MostAnchors);
        var copula = EllipticalFitter.Fit(learning, select, margins, cancellation);
        var before = copula is null ? PairScores.Of(new float[select.Count * select.Count], select.Count) : PairScores.Of(copula, select);
        if (options.MaxRounds > 0)
        {
            var twin = new TwinCritic(copula, learning.Fit.X.Features.Columns, learning.Fit.Y.Features.Columns, Shape, options.Seed, fold);
            var after = TwinTrainer.Train(twin, copula, learning.Fit, select, new TwinBudget(512, options.MaxRounds), options.Seed, fold, cancellation);
            if (after.Contrast().Minus(before.Contrast()).IsClear) return FittedPairCritic.Of(NormalisedCritic.Of(twin, anchors), copula, twin, select);
            twin.Dispose();
        }
        if (copula is null) return new FittedPairCritic(null, null, null, 0, 0);
        var plain = FittedPairCritic.Of(copula, copula, null, select);
        var normalised = FittedPairCritic.Of(NormalisedCritic.Of(copula, anchors), copula, null, select);
        return normalised.On(select).DonskerVaradhan().Minus(plain.On(select).DonskerVaradhan()).IsClear ? normalised : plain;
    }
}

/// <summary>The critic of one fold.</summary>
/// <param name="Critic">Gives V; null for independence.</param>
/// <param name="Copula">Its closed-form part, if any.</param>
/// <param name="Twin">The network on top, if it was worth it.</param>
/// <param name="Ceiling">The greatest V of partners among the rows it was chosen by: anything above is a guess.</param>
/// <param name="Shift">log E_Q[e^V] there.</param>
internal sealed record FittedPairCritic(IPairCritic? Critic, EllipticalCritic? Copula, TwinCritic? Twin, float Ceiling, double Shift)
{
    public static FittedPairCritic Of(IPairCritic critic, EllipticalCritic? copula, TwinCritic? twin, PairedRows select)
    {
        var ceiling = PairScores.Of(critic, select).GreatestOfPartners();
        return new FittedPairCritic(critic, copula, twin, ceiling, PairScores.Of(critic, select, ceiling).LogMean());
    }

    /// <summary>V of every row of X beside every row of Y.</summary>
    public PairScores On(PairedRows rows) =>
        Critic is null ? PairScores.Of(new float[rows.Count * rows.Count], rows.Count) : PairScores.Of(Critic, rows, Ceiling);
}
