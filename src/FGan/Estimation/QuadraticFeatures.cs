using FGan.Data;

namespace FGan;

/// <summary>The features of a quadratic critic: 1, x, and squares and products of the columns that have more than two values.</summary>
internal sealed class QuadraticFeatures
{
    private readonly (int I, int J)[] _products;

    private QuadraticFeatures(int width, (int I, int J)[] products)
    {
        Width = width;
        _products = products;
    }

    public int Width { get; }

    public int Count => 1 + Width + _products.Length;

    public static QuadraticFeatures Linear(int width) => new(width, []);

    public static QuadraticFeatures Squares(int width, IEnumerable<int> rich) => new(width, [.. rich.Select(i => (i, i))]);

    public static QuadraticFeatures Full(int width, IReadOnlyList<int> rich) =>
        new(width, [.. from i in rich from j in rich where i <= j select (i, j)]);

    /// <summary>The columns that take more than two values in the sample: the square of any other is linear in it.</summary>
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
        var k = 1 + Width;
        foreach (var (i, j) in _products) features[k++] = row[i] * row[j];
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
