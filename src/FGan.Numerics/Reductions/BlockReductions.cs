using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>
/// Sums over the rows of one block, on the calling thread, and puts together what blocks gave: for chains that have a block in the nearest cache, and
/// would otherwise have to read the whole batch again from afar.
/// </summary>
/// <remarks>
/// A block is summed in float, a chain a column, row after row; blocks are added in double, in order. A table of blocks holds a row each; rows of zeros, of blocks
/// that there are not, change nothing.
/// </remarks>
public static unsafe class BlockReductions
{
    /// <summary>Sums columns: s[c] = Σ over r of x[r, c].</summary>
    /// <param name="x">Rows of as many values as there are sums.</param>
    /// <param name="sums">Receives a sum a column.</param>
    public static void Sums(ReadOnlySpan<float> x, Span<float> sums)
    {
        int rows = Require.Rows(x.Length, sums.Length);
        Require.Disjoint(x, sums);
        fixed (float* px = x, ps = sums)
            Simd.Run(new BlockSums<SumTerms>(rows, sums.Length, new SumTerms(px), ps, null));
    }

    /// <summary>Computes each column's mean, the sum of squares around it, and the number of rows.</summary>
    /// <param name="x">Rows of values, at least one.</param>
    /// <param name="moments">Receives c means, c sums of squares and the number of rows: 2c + 1 values.</param>
    public static void Moments(ReadOnlySpan<float> x, Span<float> moments)
    {
        int columns = moments.Length / 2, rows = Require.Rows(x.Length, columns);
        Require.Length(moments.Length, (2 * columns) + 1);
        Require.Disjoint(x, moments);
        fixed (float* px = x, pm = moments)
        {
            // Around the first row: differences are small where values are large and alike.
            float* sums = pm, squares = pm + columns;
            Simd.Run(new BlockSums<MomentTerms>(rows, columns, new MomentTerms(px, px), sums, squares));
            Simd.Run(new Centring(rows, columns, px, sums, squares));
        }

        moments[^1] = rows;
    }

    /// <summary>Puts moments of blocks together (Chan, Golub and LeVeque 1983): the mean and the biased (1/n) variance of all rows.</summary>
    /// <param name="blocks">A row for each block, as <see cref="Moments"/> gave it; at least one with rows in it.</param>
    /// <param name="mean">Receives a mean a column.</param>
    /// <param name="variance">Receives a variance a column.</param>
    public static void CombineMoments(ReadOnlySpan<float> blocks, Span<float> mean, Span<float> variance)
    {
        int columns = mean.Length, width = (2 * columns) + 1, count = Require.Rows(blocks.Length, width);
        Require.Length(variance.Length, columns);
        double rows = 0.0;
        for (int i = 0; i < count; i++) rows += blocks[(i * width) + width - 1];
        double* means = Zeros(2 * columns), squares = means + columns;
        fixed (float* first = blocks)
        {
            for (int i = 0; i < count; i++)
            {
                float* block = first + (i * width);
                if (block[width - 1] > 0f) AddTimes(block, block[width - 1] / rows, means, columns);
            }

            for (int i = 0; i < count; i++)
            {
                float* block = first + (i * width);
                if (block[width - 1] > 0f) AddSquares(block, block + columns, block[width - 1], means, squares, columns);
            }
        }

        for (int c = 0; c < columns; c++)
        {
            mean[c] = (float)means[c];
            variance[c] = (float)(squares[c] / rows);
        }
    }

    /// <summary>Sums what goes backward through batch normalisation: Σ s and Σ s · (x − mean) with s = upstream · a'(·).</summary>
    /// <param name="upstream">Slopes with respect to the outputs.</param>
    /// <param name="x">The inputs, as many.</param>
    /// <param name="y">The outputs; unused (may be empty) where the activation is the identity.</param>
    /// <param name="mean">A mean a column.</param>
    /// <param name="activation">a.</param>
    /// <param name="sums">Receives both sums, a value a column each.</param>
    public static void SlopeSums(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mean, Activation activation, Span<float> sums)
    {
        int rows = Require.Rows(x.Length, mean.Length);
        Require.Length(upstream.Length, x.Length);
        if (activation.Kind != ActivationKind.Identity) Require.Length(y.Length, x.Length);
        Require.Length(sums.Length, 2 * mean.Length);
        fixed (float* pu = upstream, px = x, py = y, pm = mean, ps = sums)
            ActivationFunctions.Run(activation, new SlopeWork(rows, mean.Length, pu, px, py, pm, ps));
    }

