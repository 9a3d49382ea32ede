using FGan.Divergences;

namespace FGan;

/// <summary>Estimates D_f as bound + c·(pooled − bound): the variational bound, steadied by the sum Σ f(r)/(m + n·r) over all rows.</summary>
/// <remarks>
/// r = e^V, n and m the rows of P and Q. For every h, E_P[h] = E_Q[h·r] when V is the log-ratio. Subtracting the difference of the two means
/// from the bound changes no expectation, and the h of least variance, (m·T + n·g(T))/(m + n·r), turns the bound into the pooled sum. Heavy
/// tails shrink: for f = (u−1)² its terms grow as u where the bound's grow as u². The price is an error of first order in that of V, where the
/// bound's is of second. c = s²/(s² + e²) weighs the two: s² is the variance of the difference over rows, e² that which the critics' errors
/// bring in, seen from how far the critics of two folds differ.
/// </remarks>
internal sealed class PooledEstimate
{
    // T* of a kinked f is a step: the smooth activation comes as near as this.
    private const double Step = 1024;
    // Within so many standard errors a difference from 0 is chance.
    private const double Chance = 2;

    private readonly double[] _far;
    private readonly double _rowsP;
    private readonly double _rowsQ;
    private readonly int _farP;

    /// <summary>Makes the estimate with every critic held within a share of its limit.</summary>
    /// <param name="divergence">Which f.</param>
    /// <param name="folds">All folds.</param>
    /// <param name="share">The share, at most 1.</param>
    /// <param name="far">The rows whose ratio the share may change: where estimates of different shares part.</param>
    public PooledEstimate(FDivergence divergence, IReadOnlyList<HeldOutPart> folds, double share, FarRows far)
    {
        var activation = divergence.LogRatioActivation;
        var v = HeldOutScores.Join(folds.Select(f => f.Raw.Map(Held(f.Likely, share).Apply)));
        double n = v.P.Length, m = v.Q.Length;
        var (onP, onQ) = (Side(v.P), Side(v.Q));
        (_rowsP, _rowsQ, _farP) = (n, m, far.P.Length);
        _far = [.. far.P.Select(row => onP[row]), .. far.Q.Select(row => onQ[row])];
        var terms = BoundTerms.Join([.. folds.Select(f => f.Terms(activation, Free(activation, Held(f.Likely, share))))]);
        var bound = terms.Bound();
        StandardError = bound.StandardError;
        // h = T − n·f(r)/(m + n·r) on P, and h·r = g(T) + m·f(r)/(m + n·r) on Q.
        var hP = terms.P.Zip(onP, (t, f) => t - n * f).ToArray();
        var hQ = terms.Q.Zip(onQ, (g, f) => g + m * f).ToArray();
        var chance = VariationalBound.Of(hP, hQ).StandardError;
        Value = Weigh(bound.Mean, onP.Sum() + onQ.Sum(), chance * chance, CriticVariance(folds, share, v, hP, hQ));

        double[] Side(double[] scores)
        {
            var u = Array.ConvertAll(scores, Math.Exp);
            var f = FunctionValues.Of(divergence.F, u);
            for (var i = 0; i < f.Length; i++) f[i] /= m + n * u[i];
            return f;
        }
    }

    /// <summary>The estimate.</summary>
    public double Value { get; }

    /// <summary>The standard error by the efficient influence function, √(Var_P T/n + Var_Q g(T)/m).</summary>
    public double StandardError { get; }

    /// <summary>Whether another estimate over the same rows differs by more than chance.</summary>
    public bool DiffersFrom(PooledEstimate other)
    {
        double sum = 0, squares = 0, sumP = 0;
        for (var i = 0; i < _far.Length; i++)
        {
            var difference = _far[i] - other._far[i];
            sum += difference;
            squares += difference * difference;
            if (i < _farP) sumP += difference;
        }
        var variance = squares - sumP * sumP / _rowsP - (sum - sumP) * (sum - sumP) / _rowsQ;
        return sum * sum > Chance * Chance * variance;
    }

    private static double Weigh(double bound, double pooled, double rows, double critics)
    {
        var difference = pooled - bound;
        if (!(rows > 0) || difference == 0) return Math.Max(0, bound);
        // A difference beyond chance says that V is no log-ratio, whatever its critics agree on.
        var error = Chance * Math.Sqrt(rows + critics);
        var kept = Math.Abs(difference) <= error ? 1 : Math.Pow(error / difference, 2);
        return Math.Max(0, bound + kept * rows / (rows + critics) * difference);
    }

    /// <summary>
    /// The variance of E_P[h·ε], ε the critics' error: two critics that share (K−2)/(K−1) of their rows differ by 2/(K−1) of a critic's
    /// variance, and the mean of K such critics has (K−1)/K of it. The expectation is taken over all rows, Σ h·r·ε/(m + n·r): on P alone
    /// a few rows of tiny r would rule it.
    /// </summary>
    private static double CriticVariance(IReadOnlyList<HeldOutPart> folds, double share, HeldOutScores v, double[] hP, double[] hQ)
    {
        double squares = 0, k = folds.Count, n = hP.Length, m = hQ.Length;
        var (fromP, fromQ) = (0, 0);
        foreach (var fold in folds)
        {
            var limit = share * fold.Likely.Limit;
            double shift = 0;
            for (var i = 0; i < fold.RowsP.Length; i++)
                shift += hP[fromP + i] / (m * Math.Exp(-v.P[fromP + i]) + n) * (Math.Clamp(fold.SecondOpinion.P[i], -limit, limit) - v.P[fromP + i]);
            for (var i = 0; i < fold.RowsQ.Length; i++)
                shift += hQ[fromQ + i] / (m + n * Math.Exp(v.Q[fromQ + i])) * (Math.Clamp(fold.SecondOpinion.Q[i], -limit, limit) - v.Q[fromQ + i]);
            squares += k * shift * k * shift;
            (fromP, fromQ) = (fromP + fold.RowsP.Length, fromQ + fold.RowsQ.Length);
        }
        return squares / k * (k - 1) * (k - 1) / (2 * k);
    }

    private static Calibration Held(Calibration likely, double share) => likely.Stretched(1, share * likely.Limit);

    private static Calibration Free(OutputActivation activation, Calibration likely) =>
        activation.Kind == OutputActivationKind.LogRatio ? likely : likely.Stretched(Step, double.PositiveInfinity);
}

/// <summary>Numbers of rows, counted over all folds, whose |V| is greater than the least share of its limit that is tried.</summary>
internal sealed record FarRows(int[] P, int[] Q);
