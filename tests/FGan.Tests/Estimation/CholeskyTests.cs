namespace FGan.Tests.Estimation;

public sealed class CholeskyTests
{
    [Fact]
    public void Solves_a_positive_definite_system()
    {
        double[] a = [4, 2, 0.5, 2, 5, 1, 0.5, 1, 3];
        double[] x = [1, -2, 0.25];
        var b = new double[3];
        for (var i = 0; i < 3; i++) for (var j = 0; j < 3; j++) b[i] += a[i * 3 + j] * x[j];

        var solved = Cholesky.Solve(a, b);

        for (var i = 0; i < 3; i++) Assert.Equal(x[i], solved[i], 12);
    }

    [Fact]
    public void Refuses_an_indefinite_system() =>
        Assert.Throws<ArithmeticException>(() => Cholesky.Solve([1, 2, 2, 1], [1, 1]));
}
