namespace FGan;

/// <summary>The critic of one fold.</summary>
/// <param name="Critic">Gives V; null for independence.</param>
/// <param name="Copula">Its closed-form part, if any.</param>
/// <param name="Twin">Its networks, if they were worth it.</param>
/// <param name="Ceiling">The greatest V of partners among the rows it was chosen by: anything above is a guess.</param>
/// <param name="Shift">log E_Q[e^V] there.</param>
internal sealed record FittedPairCritic(IPairCritic? Critic, EllipticalCritic? Copula, TwinCritic? Twin, float Ceiling, double Shift) : IDisposable
{
    /// <summary>V = 0.</summary>
    public static FittedPairCritic Independence { get; } = new(null, null, null, 0, 0);

    public static FittedPairCritic Of(IPairCritic critic, EllipticalCritic? copula, TwinCritic? twin, PairScores onSelect)
    {
        var ceiling = onSelect.GreatestOfPartners();
        return new FittedPairCritic(critic, copula, twin, ceiling, onSelect.HeldBelow(ceiling).LogMean());
    }

    /// <summary>V of every row of X beside every row of Y.</summary>
    public PairScores On(PairedRows rows) => PairScores.Of(Critic, rows).HeldBelow(Ceiling);

    public void Dispose() => Twin?.Dispose();
}
