using FGan.Data;

namespace FGan;

/// <summary>Cubic B-splines of one column, knots at quantiles of both samples: any smooth curve of the column is nearly linear in them.</summary>
/// <remarks>Beyond the outer knots they are constant; there x and x² carry the tail. De Boor, A Practical Guide to Splines, 1978, X.</remarks>
/// <param name="Column">The column.</param>
/// <param name="Knots">The knots, ascending and all different, the two outer ones included.</param>
internal sealed record SplineBasis(int Column, IReadOnlyList<float> Knots)
{
    private const int Degree = 3;
    private const int InnerKnots = 10;
    private const int FewestKnots = 4;
    private const double OuterQuantile = 0.005;
    private const int MostRows = 20_000;

    private readonly float[] _padded = Knots.Count == 0
        ? []
        : [.. Enumerable.Repeat(Knots[0], Degree), .. Knots, .. Enumerable.Repeat(Knots[^1], Degree)];

    /// <summary>How many splines there are.</summary>
    public int Count => Knots.Count + Degree - 1;

    /// <summary>Whether the knots, read from a file, ascend.</summary>
    public bool IsSound => Knots.Count is >= FewestKnots and <= InnerKnots + 2
        && Enumerable.Range(1, Knots.Count - 1).All(i => Knots[i] > Knots[i - 1]) && float.IsFinite(Knots[0]) && float.IsFinite(Knots[^1]);

    /// <summary>The basis of a column; null where it has too few values for a curve.</summary>
    public static SplineBasis? Fit(int column, FloatMatrix p, FloatMatrix q)
    {
        var values = new List<float>();
        foreach (var sample in new[] { p, q })
            for (var row = 0; row < Math.Min(sample.Rows, MostRows); row++) values.Add(sample.Row(row)[column]);
        values.Sort();
        var knots = Enumerable.Range(0, InnerKnots + 2)
            .Select(i => Math.Clamp(i / (InnerKnots + 1.0), OuterQuantile, 1 - OuterQuantile))
            .Select(share => values[(int)(share * (values.Count - 1))]).Distinct().ToArray();
        return knots.Length < FewestKnots ? null : new SplineBasis(column, knots);
    }

    /// <summary>Writes the values of all splines at x.</summary>
    public void Write(float x, Span<float> values)
    {
        values.Clear();
        x = Math.Clamp(x, Knots[0], Knots[^1]);
        var span = Degree;
        while (span < _padded.Length - Degree - 2 && x >= _padded[span + 1]) span++;
        WriteNonzero(x, span, values.Slice(span - Degree, Degree + 1));
    }

    // The four splines that are not 0 between two knots, by the recurrence on their degree.
    private void WriteNonzero(float x, int span, Span<float> values)
    {
        Span<float> left = stackalloc float[Degree + 1], right = stackalloc float[Degree + 1];
        values[0] = 1;
        for (var degree = 1; degree <= Degree; degree++)
        {
            left[degree] = x - _padded[span + 1 - degree];
            right[degree] = _padded[span + degree] - x;
            float saved = 0;
            for (var r = 0; r < degree; r++)
            {
                var share = values[r] / (right[r + 1] + left[degree - r]);
                values[r] = saved + right[r + 1] * share;
                saved = left[degree - r] * share;
            }
            values[degree] = saved;
        }
    }
}
