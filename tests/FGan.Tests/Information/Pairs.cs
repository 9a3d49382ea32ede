using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Information;

/// <summary>Samples of pairs with known information.</summary>
internal static class Pairs
{
    /// <summary>X of some columns, and Y whose first column has correlation <paramref name="rho"/> with X's first.</summary>
    public static (FloatMatrix X, FloatMatrix Y) Normal(int rows, int columns, double rho, ulong seed = 5)
    {
        float[] x = new float[rows * columns], y = new float[rows * columns];
        new Philox(seed, 1).Normals(x);
        new Philox(seed, 2).Normals(y);
        for (var i = 0; i < rows; i++) y[i * columns] = (float)(rho * x[i * columns] + Math.Sqrt(1 - rho * rho) * y[i * columns]);
        return (new FloatMatrix(rows, columns, x), new FloatMatrix(rows, columns, y));
    }

    /// <summary>The matrix with a function of every number.</summary>
    public static FloatMatrix Seen(this FloatMatrix matrix, Func<float, float> map) =>
        new(matrix.Rows, matrix.Columns, Array.ConvertAll(matrix.Values.ToArray(), v => map(v)));

    public static SideRows Side(FloatMatrix scores) => new(scores, scores);
}
