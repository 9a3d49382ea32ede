namespace FGan;

/// <summary>What a lower limit needs to know of T on rows of P and of g(T) on rows of Q.</summary>
internal readonly record struct BoundMoments(
    double MeanP, double VarianceP, double RangeP, int RowsP, double MeanQ, double VarianceQ, double RangeQ, int RowsQ)
{
    /// <summary>The limit at <paramref name="z"/> standard errors.</summary>
    public double Normal(double z) => MeanP - MeanQ - z * Math.Sqrt(VarianceP / RowsP + VarianceQ / RowsQ);

    /// <summary>Each mean less (or plus) R·√(log(2/α)/(2n)).</summary>
    public double Hoeffding(double confidence)
    {
        var log = Math.Log(2 / (1 - confidence));
        return MeanP - MeanQ - RangeP * Math.Sqrt(log / (2.0 * RowsP)) - RangeQ * Math.Sqrt(log / (2.0 * RowsQ));
    }

    /// <summary>Each mean less (or plus) √(2·variance·log(4/α)/n) + 7R·log(4/α)/(3(n−1)).</summary>
    public double EmpiricalBernstein(double confidence)
    {
        var log = Math.Log(4 / (1 - confidence));
        return MeanP - MeanQ - Margin(VarianceP, RangeP, RowsP) - Margin(VarianceQ, RangeQ, RowsQ);

        double Margin(double variance, double range, int rows) =>
            Math.Sqrt(2 * variance * log / rows) + 7 * range * log / (3.0 * Math.Max(1, rows - 1));
    }
}
