namespace FGan;

/// <summary>Solves a symmetric positive definite system.</summary>
internal static class Cholesky
{
    /// <summary>Solves A·x = b by A = L·Lᵀ.</summary>
    /// <param name="a">A, n × n, row by row; overwritten by L.</param>
    /// <param name="b">The right side, n numbers.</param>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static double[] Solve(double[] a, double[] b)
    {
        var n = b.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i * n + j] - Dot(a.AsSpan(i * n, j), a.AsSpan(j * n, j));
                if (i != j) a[i * n + j] = sum / a[j * n + j];
                else if (sum > 0) a[i * n + i] = Math.Sqrt(sum);
                else throw new ArithmeticException($"The curvature is not positive definite at row {i}: {sum}.");
            }
        }
        var x = new double[n];
        for (var i = 0; i < n; i++) x[i] = (b[i] - Dot(a.AsSpan(i * n, i), x.AsSpan(0, i))) / a[i * n + i];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++) x[i] -= a[j * n + i] * x[j];
            x[i] /= a[i * n + i];
        }
        return x;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
