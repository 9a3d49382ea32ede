using FGan.Symbolics;

namespace FGan;

/// <summary>Estimates D_f from every row of both samples: Σ f(r)/(m + n·r), r = e^V, n and m the rows of P and Q.</summary>
/// <remarks>
/// For every h, E_P[h(V)] = E_Q[h(V)e^V] when V is the log-ratio. Subtracting the difference of the two means from the variational bound
/// changes no expectation, and the h of least variance, (m·T + n·g(T))/(m + n·r), turns the bound into this sum. Heavy tails shrink:
/// for f = (u−1)² the terms grow as u instead of u². The price is that it is no lower bound; the limit comes from <see cref="VariationalBound"/>.
/// </remarks>
internal static class PooledEstimate
{
    public static double Of(RealFunction f, HeldOutScores scores)
    {
        double n = scores.P.Length, m = scores.Q.Length, sum = 0;
        foreach (var v in scores.P) sum += Term(v);
        foreach (var v in scores.Q) sum += Term(v);
        return Math.Max(0, sum);

        double Term(double v)
        {
            var u = Math.Exp(v);
            return f.Evaluate(u) / (m + n * u);
        }
    }
}
