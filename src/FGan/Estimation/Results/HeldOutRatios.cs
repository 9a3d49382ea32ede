namespace FGan;

/// <summary>V ≈ log p/q of every row, in nats, each from a critic that neither learned from the row nor was chosen by it.</summary>
/// <param name="P">V of the rows of P, in their order.</param>
/// <param name="Q">V of the rows of Q, in their order.</param>
/// <param name="FoldP">The fold, from 1, that each row of P was held out in.</param>
/// <param name="FoldQ">The fold, from 1, that each row of Q was held out in.</param>
public sealed record HeldOutRatios(IReadOnlyList<double> P, IReadOnlyList<double> Q, IReadOnlyList<int> FoldP, IReadOnlyList<int> FoldQ);
