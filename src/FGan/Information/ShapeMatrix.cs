using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Estimates the correlation matrix of an elliptical copula by the fixed point of its likelihood.</summary>
/// <remarks>
/// R ← Σᵢ wᵢ·cᵢcᵢᵀ/n with wᵢ = (ν + d)/(ν + cᵢᵀR⁻¹cᵢ), scaled to a unit diagonal: expectation–maximisation for Student's distribution
/// (Lange, Little and Taylor 1989); for ν = ∞ one step gives the correlation of the normal scores.
/// </remarks>
internal static class ShapeMatrix
{
    private const int ChunkRows = 1024;
    private const int MostSteps = 30;
    private const double Tolerance = 1e-4;

    /// <summary>The correlation matrix, d × d, row by row.</summary>
    /// <param name="scores">Scores of the copula's margins, a row an observation.</param>
    /// <param name="freedom">ν; ∞ for the normal copula.</param>
    public static double[] Fit(FloatMatrix scores, double freedom)
    {
        var d = scores.Columns;
        var weights = new double[scores.Rows];
        Array.Fill(weights, 1);
        var shape = UnitDiagonal(Scatter(scores, weights), d);
        if (double.IsPositiveInfinity(freedom)) return shape;
        for (var step = 0; step < MostSteps; step++)
        {
            var distances = SquaredLengths(scores, TriangularInverse(shape, d));
            for (var i = 0; i < weights.Length; i++) weights[i] = (freedom + d) / (freedom + distances[i]);
            var next = UnitDiagonal(Scatter(scores, weights), d);
            var change = 0.0;
            for (var k = 0; k < next.Length; k++) change = Math.Max(change, Math.Abs(next[k] - shape[k]));
            shape = next;
            if (change < Tolerance) break;
        }
        return shape;
    }

    /// <summary>L⁻¹ of A = L·Lᵀ; the diagonal of A is raised, ever more, until A is positive definite.</summary>
    public static double[] TriangularInverse(double[] a, int d)
    {
        for (var ridge = 0.0; ; ridge = Math.Max(1e-7, 10 * ridge))
        {
            var raised = (double[])a.Clone();
            for (var i = 0; i < d; i++) raised[i * d + i] += ridge;
            if (TryFactor(raised, d)) return Invert(raised, d);
        }
    }

    private static bool TryFactor(double[] a, int d)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i * d + j];
                for (var k = 0; k < j; k++) sum -= a[i * d + k] * a[j * d + k];
                if (i != j) a[i * d + j] = sum / a[j * d + j];
                else if (sum > 1e-9) a[i * d + i] = Math.Sqrt(sum);
                else return false;
            }
        }
        return true;
    }

    private static double[] Invert(double[] l, int d)
    {
        var inverse = new double[d * d];
        for (var column = 0; column < d; column++)
        {
            for (var row = column; row < d; row++)
            {
                var sum = row == column ? 1.0 : 0;
                for (var k = column; k < row; k++) sum -= l[row * d + k] * inverse[k * d + column];
                inverse[row * d + column] = sum / l[row * d + row];
            }
        }
        return inverse;
    }

    private static double[] Scatter(FloatMatrix scores, double[] weights)
    {
        var d = scores.Columns;
        var sum = new double[d * d];
        var part = new float[d * d];
        var chunk = new float[ChunkRows * d];
        for (var start = 0; start < scores.Rows; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, scores.Rows - start);
            for (var r = 0; r < rows; r++)
            {
                var root = (float)Math.Sqrt(weights[start + r]);
                var source = scores.Row(start + r);
                for (var k = 0; k < d; k++) chunk[r * d + k] = root * source[k];
            }
            var view = new MatrixView(chunk.AsSpan(0, rows * d), rows, d);
            MatrixProduct.Multiply(view.Transposed, view, new MatrixSpan(part, d, d));
            for (var k = 0; k < sum.Length; k++) sum[k] += part[k];
        }
        for (var k = 0; k < sum.Length; k++) sum[k] /= scores.Rows;
        return sum;
    }

    private static double[] SquaredLengths(FloatMatrix scores, double[] triangularInverse)
    {
        var d = scores.Columns;
        var whitened = new float[ChunkRows * d];
        var factor = Array.ConvertAll(triangularInverse, v => (float)v);
        var lengths = new double[scores.Rows];
        for (var start = 0; start < scores.Rows; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, scores.Rows - start);
            MatrixProduct.Multiply(
                new MatrixView(scores.Values.Slice(start * d, rows * d), rows, d), new MatrixView(factor, d, d).Transposed, new MatrixSpan(whitened, rows, d));
            for (var r = 0; r < rows; r++)
                foreach (var v in whitened.AsSpan(r * d, d)) lengths[start + r] += (double)v * v;
        }
        return lengths;
    }

    private static double[] UnitDiagonal(double[] a, int d)
    {
        var scale = new double[d];
        for (var i = 0; i < d; i++) scale[i] = a[i * d + i] > 0 ? 1 / Math.Sqrt(a[i * d + i]) : 0;
        for (var i = 0; i < d; i++)
            for (var j = 0; j < d; j++) a[i * d + j] = i == j ? 1 : a[i * d + j] * scale[i] * scale[j];
        return a;
    }
}
