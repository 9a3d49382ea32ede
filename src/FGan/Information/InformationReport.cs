namespace FGan;

/// <summary>Gathers, block by block, what the held-out rows say about I(X; Y).</summary>
internal sealed class InformationReport(int rows)
{
    private readonly List<InfluencedMean> _bounds = [];
    private readonly List<InfluencedMean> _jensenShannon = [];
    private double _loss;
    private long _pairs;
    private int _copulas;
    private int _networks;

    /// <summary>The bound on the rows so far.</summary>
    public double SoFar => InfluencedMean.Pool(_bounds).Value;

    /// <summary>Adds a block of held-out rows.</summary>
    public void Add(FittedPairCritic critic, PairedRows block, int fitted)
    {
        var scores = critic.On(block);
        _bounds.Add(scores.DonskerVaradhan());
        _jensenShannon.Add(scores.JensenShannon(critic.Shift));
        _pairs += (long)block.Count * (block.Count - 1);
        _loss += (double)block.Count / rows * ExpectedLoss(critic, block, fitted);
    }

    public void Count(FittedPairCritic critic)
    {
        if (critic.Copula is not null) _copulas++;
        if (critic.Twin is not null) _networks++;
    }

    public MutualInformationResult Finish(InformationOptions options, double z)
    {
        var bound = InfluencedMean.Pool(_bounds);
        var jensenShannon = InfluencedMean.Pool(_jensenShannon);
        return new MutualInformationResult(
            Math.Max(0, bound.Value + _loss),
            // The error of an estimate near 0 is of the order of 1/n, where the influence of single rows vanishes.
            Math.Max(bound.StandardError, 1.0 / rows),
            bound.Value,
            Math.Max(0, bound.Value - z * bound.StandardError),
            Math.Max(0, jensenShannon.Value),
            jensenShannon.StandardError,
            Math.Max(0, jensenShannon.Value - z * jensenShannon.StandardError),
            options.Confidence,
            rows,
            _pairs,
            options.Folds,
            _copulas,
            _networks,
            options.Seed);
    }

    // The likelihood of a model with k parameters fitted to n rows falls short of the best by k/(2n) on new rows (Akaike 1973); the part of
    // rank r of a dₓ × d_y matrix has r(dₓ + d_y − r).
    private static double ExpectedLoss(FittedPairCritic critic, PairedRows block, int fitted)
    {
        if (critic.Copula is null) return 0;
        int rank = critic.Copula.Rank, dx = block.X.Scores.Columns, dy = block.Y.Scores.Columns;
        return rank * (double)(dx + dy - rank) / (2.0 * fitted);
    }
}
