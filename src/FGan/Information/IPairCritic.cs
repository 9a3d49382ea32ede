namespace FGan;

/// <summary>Estimates V(x, y) ≈ log p(x, y)/(p(x)·p(y)), up to a constant, for any row of X beside any row of Y.</summary>
internal interface IPairCritic
{
    /// <summary>Writes V(xᵢ, yⱼ) for every i and j.</summary>
    /// <param name="x">Rows of X.</param>
    /// <param name="y">Rows of Y.</param>
    /// <param name="scores">Receives x.Count × y.Count numbers in nats, row by row.</param>
    void Score(SideRows x, SideRows y, Span<float> scores);
}
