using FGan.Data;

namespace FGan.Tests.Information;

public sealed class LinearAlgebraTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    [InlineData(2, 6)]
    public void Singular_values_put_the_matrix_together_again(int rows, int columns)
    {
        var a = Enumerable.Range(0, rows * columns).Select(k => Math.Sin(3.7 * k + 1)).ToArray();

        var parts = SingularValues.Of(a, rows, columns);

        Assert.Equal(Math.Min(rows, columns), parts.Rank);
        Assert.Equal(parts.Values.OrderDescending(), parts.Values);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = Enumerable.Range(0, parts.Rank).Sum(k => parts.Left[k][i] * parts.Values[k] * parts.Right[k][j]);
                Assert.Equal(a[i * columns + j], sum, 1e-12);
            }
        }
    }

    [Fact]
    public void A_triangular_inverse_whitens()
    {
        double[] a = [4, 1, 1, 1, 3, 0.5, 1, 0.5, 2];

        var inverse = ShapeMatrix.TriangularInverse(a, 3);

        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                double sum = 0;
                for (var k = 0; k < 3; k++)
                    for (var l = 0; l < 3; l++) sum += inverse[i * 3 + k] * a[k * 3 + l] * inverse[j * 3 + l];
                Assert.Equal(i == j ? 1 : 0, sum, 1e-12);
            }
        }
    }

    [Fact]
    public void A_column_given_twice_is_no_obstacle()
    {
        var inverse = ShapeMatrix.TriangularInverse([1, 1, 1, 1], 2);

        Assert.All(inverse, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void The_shape_of_a_student_sample_is_its_correlation()
    {
        const int rows = 8000;
        const double nu = 1;
        var (x, y) = Pairs.Normal(rows, 1, 0.6);
        var (spread, _) = Pairs.Normal(rows, 1, 0, seed: 9);
        var joint = new FloatMatrix(rows, 2, new float[2 * rows]);
        for (var i = 0; i < rows; i++)
            (joint.Row(i)[0], joint.Row(i)[1]) = (x.Row(i)[0] / Math.Abs(spread.Row(i)[0]), y.Row(i)[0] / Math.Abs(spread.Row(i)[0]));

        var shape = ShapeMatrix.Fit(joint, nu);

        Assert.Equal(0.6, shape[1], 0.03);
    }
}
