using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>The log-ratio of an elliptical copula, normal (ν = ∞) or Student's, in closed form.</summary>
/// <remarks>
/// In canonical coordinates a = UᵀLₓ⁻¹x, b = VᵀL_y⁻¹y, with LₓLₓᵀ = Rₓₓ and Lₓ⁻¹RₓᵧLᵧ⁻ᵀ = U·diag(ρ)·Vᵀ, the joint squared length is
/// |a|² + |b|² + S, S = Σₖ (ρₖ²(aₖ² + bₖ²) − 2ρₖaₖbₖ)/(1 − ρₖ²), and
/// V = −½Σ log(1 − ρₖ²) − S/2 for the normal copula, or −(ν+d)/2·log(1 + (|a|²+|b|²+S)/ν) + (ν+dₓ)/2·log(1 + |a|²/ν) + (ν+d_y)/2·log(1 + |b|²/ν)
/// up to a constant for Student's. Only the first canonical correlations are kept: each of the others adds error for nothing.
/// </remarks>
internal sealed class EllipticalCritic : IPairCritic
{
    private const double GreatestCorrelation = 1 - 1e-7;

    private readonly StudentScores _scores;
    private readonly float[] _toA;
    private readonly float[] _toB;
    private readonly double[] _rho;

    private EllipticalCritic(StudentScores scores, float[] toA, float[] toB, double[] rho)
    {
        _scores = scores;
        _toA = toA;
        _toB = toB;
        _rho = rho;
    }

    /// <summary>ν, the degrees of freedom; ∞ for the normal copula.</summary>
    public double Freedom => _scores.Freedom;

    /// <summary>How many canonical correlations are kept.</summary>
    public int Rank => _rho.Length;

    /// <summary>Fits the copula with all its canonical correlations.</summary>
    public static EllipticalCritic Fit(PairedRows rows, StudentScores scores)
    {
        int dx = rows.X.Scores.Columns, dy = rows.Y.Scores.Columns, d = dx + dy;
        var joint = Join(rows);
        scores.Apply(joint.Values, joint.Values);
        var shape = ShapeMatrix.Fit(joint, scores.Freedom);
        var invertX = ShapeMatrix.TriangularInverse(Part(shape, d, 0, dx, 0, dx), dx);
        var invertY = ShapeMatrix.TriangularInverse(Part(shape, d, dx, dy, dx, dy), dy);
        var cross = Product(Product(invertX, Part(shape, d, 0, dx, dx, dy), dx, dx, dy), Transposed(invertY, dy), dx, dy, dy);
        var canonical = SingularValues.Of(cross, dx, dy);
        double[] rho = [.. canonical.Values.Select(value => Math.Min(value, GreatestCorrelation))];
        return new EllipticalCritic(scores, Directions(canonical.Left, invertX, dx), Directions(canonical.Right, invertY, dy), rho);
    }

    /// <summary>The same copula with only the first correlations.</summary>
    public EllipticalCritic Truncated(int rank) => new(_scores, _toA, _toB, _rho[..rank]);

    /// <inheritdoc/>
    public void Score(SideRows x, SideRows y, Span<float> scores)
    {
        int dx = x.Scores.Columns, dy = y.Scores.Columns, rank = _rho.Length;
        var a = Side.Of(x.Scores, _scores, _toA, _rho);
        var b = Side.Of(y.Scores, _scores, _toB, _rho);
        if (rank == 0) scores.Clear();
        else MatrixProduct.Multiply(new MatrixView(a.Scaled, x.Count, rank), new MatrixView(b.Kept, y.Count, rank).Transposed, new MatrixSpan(scores, x.Count, y.Count));
        var constant = -0.5 * _rho.Sum(rho => Math.Log(1 - rho * rho));
        if (double.IsPositiveInfinity(Freedom))
        {
            for (var i = 0; i < x.Count; i++)
            {
                var row = scores.Slice(i * y.Count, y.Count);
                for (var j = 0; j < row.Length; j++) row[j] += (float)(constant - (a.Shares[i] + b.Shares[j]) / 2);
            }
            return;
        }
        double nu = Freedom, half = (nu + dx + dy) / 2;
        double OwnX(int i) => (nu + dx) / 2 * Math.Log(1 + a.Lengths[i] / nu);
        var ownY = new float[y.Count];
        for (var j = 0; j < ownY.Length; j++) ownY[j] = (float)((nu + dy) / 2 * Math.Log(1 + b.Lengths[j] / nu));
        for (var i = 0; i < x.Count; i++)
        {
            var row = scores.Slice(i * y.Count, y.Count);
            var fromX = a.Lengths[i] + a.Shares[i];
            for (var j = 0; j < row.Length; j++) row[j] = (float)(Math.Max(0, fromX + b.Lengths[j] + b.Shares[j] - 2 * row[j]) / nu);
        }
        Elementwise.LogOnePlus(scores, scores);
        for (var i = 0; i < x.Count; i++)
        {
            var row = scores.Slice(i * y.Count, y.Count);
            var fromX = (float)(constant + OwnX(i));
            for (var j = 0; j < row.Length; j++) row[j] = fromX + ownY[j] - (float)half * row[j];
        }
    }

