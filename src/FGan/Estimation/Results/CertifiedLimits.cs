namespace FGan;

/// <summary>Lower limits on D_f(P‖Q) that hold for any number of rows, not only in the limit of many.</summary>
/// <remarks>
/// T is held within a range, so the two means are of bounded terms. The critic and the range were chosen without the rows that the means
/// are taken over; each sample gets half of the error probability.
/// </remarks>
/// <param name="Hoeffding">mean − R·√(log(2/α)/(2n)) for each sample, R the range of its terms (Hoeffding 1963); at least 0.</param>
/// <param name="EmpiricalBernstein">
/// mean − √(2·variance·log(4/α)/n) − 7R·log(4/α)/(3(n−1)) for each sample (Maurer, Pontil 2009, theorem 4); at least 0.
/// </param>
/// <param name="Confidence">1 − α, in (0, 1); each limit holds by itself.</param>
public sealed record CertifiedLimits(double Hoeffding, double EmpiricalBernstein, double Confidence);
