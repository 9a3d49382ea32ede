namespace FGan;

/// <summary>Decomposes A = U·diag(s)·Vᵀ by one-sided Jacobi rotations (Hestenes 1958).</summary>
internal sealed class SingularValues
{
    private const int MostSweeps = 40;
    private const double Orthogonal = 1e-12;

    private SingularValues(int rank, double[][] left, double[] values, double[][] right)
    {
        Rank = rank;
        Left = left;
        Values = values;
        Right = right;
    }

    /// <summary>min(rows, columns).</summary>
    public int Rank { get; }

    /// <summary>The columns of U.</summary>
    public double[][] Left { get; }

    /// <summary>s, descending.</summary>
    public double[] Values { get; }

    /// <summary>The columns of V.</summary>
    public double[][] Right { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="a">A, rows × columns, row by row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public static SingularValues Of(double[] a, int rows, int columns)
    {
        if (rows < columns)
        {
            var turned = new double[a.Length];
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) turned[j * rows + i] = a[i * columns + j];
            var other = Of(turned, columns, rows);
            return new SingularValues(rows, other.Right, other.Values, other.Left);
        }
        var u = new double[columns][];
        var v = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            u[j] = new double[rows];
            for (var i = 0; i < rows; i++) u[j][i] = a[i * columns + j];
            v[j] = new double[columns];
            v[j][j] = 1;
        }
        var sweeps = 0;
        while (sweeps < MostSweeps && Sweep(u, v)) sweeps++;
        return Sorted(u, v);
    }

    private static bool Sweep(double[][] u, double[][] v)
    {
        var rotated = false;
        for (var p = 0; p < u.Length - 1; p++)
        {
            for (var q = p + 1; q < u.Length; q++)
            {
                double alpha = Dot(u[p], u[p]), beta = Dot(u[q], u[q]), gamma = Dot(u[p], u[q]);
                if (Math.Abs(gamma) <= Orthogonal * Math.Sqrt(alpha * beta) || gamma == 0) continue;
                rotated = true;
                var zeta = (beta - alpha) / (2 * gamma);
                var t = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
                var cosine = 1 / Math.Sqrt(1 + t * t);
                Rotate(u[p], u[q], cosine, cosine * t);
                Rotate(v[p], v[q], cosine, cosine * t);
            }
        }
        return rotated;
    }

    private static SingularValues Sorted(double[][] u, double[][] v)
    {
        var lengths = Array.ConvertAll(u, column => Math.Sqrt(Dot(column, column)));
        int[] order = [.. Enumerable.Range(0, u.Length).OrderByDescending(j => lengths[j])];
        for (var j = 0; j < u.Length; j++)
            for (var i = 0; i < u[j].Length && lengths[j] > 0; i++) u[j][i] /= lengths[j];
        return new SingularValues(u.Length, Array.ConvertAll(order, j => u[j]), Array.ConvertAll(order, j => lengths[j]), Array.ConvertAll(order, j => v[j]));
    }

    private static void Rotate(double[] x, double[] y, double cosine, double sine)
    {
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (cosine * x[i] - sine * y[i], sine * x[i] + cosine * y[i]);
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