    private static FloatMatrix Join(PairedRows rows)
    {
        int dx = rows.X.Scores.Columns, dy = rows.Y.Scores.Columns;
        var joint = FloatRows.Of(new float[rows.Count * (dx + dy)], dx + dy);
        for (var i = 0; i < rows.Count; i++)
        {
            rows.X.Scores.Row(i).CopyTo(joint.Row(i));
            rows.Y.Scores.Row(i).CopyTo(joint.Row(i)[dx..]);
        }
        return joint;
    }

    // Row k of the result takes scores to the k-th canonical coordinate; directions without a partner follow, to complete the length.
    private static float[] Directions(double[][] canonical, double[] invert, int d)
    {
        var basis = Completed(canonical, d);
        var directions = new float[d * d];
        for (var k = 0; k < d; k++)
        {
            for (var j = 0; j < d; j++)
            {
                double sum = 0;
                for (var i = j; i < d; i++) sum += basis[k][i] * invert[i * d + j];
                directions[k * d + j] = (float)sum;
            }
        }
        return directions;
    }

    // Gram and Schmidt: null directions of the decomposition are not orthonormal, and the longer side lacks some.
    private static double[][] Completed(double[][] vectors, int d)
    {
        var basis = new List<double[]>();
        IEnumerable<double[]> axes = Enumerable.Range(0, d).Select(i => { var axis = new double[d]; axis[i] = 1; return axis; });
        foreach (var vector in vectors.Concat(axes))
        {
            if (basis.Count == d) break;
            var rest = (double[])vector.Clone();
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var known in basis)
                {
                    double dot = 0;
                    for (var i = 0; i < d; i++) dot += known[i] * rest[i];
                    for (var i = 0; i < d; i++) rest[i] -= dot * known[i];
                }
            }
            var length = Math.Sqrt(rest.Sum(v => v * v));
            if (length > 1e-6) basis.Add(Array.ConvertAll(rest, v => v / length));
        }
        return [.. basis];
    }

    private static double[] Part(double[] matrix, int d, int row, int rows, int column, int columns)
    {
        var part = new double[rows * columns];
        for (var i = 0; i < rows; i++) Array.Copy(matrix, (row + i) * d + column, part, i * columns, columns);
        return part;
    }

    private static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        var product = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var k = 0; k < inner; k++)
                for (var j = 0; j < columns; j++) product[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        return product;
    }

    private static double[] Transposed(double[] a, int d)
    {
        var turned = new double[d * d];
        for (var i = 0; i < d; i++)
            for (var j = 0; j < d; j++) turned[j * d + i] = a[i * d + j];
        return turned;
    }

    /// <summary>What one side contributes to the squared lengths.</summary>
    /// <param name="Kept">The kept canonical coordinates, row by row.</param>
    /// <param name="Scaled">The same times ρ/(1 − ρ²).</param>
    /// <param name="Lengths">|a|² over all coordinates.</param>
    /// <param name="Shares">Σ ρ²a²/(1 − ρ²) over the kept ones.</param>
    private sealed record Side(float[] Kept, float[] Scaled, double[] Lengths, double[] Shares)
    {
        public static Side Of(FloatMatrix rows, StudentScores scores, float[] directions, double[] rho)
        {
            int d = rows.Columns, rank = rho.Length;
            var mapped = new float[rows.Values.Length];
            scores.Apply(rows.Values, mapped);
            var coordinates = new float[rows.Values.Length];
            MatrixProduct.Multiply(new MatrixView(mapped, rows.Rows, d), new MatrixView(directions, d, d).Transposed, new MatrixSpan(coordinates, rows.Rows, d));
            var side = new Side(new float[rows.Rows * rank], new float[rows.Rows * rank], new double[rows.Rows], new double[rows.Rows]);
            for (var i = 0; i < rows.Rows; i++)
            {
                for (var k = 0; k < d; k++)
                {
                    double v = coordinates[i * d + k];
                    side.Lengths[i] += v * v;
                    if (k >= rank) continue;
                    var spread = 1 - rho[k] * rho[k];
                    side.Kept[i * rank + k] = (float)v;
                    side.Scaled[i * rank + k] = (float)(rho[k] / spread * v);
                    side.Shares[i] += rho[k] * rho[k] / spread * v * v;
                }
            }
            return side;
        }
    }
}
