using FGan.Data;
using FGan.Divergences;
using FGan.Numerics;

namespace FGan.Bench;

/// <summary>P = N(0, I) and Q = N(μ, s²I) in d dimensions, |μ| = shift, each coordinate of μ alike.</summary>
internal sealed class IsotropicNormals(int dimension, double shift, double scale)
{
    private const int Points = 2401;

    public Scenario Scenario() => new(
        $"P = N(0, I), Q = N(μ, {scale * scale}·I), |μ| = {shift}, {dimension} dimension{(dimension > 1 ? "s" : "")}",
        seed => Sample(seed, 101, 0, 1),
        seed => Sample(seed, 102, shift / Math.Sqrt(dimension), scale),
        LogRatio,
        Truth);

    private FloatMatrix Sample(ulong seed, ulong stream, double mean, double deviation)
    {
        var values = new float[FGan.Bench.Scenario.Rows * dimension];
        new Philox(seed, stream).Normals(values);
        for (var i = 0; i < values.Length; i++) values[i] = (float)(mean + deviation * values[i]);
        return new FloatMatrix(FGan.Bench.Scenario.Rows, dimension, values);
    }

    private double LogRatio(ReadOnlySpan<float> row)
    {
        double squares = 0, away = 0, mean = shift / Math.Sqrt(dimension);
        foreach (var x in row)
        {
            squares += x * x;
            away += (x - mean) * (x - mean);
        }
        return dimension * Math.Log(scale) - squares / 2 + away / (2 * scale * scale);
    }

    /// <summary>∫ q f(p/q) over the coordinate along μ and the distance ρ from that axis, which is all that log p/q depends on.</summary>
    private double Truth(FDivergence divergence)
    {
        if (!IsFinite(divergence.Id)) return double.PositiveInfinity;
        double reach = 14 * scale, across = dimension > 1 ? Math.Sqrt(dimension) * scale + reach : 0, sum = 0;
        var rings = dimension > 1 ? Points : 1;
        var (stepX, stepRho) = (2 * reach / (Points - 1), dimension > 1 ? across / (Points - 1) : 1);
        for (var i = 0; i < Points; i++)
        {
            var x = -reach + i * stepX;
            for (var j = 0; j < rings; j++)
            {
                var rho = (j + 0.5) * stepRho * (dimension > 1 ? 1 : 0);
                var (p, q) = (LogDensity(x, rho, 0, 1), LogDensity(x, rho, shift, scale));
                sum += Weighted(divergence, p, q) * stepX * stepRho;
            }
        }
        return sum;
    }

    // q·f(p/q), by the adjoint p·f°(q/p) where p is the greater, so that no ratio overflows.
    private static double Weighted(FDivergence divergence, double p, double q) =>
        Math.Max(p, q) < -600 ? 0
        : p <= q ? Math.Exp(q) * divergence.F.Evaluate(Math.Exp(Math.Max(-700, p - q)))
        : Math.Exp(p) * divergence.Adjoint.F.Evaluate(Math.Exp(Math.Max(-700, q - p)));

    /// <summary>The log density of (x along μ, ρ across it) of N(mean, s²I); ρ/s has the χ distribution of d − 1 degrees.</summary>
    private double LogDensity(double x, double rho, double mean, double s)
    {
        var along = -(x - mean) * (x - mean) / (2 * s * s) - Math.Log(s * Math.Sqrt(2 * Math.PI));
        if (dimension == 1) return along;
        var k = dimension - 1;
        return along + (k - 1) * Math.Log(rho / s) - rho * rho / (2 * s * s) - Math.Log(s) - (k / 2.0 - 1) * Math.Log(2) - LogGammaHalf(k);
    }

    /// <summary>log Γ(k/2) by the recursion from Γ(1/2) = √π or Γ(1) = 1.</summary>
    private static double LogGammaHalf(int k)
    {
        var sum = k % 2 == 0 ? 0 : Math.Log(Math.PI) / 2;
        for (var x = k % 2 == 0 ? 1.0 : 0.5; x < k / 2.0; x++) sum += Math.Log(x);
        return sum;
    }

    // ∫ q²/p is finite for 2/1 − 1·... only while the wider normal is not squared: 2/s² > 1.
    private bool IsFinite(string id) => id switch
    {
        "pearson" => 2 / (scale * scale) > 1,
        "neyman" => 2 > 1 / (scale * scale),
        _ => true,
    };
}
