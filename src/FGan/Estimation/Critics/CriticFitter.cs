using FGan.Data;

namespace FGan;

/// <summary>Fits the critic of one fold: the simplest features that the selection part cannot improve on, then a network if it helps.</summary>
internal static class CriticFitter
{
    // Products beyond this many features cost more in variance than they find; a network takes over.
    private const int MostFeatures = 700;
    // 64 MiB of features; beyond these rows so many weights have nothing left to learn.
    private const int MostFeatureValues = 1 << 24;
    // Standard errors by which a richer critic must be better. The network's best epoch was chosen by the same rows.
    private const double FamilyErrors = 1;
    private const double NetworkErrors = 2;
    private static readonly double[] Ridges = [1000, 30, 1];

    public static FittedCritic Fit(
        FitAndSelect learning, EstimatorOptions options, int fold, IProgress<EstimationProgress>? progress, CancellationToken cancellation)
    {
        var simple = BestOfFeatures(learning, cancellation);
        progress?.Report(new EstimationProgress(fold + 1, options.Folds, simple.Loss));
        if (options.HiddenWidths.Count == 0) return new FittedCritic(simple.Critic, HasNetwork: false);

        var network = Candidate.Of(ResidualCritic.Fit(simple.Critic, learning, options, fold, cancellation), learning);
        var best = SelectionGain.Of(simple.Scores, network.Scores).Exceeds(NetworkErrors) ? network : simple;
        progress?.Report(new EstimationProgress(fold + 1, options.Folds, best.Loss));
        return new FittedCritic(best.Critic, HasNetwork: best == network);
    }

    // A richer family must clearly pay: on Gaussians one standard deviation apart a spare square costs a third of the precision.
    private static Candidate BestOfFeatures(FitAndSelect learning, CancellationToken cancellation)
    {
        var rich = CriticFeatures.RichColumns(learning.FitP).Union(CriticFeatures.RichColumns(learning.FitQ)).Order().ToList();
        var linear = CriticFeatures.Linear(learning.FitP.Columns);
        var best = Candidate.Of(new ConstantCritic(), learning);
        var curved = false;
        Try(linear);
        if (rich.Count == 0) return best;
        Try(linear.WithSquares(rich));
        curved = Try(linear.WithSquares(rich).WithSplines(rich, learning.FitP, learning.FitQ));
        if (!curved) TryDiscriminants();
        if (rich.Count == 1) return best;
        var crossed = linear.WithProducts(rich);
        Try(curved ? crossed.WithSplines(rich, learning.FitP, learning.FitQ) : crossed);
        if (!curved) TryDiscriminants();
        return best;

        // As many weights as the regression that it stands beside: no rows' worth of doubt, just the better of two.
        void TryDiscriminants()
        {
            if (best.Critic is not FeatureCritic { Features.Products.Count: > 0 } found || rich.Count < learning.FitP.Columns) return;
            var isDiagonal = found.Features.Products.Count == rich.Count;
            if (Discriminant.Fit(rich, learning.FitP, learning.FitQ, isDiagonal) is not { } critic) return;
            var candidate = Candidate.Of(critic, learning);
            if (candidate.Loss < best.Loss) best = candidate;
        }

        bool Try(CriticFeatures features)
        {
            if (features.Count > MostFeatures) return false;
            var candidate = BestOfRidges(features, learning, cancellation);
            var pays = SelectionGain.Of(best.Scores, candidate.Scores).Exceeds(FamilyErrors);
            if (pays) best = candidate;
            return pays;
        }
    }

    private static Candidate BestOfRidges(CriticFeatures features, FitAndSelect learning, CancellationToken cancellation)
    {
        var most = MostFeatureValues / (2 * features.Count);
        var path = FeatureCritic.FitPath(features, learning.FitP.FirstRows(most), learning.FitQ.FirstRows(most), Ridges, cancellation);
        Candidate? best = null;
        foreach (var critic in path)
        {
            var candidate = Candidate.Of(critic, learning);
            if (best is not null && candidate.Loss >= best.Loss) break;
            best = candidate;
        }
        return best!;
    }

    private sealed record Candidate(ILogRatioCritic Critic, HeldOutScores Scores)
    {
        public double Loss { get; } = Scores.LogLoss();

        public static Candidate Of(ILogRatioCritic critic, FitAndSelect learning) =>
            new(critic, critic.Scores(learning.SelectP, learning.SelectQ));
    }
}
