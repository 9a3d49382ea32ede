using FGan.Data;

namespace FGan;

/// <summary>The log-ratio of two normal distributions fitted to the samples: Fisher's discriminant, quadratic.</summary>
/// <remarks>
/// Where the distributions are normal and far apart it is several times more precise than logistic regression, which learns little from rows
/// that it is sure of (Efron 1975); where they are not, the selection part prefers the regression.
/// </remarks>
internal static class Discriminant
{
    /// <summary>Fits on the given rows; null where a covariance is singular.</summary>
    /// <param name="columns">The columns, each with many values.</param>
    /// <param name="p">Rows of P.</param>
    /// <param name="q">Rows of Q.</param>
    /// <param name="isDiagonal">Whether columns are taken as independent within each sample.</param>
    public static FeatureCritic? Fit(IReadOnlyList<int> columns, FloatMatrix p, FloatMatrix q, bool isDiagonal)
    {
        var features = CriticFeatures.Linear(p.Columns).WithProducts(columns);
        try
        {
            var weights = new double[features.Count];
            Add(weights, Normal.Fit(columns, p, isDiagonal), columns, features, 1);
            Add(weights, Normal.Fit(columns, q, isDiagonal), columns, features, -1);
            return new FeatureCritic(features, Array.ConvertAll(weights, w => (float)w));
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>Adds ±log density, −½(x − μ)ᵀΣ⁻¹(x − μ) − ½ log det Σ, to the weights of 1, x and products.</summary>
    private static void Add(double[] weights, Normal normal, IReadOnlyList<int> columns, CriticFeatures features, int sign)
    {
        var d = columns.Count;
        weights[0] -= sign * normal.LogDeterminant / 2;
        for (var i = 0; i < d; i++)
        {
            double pull = 0;
            for (var j = 0; j < d; j++) pull += normal.Precision[i * d + j] * normal.Mean[j];
            weights[0] -= sign * pull * normal.Mean[i] / 2;
            weights[1 + columns[i]] += sign * pull;
        }
        var at = 1 + features.Width;
        for (var i = 0; i < d; i++)
            for (var j = i; j < d; j++) weights[at++] -= sign * normal.Precision[i * d + j] * (i == j ? 0.5 : 1);
    }

    /// <summary>Mean, inverse covariance (row by row) and the logarithm of the covariance's determinant.</summary>
    private sealed record Normal(double[] Mean, double[] Precision, double LogDeterminant)
    {
        public static Normal Fit(IReadOnlyList<int> columns, FloatMatrix sample, bool isDiagonal)
        {
            var d = columns.Count;
            var (mean, covariance) = (new double[d], new double[d * d]);
            for (var row = 0; row < sample.Rows; row++)
                for (var i = 0; i < d; i++) mean[i] += sample.Row(row)[columns[i]] / (double)sample.Rows;
            var centred = new double[d];
            for (var row = 0; row < sample.Rows; row++)
            {
                for (var i = 0; i < d; i++) centred[i] = sample.Row(row)[columns[i]] - mean[i];
                for (var i = 0; i < d; i++)
                    for (var j = isDiagonal ? i : 0; j <= i; j++) covariance[i * d + j] += centred[i] * centred[j] / sample.Rows;
            }
            for (var i = 0; i < d; i++)
                for (var j = 0; j < i; j++) covariance[j * d + i] = covariance[i * d + j];
            return Invert(mean, covariance);
        }

        private static Normal Invert(double[] mean, double[] covariance)
        {
            var d = mean.Length;
            var precision = new double[d * d];
            double logDeterminant = 0;
            for (var k = 0; k < d; k++)
            {
                var factor = (double[])covariance.Clone();
                var unit = new double[d];
                unit[k] = 1;
                Cholesky.Solve(factor, unit).CopyTo(precision, k * d);
                logDeterminant += 2 * Math.Log(factor[k * d + k]);
            }
            return new Normal(mean, precision, logDeterminant);
        }
    }
}
