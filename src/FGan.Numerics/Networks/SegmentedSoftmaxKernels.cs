namespace FGan.Numerics;

/// <summary>Names neighbouring columns, such as those of one one-hot encoded category.</summary>
/// <param name="Start">First column, from 0.</param>
/// <param name="Length">Number of columns, at least 1.</param>
public readonly record struct ColumnSegment(int Start, int Length);

/// <summary>Takes the softmax over each of several segments of every row; columns in no segment pass through.</summary>
public static unsafe class SegmentedSoftmaxKernels
{
    /// <summary>Computes y = softmax(x / temperature) within each segment, y = x elsewhere.</summary>
    /// <param name="x">Rows of <paramref name="columns"/> values.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="segments">Disjoint segments.</param>
    /// <param name="temperature">τ &gt; 0; a low one makes the softmax hard.</param>
    /// <param name="y">As many results; may be x itself.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentException">A segment is not inside a row, or lengths differ.</exception>
    public static void Forward(
        ReadOnlySpan<float> x, int columns, ReadOnlySpan<ColumnSegment> segments, float temperature, Span<float> y, ThreadTeam? team = null)
    {
        int rows = Require.Rows(x.Length, columns);
        Require.Length(y.Length, x.Length);
        Require.SameOrDisjoint(x, y);
        CheckSegments(columns, segments, temperature);
        fixed (float* px = x, py = y)
        {
            fixed (ColumnSegment* ps = segments)
                Simd.Run(new SoftmaxWork(px, columns, rows, ps, segments.Length, 1f / temperature, py, team ?? ThreadTeam.Shared));
        }
    }

    /// <summary>Goes backward: ∂x = y · (∂y − Σ ∂y·y) / temperature within each segment, ∂x = ∂y elsewhere.</summary>
    /// <param name="upstream">∂y, rows of <paramref name="columns"/> slopes.</param>
    /// <param name="y">The outputs of <see cref="Forward"/>.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="segments">The same segments.</param>
    /// <param name="temperature">The same τ.</param>
    /// <param name="xSlope">Receives ∂x; may be upstream itself.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentException">A segment is not inside a row, or lengths differ.</exception>
    public static void Backward(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> y, int columns, ReadOnlySpan<ColumnSegment> segments, float temperature,
        Span<float> xSlope, ThreadTeam? team = null)
    {
        int rows = Require.Rows(y.Length, columns);
        Require.Length(upstream.Length, y.Length);
        Require.Length(xSlope.Length, y.Length);
        Require.SameOrDisjoint(upstream, xSlope);
        Require.Disjoint(y, xSlope);
        CheckSegments(columns, segments, temperature);
        fixed (float* pu = upstream, py = y, px = xSlope)
        {
            fixed (ColumnSegment* ps = segments)
            {
                var work = new SoftmaxSlopeWork(pu, py, columns, rows, ps, segments.Length, 1f / temperature, px);
                (team ?? ThreadTeam.Shared).Run(work, work.Parts);
            }
        }
    }

    private static void CheckSegments(int columns, ReadOnlySpan<ColumnSegment> segments, float temperature)
    {
        if (!(temperature > 0f)) Require.ThrowShapes($"Temperature is {temperature}; expected above 0. Use 1 for the plain softmax.");
        foreach (ColumnSegment segment in segments)
        {
            if (segment.Start < 0 || segment.Length < 1 || segment.Start > columns - segment.Length)
                Require.ThrowShapes($"{segment} is not inside {columns} columns. Give segments that lie inside a row.");
        }
    }
}