    /// <summary>Multiplies aᵀ·b where a is narrow: c[i, j] = Σ over r of a[r, i] · b[r, j].</summary>
    /// <param name="a">Rows of a few values; b is gone over once for each.</param>
    /// <param name="columns">Columns of a.</param>
    /// <param name="b">As many rows.</param>
    /// <param name="c">Receives columns of a × columns of b values.</param>
    public static void Products(ReadOnlySpan<float> a, int columns, ReadOnlySpan<float> b, Span<float> c)
    {
        int rows = Require.Rows(a.Length, columns), wide = Require.Rows(c.Length, columns);
        Require.Length(b.Length, rows * wide);
        Require.Disjoint(a, c);
        Require.Disjoint(b, c);
        fixed (float* pa = a, pb = b, pc = c)
        {
            for (int i = 0; i < columns; i++) Simd.Run(new BlockProducts(rows, wide, pa + i, columns, pb, pc + ((nint)i * wide)));
        }
    }

    /// <summary>Adds the rows of a table up, column by column.</summary>
    /// <param name="blocks">Rows of as many values as there are sums.</param>
    /// <param name="sums">Receives a sum a column.</param>
    /// <param name="factor">What each sum is multiplied by.</param>
    public static void Combine(ReadOnlySpan<float> blocks, Span<float> sums, float factor = 1f)
    {
        int columns = sums.Length, count = Require.Rows(blocks.Length, columns);
        double* totals = AddUp(blocks, count, columns);
        for (int c = 0; c < columns; c++) sums[c] = (float)(totals[c] * factor);
    }

    /// <summary>Adds the rows of a table up in double; the result is lent until the next sum on this thread.</summary>
    internal static double* AddUp(ReadOnlySpan<float> table, int rows, int columns)
    {
        double* totals = Zeros(columns);
        fixed (float* first = table)
        {
            for (int i = 0; i < rows; i++) AddTimes(first + ((nint)i * columns), 1.0, totals, columns);
        }

        return totals;
    }

    private static double* Zeros(int count)
    {
        double* sums = Reductions.Sums((count + 1) / 2);
        new Span<double>(sums, count).Clear();
        return sums;
    }

    // sums += weight · x
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTimes(float* x, double weight, double* sums, int count)
    {
        int i = 0;
        Vector256<double> weights = Vector256.Create(weight);
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Load(x + i));
            (Vector256.Load(sums + i) + (weights * lower)).Store(sums + i);
            (Vector256.Load(sums + i + 4) + (weights * upper)).Store(sums + i + 4);
        }

        for (; i < count; i++) sums[i] += weight * x[i];
    }

    // sums += squares + weight · (x − mean)²
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(float* x, float* squares, double weight, double* mean, double* sums, int count)
    {
        int i = 0;
        Vector256<double> weights = Vector256.Create(weight);
        for (; i <= count - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Vector256<double> distance = Widen(x + i) - Vector256.Load(mean + i);
            (Vector256.Load(sums + i) + (Widen(squares + i) + (weights * distance * distance))).Store(sums + i);
        }

        for (; i < count; i++)
        {
            double distance = x[i] - mean[i];
            sums[i] += squares[i] + (weight * distance * distance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(float* x)
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(Vector128.Load(x));
        return Vector256.Create(lower, upper);
    }

    // From sums of differences to a row, and of their squares: the mean, and squares around it.
    private readonly struct Centring(int rows, int columns, float* row, float* sums, float* squares) : ILanesWork
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int column = 0;
            for (; column <= columns - TLanes.Count; column += TLanes.Count) Centre<TLanes>(column);
            for (; column < columns; column++) Centre<LanesScalar>(column);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Centre<TLanes>(int column)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes sum = TLanes.Load(sums + column), offset = sum / TLanes.Create(rows);
            TLanes.Maximum(TLanes.Zero, TLanes.Load(squares + column) - (offset * sum)).Store(squares + column);
            (TLanes.Load(row + column) + offset).Store(sums + column);
        }
    }

    private readonly struct SlopeWork(int rows, int columns, float* upstream, float* x, float* y, float* mean, float* sums) : IActivationWork
    {
        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Simd.Run(new BlockSums<NormaliseSlopeTerms<TFunction>>(rows, columns, new(upstream, x, y, mean, function), sums, sums + columns));
    }
}
