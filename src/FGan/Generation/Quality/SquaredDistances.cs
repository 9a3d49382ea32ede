using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Receives the squared distances of one row to all others.</summary>
/// <param name="row">The row's number.</param>
/// <param name="distances">‖aᵢ − bⱼ‖² for every j; may be overwritten.</param>
internal delegate void DistancesOfRow(int row, Span<float> distances);

/// <summary>Squared Euclidean distances between all rows of two matrices, a block of rows at a time, so that memory stays small.</summary>
internal static class SquaredDistances
{
    private const int BlockRows = 64;

    /// <summary>Visits the rows of <paramref name="a"/> in order; ‖a − b‖² = ‖a‖² − 2a·b + ‖b‖², never below 0.</summary>
    public static void Visit(FloatMatrix a, FloatMatrix b, DistancesOfRow visit)
    {
        float[] squaresOfA = Squares(a), squaresOfB = Squares(b);
        var block = new float[BlockRows * b.Rows];
        var transposed = new MatrixView(b.Values, b.Rows, b.Columns).Transposed;
        for (int first = 0; first < a.Rows; first += BlockRows)
        {
            int count = Math.Min(BlockRows, a.Rows - first);
            var rows = new MatrixView(a.Values.Slice(first * a.Columns, count * a.Columns), count, a.Columns);
            MatrixProduct.Multiply(rows, transposed, new MatrixSpan(block.AsSpan(0, count * b.Rows), count, b.Rows));
            for (int i = 0; i < count; i++)
            {
                Span<float> distances = block.AsSpan(i * b.Rows, b.Rows);
                for (int j = 0; j < distances.Length; j++)
                    distances[j] = Math.Max(squaresOfA[first + i] - 2 * distances[j] + squaresOfB[j], 0f);
                visit(first + i, distances);
            }
        }
    }

    private static float[] Squares(FloatMatrix rows)
    {
        var squares = new float[rows.Rows];
        for (int i = 0; i < squares.Length; i++) squares[i] = (float)Reductions.SumOfSquares(rows.Row(i));
        return squares;
    }
}
