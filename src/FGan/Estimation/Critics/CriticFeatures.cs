using FGan.Data;

namespace FGan;

/// <summary>The features φ(x) of a critic V = β·φ(x): 1, x, and on asking squares, smooth curves of single columns, and products of two.</summary>
/// <remarks>Only columns that have more than two values get more than x: the square of any other is linear in it.</remarks>
internal sealed record CriticFeatures
{
    /// <summary>The columns of a row.</summary>
    public required int Width { get; init; }

    /// <summary>The pairs of columns whose products are features; a square is a pair of equals.</summary>
    public IReadOnlyList<ColumnPair> Products { get; init; } = [];

    /// <summary>The curves of single columns.</summary>
    public IReadOnlyList<SplineBasis> Splines { get; init; } = [];

    public int Count => 1 + Width + Products.Count + Splines.Sum(s => s.Count);

    public static CriticFeatures Linear(int width) => new() { Width = width };

    /// <summary>These features and the squares of some columns.</summary>
    public CriticFeatures WithSquares(IEnumerable<int> rich) => this with { Products = [.. rich.Select(i => new ColumnPair(i, i))] };

    /// <summary>These features and all products and squares of some columns.</summary>
    public CriticFeatures WithProducts(IReadOnlyList<int> rich) =>
        this with { Products = [.. from i in rich from j in rich where i <= j select new ColumnPair(i, j)] };

    /// <summary>These features and curves of some columns.</summary>
    public CriticFeatures WithSplines(IEnumerable<int> rich, FloatMatrix p, FloatMatrix q) =>
        this with { Splines = [.. rich.Select(column => SplineBasis.Fit(column, p, q)).OfType<SplineBasis>()] };

    /// <summary>The columns that take more than two values in the sample.</summary>
    public static List<int> RichColumns(FloatMatrix sample)
    {
        var rich = new List<int>();
        for (var column = 0; column < sample.Columns; column++)
            if (HasThirdValue(sample, column)) rich.Add(column);
        return rich;
    }

    /// <summary>Writes the features of one row; <paramref name="features"/> has <see cref="Count"/> elements.</summary>
    public void Write(ReadOnlySpan<float> row, Span<float> features)
    {
        features[0] = 1;
        row.CopyTo(features[1..]);
        var at = 1 + Width;
        foreach (var (i, j) in Products) features[at++] = row[i] * row[j];
        foreach (var spline in Splines)
        {
            spline.Write(row[spline.Column], features.Slice(at, spline.Count));
            at += spline.Count;
        }
    }

    private static bool HasThirdValue(FloatMatrix sample, int column)
    {
        var first = sample.Values[column];
        var second = first;
        for (var row = 1; row < sample.Rows; row++)
        {
            var value = sample.Row(row)[column];
            if (value == first || value == second) continue;
            if (second != first) return true;
            second = value;
        }
        return false;
    }
}

/// <summary>Two columns that are multiplied.</summary>
internal readonly record struct ColumnPair(int I, int J);
