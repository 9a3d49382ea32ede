namespace FGan;

/// <summary>An inequality that holds between the true divergences, tried on the estimates.</summary>
/// <param name="Relation">The inequality, such as <c>total-variation &lt;= sqrt(kl/2)</c>.</param>
/// <param name="Left">The left side, of the estimates.</param>
/// <param name="Right">The right side, of the estimates.</param>
/// <param name="Holds">Whether the left side exceeds the right by no more than two standard errors of it.</param>
public sealed record ConsistencyCheck(string Relation, double Left, double Right, bool Holds);
